import type { WorkflowGateway } from '../control/lifecycle/ports.ts';
import { gone, type ObservedChannel, type WorkflowOrder } from '../control/lifecycle/workflow.ts';
import type { Clock } from '../control/ports/clock.ts';

/** What a state turns into the next time that it is looked at. */
const becomes: Readonly<Record<string, string>> = {
  STARTING: 'RUNNING',
  STOPPING: 'IDLE',
  'flow STARTING': 'ACTIVE',
  'flow STOPPING': 'STANDBY',
};

/** One channel and its flows, which take one look to start or stop. */
export class ModelledWorkflow implements WorkflowGateway {
  readonly orders: WorkflowOrder[] = [];
  readonly channels = new Map<string, { state: string; pausedAt: number | null; stackId: string }>();
  readonly flows = new Map<string, { state: string; errors: readonly string[] }>();
  /** Called before everything; throws to be in the way. */
  obstacle: (call: string) => void = () => undefined;
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  channelsOf(stackId: string): Promise<readonly ObservedChannel[]> {
    return this.#attempt('channelsOf', () =>
      [...this.channels].filter(([, channel]) => channel.stackId === stackId).map(([arn]) => this.#look(arn)),
    );
  }

  channel(arn: string): Promise<ObservedChannel> {
    return this.#attempt('channel', () => this.#look(arn));
  }

  flow(arn: string) {
    return this.#attempt('flow', () => {
      const flow = this.flows.get(arn);
      if (!flow) return { arn, state: gone, errors: [] };
      const shown = { arn, ...flow };
      flow.state = becomes[`flow ${flow.state}`] ?? flow.state;
      return shown;
    });
  }

  carryOut(order: WorkflowOrder): Promise<void> {
    return this.#attempt(order.act, () => {
      this.orders.push(order);
      const channel = this.channels.get(order.arn);
      const flow = this.flows.get(order.arn);
      if (channel && order.act === 'start-channel') channel.state = 'STARTING';
      if (channel && order.act === 'stop-channel') channel.state = 'STOPPING';
      if (channel && order.act === 'mark-paused') channel.pausedAt = this.#clock.now();
      if (channel && order.act === 'clear-mark') channel.pausedAt = null;
      if (flow && order.act === 'start-flow') flow.state = 'STARTING';
      if (flow && order.act === 'stop-flow') flow.state = 'STOPPING';
    });
  }

  #look(arn: string): ObservedChannel {
    const channel = this.channels.get(arn);
    if (!channel) return { arn, state: gone, pausedAt: null };
    const shown = { arn, state: channel.state, pausedAt: channel.pausedAt };
    channel.state = becomes[channel.state] ?? channel.state;
    return shown;
  }

  async #attempt<T>(call: string, act: () => T): Promise<T> {
    await Promise.resolve();
    this.obstacle(call);
    return act();
  }
}
