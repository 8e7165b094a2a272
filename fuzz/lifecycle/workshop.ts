import type { Context, SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { handlerOf } from '../../aws/middleware/base-middleware.ts';
import { lifecycle } from '../../control/lifecycle/lifecycle.ts';
import type { Millis } from '../../core/model/group.ts';
import type { Work } from '../../control/lifecycle/work.ts';
import { emfMeter } from '../../aws/observability/emf-meter.ts';
import { jsonLogger } from '../../aws/observability/json-logger.ts';
import { contextOf } from '../../model/lambda-context.ts';
import { ModelledWorkflow } from '../../model/modelled-workflow.ts';
import { ownRoleIds, ruleRoleId, sqsRecord } from '../../model/sqs-record.ts';
import { channelArn, flowArnOf, sites } from '../plane/deployment.ts';
import { answerUrl, stackArn } from './works.ts';

const startAt: Millis = Date.UTC(2026, 10, 21, 12);
const timeoutMs = 60_000;

/** The lifecycle function behind its handler, with a channel that runs and its flows, which nothing is wrong with. */
export class Workshop {
  readonly workflow: ModelledWorkflow;
  /** Work that the function has sent itself. */
  readonly queued: Work[] = [];
  readonly objections: string[] = [];
  readonly #handler: (event: unknown, context: Context) => Promise<SQSBatchResponse>;
  #now = startAt;

  constructor() {
    const clock = {
      now: () => this.#now,
      sleep: (durationMs: Millis) => {
        this.pass(durationMs);
        return Promise.resolve();
      },
    };
    this.workflow = new ModelledWorkflow(clock);
    this.workflow.channels.set(channelArn, { state: 'RUNNING', pausedAt: null, stackId: stackArn });
    for (const site of sites) {
      for (const pipeline of [0, 1]) {
        this.workflow.flows.set(flowArnOf(1, site, pipeline), { state: 'ACTIVE', errors: [] });
      }
    }
    this.#handler = handlerOf(lifecycle, {
      clock,
      logger: jsonLogger(() => undefined),
      meter: emfMeter(() => undefined),
      workflow: this.workflow,
      ownRoleIds,
      ruleRoleId,
      queue: {
        send: (work) => {
          this.queued.push(work);
          return Promise.resolve();
        },
      },
      fetch: (url) => {
        if (url !== answerUrl) {
          this.objections.push(`somebody who is not CloudFormation was answered: ${url}`);
        }
        return Promise.resolve(new Response());
      },
    });
  }

  now(): Millis {
    return this.#now;
  }

  pass(durationMs: Millis): void {
    this.#now += durationMs;
  }

  /** The work queue hands over a batch. @returns the ids of those that come again. */
  async deliver(records: readonly SQSRecord[]): Promise<readonly string[]> {
    try {
      const answer = await this.#handler({ Records: records }, contextOf('work', timeoutMs));
      return answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    } catch (error) {
      this.objections.push(`the lifecycle function threw ${String(error)}`);
      return [];
    }
  }

  /** What the function has sent itself comes back, until nothing is left or it has gone on for too long. */
  async workOff(): Promise<void> {
    for (let turn = 0; turn < turnsMax && this.queued.length > 0; turn += 1) {
      this.pass(5000);
      const works = this.queued.splice(0);
      await this.deliver(works.map((work, index) => sqsRecord(`own-${turn}-${index}`, work)));
    }
  }
}

/** A workflow that does not get there is given up after twenty minutes of looks five seconds apart. */
const turnsMax = 300;
