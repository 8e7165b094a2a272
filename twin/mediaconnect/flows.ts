/** All flows of an estate: where to stream to, what comes out, and how to start and stop them. */
import type { Clock } from '../clock.ts';
import type { FlowSpec } from '../estate.ts';
import type { EventSink } from '../event-bus.ts';
import type { Feed } from '../media/feed.ts';
import { checkFlowSpec } from './flow-spec.ts';
import { type Flow, type FlowTimings, openFlow } from './flow.ts';
import { SILENCE_DEFAULT_MS } from './health.ts';

/** Real flows take about a minute; nothing depends on how long it is. */
const TRANSITION_DEFAULT_MS = 1_000;

export interface Ingest {
  readonly sourceArn: string;
  readonly host: string;
  readonly port: number;
}

export interface Flows {
  /** In the order of the estate. */
  readonly all: readonly Flow[];
  find(flowArn: string): Flow | undefined;
  /** The flow's output; undefined where there is no such flow. */
  feed(flowArn: string): Feed | undefined;
  /** Where the flow's sources listen, in the order of the flow; empty where there is no such flow. */
  ingest(flowArn: string): readonly Ingest[];
  /** Settles when ACTIVE; fails unless STANDBY. */
  start(flowArn: string): Promise<void>;
  /** Settles when STANDBY; fails unless ACTIVE. */
  stop(flowArn: string): Promise<void>;
  close(): Promise<void>;
}

export interface FlowsOptions {
  readonly specs: readonly FlowSpec[];
  readonly account: string;
  readonly region: string;
  readonly events: EventSink;
  readonly clock: Clock;
  readonly timings?: Partial<FlowTimings>;
}

export async function startFlows(options: FlowsOptions): Promise<Flows> {
  const { specs, account, region, events, clock } = options;
  for (const spec of specs) checkFlowSpec(spec, { account, region });
  const timings = { silenceMs: SILENCE_DEFAULT_MS, transitionMs: TRANSITION_DEFAULT_MS, ...options.timings };
  const all = await Promise.all(specs.map((spec) => openFlow({ spec, timings, events, clock })));
  const byArn = new Map(all.map((flow) => [flow.spec.arn, flow]));
  const existing = (flowArn: string): Flow => {
    const flow = byArn.get(flowArn);
    if (flow) return flow;
    throw new Error(`There is no flow ${flowArn}; there are: ${[...byArn.keys()].join(', ') || 'none'}.`);
  };
  return {
    all,
    find: (flowArn) => byArn.get(flowArn),
    feed: (flowArn) => byArn.get(flowArn)?.feed,
    ingest: (flowArn) =>
      (byArn.get(flowArn)?.receivers ?? []).map(({ arn, host, port }) => ({ sourceArn: arn, host, port })),
    start: async (flowArn) => existing(flowArn).start(),
    stop: async (flowArn) => existing(flowArn).stop(),
    close: async () => {
      await Promise.all(all.map((flow) => flow.close()));
    },
  };
}
