/** One flow: its sources, its output, and its life from STANDBY to ACTIVE and back. */
import type { Clock } from '../clock.ts';
import type { FlowOutputSpec, FlowSourceSpec, FlowSpec } from '../estate.ts';
import type { EventSink } from '../event-bus.ts';
import type { Feed } from '../media/feed.ts';
import { createFeedPublisher } from '../media/feed-publisher.ts';
import { createFlowEvents, type FlowStatus } from './events.ts';
import { createFlowLife, type FlowTimings } from './flow-life.ts';
import { createFlowRunner, type FlowRunner } from './flow-runner.ts';
import { checkFlowSpec } from './flow-spec.ts';
import type { SourceHealth } from './health.ts';
import { openReceiver, type Receiver } from './receiver.ts';

export interface Flow {
  /** As it stands: sources that were added are in it. */
  readonly spec: FlowSpec;
  readonly feed: Feed;
  /** One for each source. */
  readonly receivers: readonly Receiver[];
  readonly outputs: readonly FlowOutputSpec[];
  status(): FlowStatus;
  /** The newest verdict on a source; undefined while there is none, as for a flow that is not ACTIVE. */
  healthOf(sourceArn: string): SourceHealth | undefined;
  /** Only in STANDBY; fails with what MediaConnect would not have about it. */
  addSource(source: FlowSourceSpec): Promise<Receiver>;
  addOutput(output: FlowOutputSpec): void;
  /** Only from STANDBY; settles when ACTIVE, or when closed before that. */
  start(): Promise<void>;
  /** Only from ACTIVE; settles when STANDBY, or when closed before that. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

export interface FlowOptions {
  readonly spec: FlowSpec;
  readonly place: { readonly account: string; readonly region: string };
  readonly timings: FlowTimings;
  readonly events: EventSink;
  readonly clock: Clock;
}

export async function openFlow(options: FlowOptions): Promise<Flow> {
  const { place, timings, events: sink, clock } = options;
  const { silenceMs } = timings;
  let spec = options.spec;
  checkFlowSpec(spec, place);
  const open = (source: FlowSourceSpec) => openReceiver({ source, clock, silenceMs });
  const receivers = await Promise.all(spec.sources.map(open));
  const outputs: FlowOutputSpec[] = [];
  const publisher = createFeedPublisher(spec.arn);
  const events = createFlowEvents(spec.arn, sink);
  let runner: FlowRunner | undefined;
  /** With the sources that there are now. */
  const run = () => {
    runner = createFlowRunner({ spec, receivers, silenceMs, events, clock, forward: publisher.publish });
    runner.start();
  };
  const halt = () => {
    runner?.stop();
    runner = undefined;
  };
  const life = createFlowLife({ name: spec.name, startAs: spec.startAs, timings, events, clock });
  if (spec.startAs === 'ACTIVE') run();

  return {
    get spec() {
      return spec;
    },
    feed: publisher.feed,
    receivers,
    outputs,
    status: life.status,
    healthOf: (sourceArn) => runner?.healthOf(sourceArn),
    addSource: async (source) => {
      life.require('STANDBY', 'given a source');
      const grown = { ...spec, sources: [...spec.sources, source] };
      checkFlowSpec(grown, place);
      const receiver = await open(source);
      receivers.push(receiver);
      spec = grown;
      return receiver;
    },
    addOutput: (output) => {
      outputs.push(output);
    },
    start: () => life.start(run),
    stop: () => life.stop(halt),
    close: async () => {
      life.close();
      halt();
      await Promise.all(receivers.map((receiver) => receiver.close()));
    },
  };
}
