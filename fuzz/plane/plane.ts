import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { handlerOf } from '../../aws/middleware/base-middleware.ts';
import { processBatch } from '../../control/batch/process-batch.ts';
import { operate } from '../../control/operator/operate.ts';
import { sparingMediaLive } from '../../control/operator/within-budget.ts';
import { reconcile } from '../../control/reconcile/reconcile.ts';
import { pipelineIds, type Millis } from '../../core/model/group.ts';
import type { OperatorResponse } from '../../control/operator/responses.ts';
import { contextOf } from '../../model/lambda-context.ts';
import { saidOfFlow } from '../../control/events/media-connect/read-event.ts';
import { saidOfChannel } from '../../control/events/media-live/read-event.ts';
import { awsEvent, type Said } from '../../control/events/sample.ts';
import { reconcileEveryMs, timeoutsMs } from '../../model/deployed.ts';
import { MemoryTable } from '../../model/memory-table.ts';
import { ModelledChannel } from '../../model/modelled-channel.ts';
import { ModelledFlow } from '../../model/modelled-flow.ts';
import { ruleRoleId, sqsRecord } from '../../model/sqs-record.ts';
import { VirtualTime } from '../../model/virtual-time.ts';
import {
  attachmentOf,
  groupName,
  members,
  policies,
  sites,
  sourceArnOf,
  type PolicyName,
} from './deployment.ts';
import { servicesIn, type Services } from './services.ts';

/** A mistake that somebody could make, put around the product without touching it: what looks for mistakes must find it. */
export type Plant = (services: Services) => Services;

/** As whom EventBridge brings what our rules match. */
const ourRules = `${ruleRoleId}:session`;
/** How long an event is under way. */
const eventAfterMs: Millis = 300;
const received = { connected: true, bitrateZero: false, transportErrors: false };
const notReceived = { ...received, connected: false };
const customs = {
  stopTellsHealth: true,
  namesPeer: true,
  listsErrors: true,
  analysesContent: true,
  tellsSources: true,
};

/**
 * The control plane's functions behind their handlers, with everything around them in memory and nothing out of order: two
 * channels, both on site A, all feeds well. Whatever goes wrong in here comes from what was sent.
 */
export class Plane {
  readonly time = new VirtualTime(Date.UTC(2026, 10, 21, 12));
  readonly table = new MemoryTable();
  readonly channels = new Map<string, ModelledChannel>();
  readonly flows = new Map<string, ModelledFlow>();
  /** What must never happen, and did. */
  readonly objections: string[] = [];
  /** Every switch that was ordered from MediaLive, or taken back. */
  readonly ordered: string[] = [];
  /** The reconciler runs every minute. */
  reconciling = true;
  readonly #controller: (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;
  readonly #operator: (event: unknown, context: Context) => Promise<OperatorResponse>;
  readonly #reconciler: (event: unknown, context: Context) => Promise<unknown>;
  #atWork = 0;
  #lastBatch: Promise<void> = Promise.resolve();
  #invocations = 0;

  private constructor(plant: Plant) {
    const { time, table, channels, flows } = this;
    const services = plant(
      servicesIn({
        time,
        table,
        channels,
        flows,
        send: (body, delayMs) => {
          time.after(delayMs, () => {
            this.#receive([sqsRecord(this.#nextId(), body)]);
          });
        },
        ordered: (what) => this.ordered.push(what),
        object: (objection) => this.objections.push(objection),
      }),
    );
    this.#controller = handlerOf(processBatch, services);
    this.#operator = handlerOf(operate, sparingMediaLive(services));
    this.#reconciler = handlerOf(reconcile, services);
  }

  /** A plane that has looked at its channels, and knows that all is well. */
  static async deployed(policy: PolicyName, plant: Plant = (services) => services): Promise<Plane> {
    const plane = new Plane(plant);
    plane.#deploy(policy);
    plane.#reconcileForever();
    await plane.pass(2 * reconcileEveryMs + 5000);
    return plane;
  }

  /** Time passes, and what is due by then happens. */
  async pass(durationMs: Millis): Promise<void> {
    await this.time.runUntil(this.time.now() + durationMs);
    await this.#untilIdle();
  }

