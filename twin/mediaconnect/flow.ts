/** One flow: its sources, its output, and its life from STANDBY to ACTIVE and back. */
import type { Clock } from '../clock.ts';
import type { FlowOutputSpec, FlowSourceSpec, FlowSpec } from '../estate.ts';
import type { EventSink } from '../event-bus.ts';
import type { Feed } from '../media/feed.ts';
import { createFeedPublisher } from '../media/feed-publisher.ts';
import { createFlowEvents, type FlowStatus } from './events.ts';
import { tellChanges, type StreamQuality } from './content-quality.ts';
import { createFlowLife } from './flow-life.ts';
import { createFlowRunner, type FlowRunner } from './flow-runner.ts';
import { checkFlowSpec } from './flow-spec.ts';
import type { SourceHealth } from './health.ts';
import type { FlowKnobs } from './knobs.ts';
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
  /** From ACTIVE or ERROR; settles when STANDBY, or when closed before that. */
  stop(): Promise<void>;
  /** Only from ACTIVE: the service fails, and the flow is in ERROR until it is stopped. */
  fail(): void;
  /** From ACTIVE or STANDBY; changes what DescribeFlow shows, and settles when the status is what it was. */
  update(settings: Readonly<Record<string, unknown>>): Promise<void>;
  /** Only from STANDBY; settles when DELETING is over. */
  remove(): Promise<void>;
  /** Maintenance begins or ends. Media stops for that time, and the status stays. */
  maintain(status: 'INPROGRESS' | 'FINISHED'): void;
  /** What content quality analysis finds in each stream from now on; told when it is something else than before. */
  findQuality(streams: readonly StreamQuality[]): void;
  close(): Promise<void>;
}

export interface FlowOptions {
  readonly spec: FlowSpec;
  readonly place: { readonly account: string; readonly region: string };
  readonly knobs: FlowKnobs;
  readonly events: EventSink;
  readonly clock: Clock;
}

export async function openFlow(options: FlowOptions): Promise<Flow> {
  const { place, knobs, events: sink, clock } = options;
  const { silenceMs, transitionMs } = knobs;
  let { spec } = options;
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
  const end = () => {
    if (knobs.healthOnStop) runner?.tellEnd();
    halt();
  };
  const life = createFlowLife({ name: spec.name, startAs: spec.startAs, transitionMs, events, clock });
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
      life.require('given a source', 'STANDBY');
      const grown = { ...spec, sources: [...spec.sources, source] };
      checkFlowSpec(grown, place);
      const receiver = await open(source);
      receivers.push(receiver);
      spec = grown;
      return receiver;
    },
    addOutput: (output) => void outputs.push(output),
    start: () => life.start(run),
    stop: () => life.stop(end),
    fail: () => {
      life.fail(end);
    },
    update: async (settings) => {
      const updated = life.update();
      spec = { ...spec, settings: { ...spec.settings, ...settings } };
      await updated;
    },
    remove: () => life.remove(),
    maintain: (status) => {
      life.require('maintained', 'ACTIVE');
      events.maintenance(status);
      halt();
      if (status === 'FINISHED') run();
    },
    findQuality: tellChanges((streams) => {
      events.contentQuality(streams);
    }),
    close: () => {
      life.close();
      return closeAll(receivers, halt);
    },
  };
}

async function closeAll(receivers: readonly Receiver[], halt: () => void): Promise<void> {
  halt();
  await Promise.all(receivers.map((receiver) => receiver.close()));
}
