/** All flows that there are: where to stream to, what comes out, and how to start and stop them. */
import type { Clock } from '../clock.ts';
import type { FlowSpec } from '../estate.ts';
import type { EventSink } from '../event-bus.ts';
import type { Feed } from '../media/feed.ts';
import { type Flow, openFlow } from './flow.ts';
import { defaultFlowKnobs, type FlowKnobs } from './knobs.ts';

export interface Ingest {
  readonly sourceArn: string;
  readonly host: string;
  readonly port: number;
}

export interface Flows {
  readonly knobs: FlowKnobs;
  /** In the order in which they were made. */
  readonly all: readonly Flow[];
  /** Makes one more; fails with what MediaConnect would not have about it. */
  add(spec: FlowSpec): Promise<Flow>;
  find(flowArn: string): Flow | undefined;
  /** The flow's output; undefined where there is no such flow. */
  feed(flowArn: string): Feed | undefined;
  /** Where the flow's sources listen, in the order of the flow; empty where there is no such flow. */
  ingest(flowArn: string): readonly Ingest[];
  /** Settles when ACTIVE; fails unless STANDBY. */
  start(flowArn: string): Promise<void>;
  /** Settles when STANDBY; fails unless ACTIVE or ERROR. */
  stop(flowArn: string): Promise<void>;
  /** Settles when it is gone; fails unless STANDBY. */
  remove(flowArn: string): Promise<void>;
  close(): Promise<void>;
}

export interface FlowsOptions {
  readonly specs: readonly FlowSpec[];
  readonly account: string;
  readonly region: string;
  readonly events: EventSink;
  readonly clock: Clock;
  readonly knobs?: Partial<FlowKnobs>;
}

export async function startFlows(options: FlowsOptions): Promise<Flows> {
  const { specs, account, region, events, clock } = options;
  const knobs = { ...defaultFlowKnobs, ...options.knobs };
  const byArn = new Map<string, Flow>();
  const existing = (flowArn: string): Flow => {
    const flow = byArn.get(flowArn);
    if (flow) return flow;
    throw new Error(`There is no flow ${flowArn}; there are: ${[...byArn.keys()].join(', ') || 'none'}.`);
  };
  const add = async (spec: FlowSpec): Promise<Flow> => {
    const flow = await openFlow({ spec, place: { account, region }, knobs, events, clock });
    byArn.set(spec.arn, flow);
    return flow;
  };
  const close = async (): Promise<void> => {
    const open = [...byArn.values()];
    byArn.clear();
    await Promise.all(open.map((flow) => flow.close()));
  };
  try {
    for (const spec of specs) await add(spec);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    knobs,
    get all() {
      return [...byArn.values()];
    },
    add,
    find: (flowArn) => byArn.get(flowArn),
    feed: (flowArn) => byArn.get(flowArn)?.feed,
    ingest: (flowArn) =>
      (byArn.get(flowArn)?.receivers ?? []).map(({ arn, host, port }) => ({ sourceArn: arn, host, port })),
    start: async (flowArn) => existing(flowArn).start(),
    stop: async (flowArn) => existing(flowArn).stop(),
    remove: async (flowArn) => {
      const flow = existing(flowArn);
      await flow.remove();
      byArn.delete(flowArn);
      await flow.close();
    },
    close,
  };
}