  /** The queue hands over a batch; back when the controller has come to its end. */
  async deliver(records: readonly SQSRecord[]): Promise<void> {
    this.#receive(records);
    await this.#untilIdle();
  }

  /** The operator function is invoked with each of these, at the same time; undefined: it threw. */
  async ask(requests: readonly unknown[]): Promise<readonly (OperatorResponse | undefined)[]> {
    const answers: (OperatorResponse | undefined)[] = requests.map(() => undefined);
    for (const [index, request] of requests.entries()) {
      this.#begin('operator', async (context) => {
        answers[index] = await this.#operator(request, context);
      });
    }
    await this.#untilIdle();
    return answers;
  }

  /** Every flow tells anew, by events, that its media arrives and is as it should be. */
  tellOfFlows(): void {
    for (const [arn] of this.flows) {
      const health = { kind: 'health', source: null, current: received, previous: notReceived } as const;
      for (const news of [health, { kind: 'content', flags: [] } as const]) {
        this.#happened(saidOfFlow(arn, news));
      }
    }
  }

  nextRecordId(): string {
    return this.#nextId();
  }

  #deploy(policy: PolicyName): void {
    const operator = { unavailable: [], hold: null };
    const definition = { policy: policies[policy], sites: [...sites] };
    this.table.groups.set(groupName, { name: groupName, definition, operator, version: 1, owner: 'fuzz' });
    for (const member of members) {
      this.table.members.set(member.channelArn, member);
      const channel = new ModelledChannel({
        channelArn: member.channelArn,
        name: member.name ?? member.channelArn,
        attachments: sites.map(attachmentOf),
        time: this.time,
        emit: (arn, news) => {
          this.#happened(saidOfChannel(arn, news));
        },
      });
      this.channels.set(member.channelArn, channel);
      for (const { flows } of Object.values(member.inputs)) for (const { arn } of flows) this.#addFlow(arn);
      for (const pipeline of pipelineIds) channel.start(pipeline);
    }
  }

  #addFlow(arn: string): void {
    const source = sourceArnOf(arn);
    const flow = new ModelledFlow({
      arn,
      sources: [source],
      customs,
      emit: (flowArn, news) => {
        this.#happened(saidOfFlow(flowArn, news));
      },
    });
    this.flows.set(arn, flow);
    flow.become('ACTIVE');
    flow.notice(source, received);
  }

  #reconcileForever(): void {
    this.time.after(reconcileEveryMs, () => {
      if (this.reconciling) this.#begin('reconciler', (context) => this.#reconciler({}, context));
      this.#reconcileForever();
    });
  }

  #happened(said: Said): void {
    const event = awsEvent(this.#nextId(), this.time.now(), said);
    this.time.after(eventAfterMs, () => {
      this.#receive([sqsRecord(this.#nextId(), event, 1, ourRules)]);
    });
  }

  /** One batch after the other, so that none fails because of another. */
  #receive(records: readonly SQSRecord[]): void {
    const before = this.#lastBatch;
    this.#begin('controller', async (context) => {
      let over: () => void = () => undefined;
      this.#lastBatch = new Promise((resolve) => (over = resolve));
      await before;
      try {
        const event: SQSEvent = { Records: [...records] };
        const { batchItemFailures } = await this.#controller(event, context);
        const failed = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
        if (failed.length > 0) {
          this.objections.push(`messages would come again for ever: ${failed.join(', ')}`);
        }
      } finally {
        over();
      }
    });
  }

  #begin(name: keyof typeof timeoutsMs, work: (context: Context) => Promise<unknown>): void {
    this.#atWork += 1;
    this.time.stir();
    const over = () => {
      this.#atWork -= 1;
    };
    work(contextOf(this.#nextId(), timeoutsMs[name])).then(over, (error: unknown) => {
      over();
      this.objections.push(
        `the ${name} threw ${error instanceof Error ? (error.stack ?? error.name) : String(error)}`,
      );
    });
  }

  async #untilIdle(): Promise<void> {
    while (this.#atWork > 0) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#atWork > 0) await this.time.runUntil(this.time.now() + 50);
    }
  }

  #nextId(): string {
    this.#invocations += 1;
    return `id-${this.#invocations}`;
  }
}
