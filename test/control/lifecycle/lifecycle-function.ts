import { handlerOf } from '../../../aws/middleware/base-middleware.ts';
import { lifecycle } from '../../../control/lifecycle/lifecycle.ts';
import type { Work } from '../../../control/lifecycle/work.ts';
import { ModelledWorkflow } from '../../../model/modelled-workflow.ts';
import { ownRoleIds, ruleRoleId, sqsRecord } from '../../../model/sqs-record.ts';
import { channelArnOf, flowArnOf, stackId } from '../support/deployment.ts';
import { lambdaContext } from '../support/lambda.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { RecordingLogger } from '../support/recording-logger.ts';
import { RecordingMeter } from '../support/recording-meter.ts';
import { eventOf, type Request } from './cloudformation-request.ts';

export const channel = channelArnOf(1);
export const flows = [flowArnOf('a', 0), flowArnOf('a', 1)];

/** The lifecycle function of a stack with one channel and its two flows, CloudFormation that asks it, and its queue. */
export class LifecycleFunction {
  readonly clock = new ManualClock();
  readonly logger = new RecordingLogger();
  readonly workflow = new ModelledWorkflow(this.clock);
  readonly queue: { work: Work; delaySeconds: number }[] = [];
  readonly answers: Record<string, unknown>[] = [];
  readonly invoke: (event: unknown) => Promise<unknown>;

  constructor() {
    this.workflow.channels.set(channel, { state: 'IDLE', pausedAt: null, stackId });
    for (const arn of flows) this.workflow.flows.set(arn, { state: 'STANDBY', errors: [] });
    const handler = handlerOf(lifecycle, {
      clock: this.clock,
      logger: this.logger,
      meter: new RecordingMeter(),
      workflow: this.workflow,
      ownRoleIds,
      ruleRoleId,
      queue: {
        send: (work, delaySeconds) => {
          this.queue.push({ work, delaySeconds });
          return Promise.resolve();
        },
      },
      fetch: (_url, { body }) => {
        this.answers.push(JSON.parse(body as string) as Record<string, unknown>);
        return Promise.resolve(new Response(''));
      },
    });
    this.invoke = (event) => handler(event, lambdaContext());
  }

  run(given: Request = {}): Promise<unknown> {
    return this.invoke(eventOf('Custom::WorkflowRun', given));
  }

  pause(given: Request = {}): Promise<unknown> {
    const event = eventOf('Custom::WorkflowPause', {
      request: 'Update',
      id: 'WorkflowPause/Pause',
      ...given,
    });
    return this.invoke(event);
  }

  /** Delivers the queue's messages, each after its delay, until there are none. */
  async deliver(turnsMax = 1000): Promise<void> {
    for (let turn = 0; turn < turnsMax; turn += 1) {
      const next = this.queue.shift();
      if (!next) return;
      this.clock.advance(next.delaySeconds * 1000);
      await this.invoke({ Records: [sqsRecord(`message-${turn}`, next.work)] });
    }
  }

  get channelState(): string | undefined {
    return this.workflow.channels.get(channel)?.state;
  }

  /** What was done, to what. */
  acts(): readonly string[] {
    return this.workflow.orders.map(({ act, arn }) => `${act} ${arn.split(':').at(-1) ?? ''}`);
  }
}
