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
  /** Only in STANDBY; the port of the source is free again. */
  removeSource(sourceArn: string): Promise<void>;
  addOutput(output: FlowOutputSpec): void;
  removeOutput(outputArn: string): void;
  /** From ACTIVE or STANDBY; other settings of the same sources, with a gap in the picture of an active flow. */
  change(spec: Pick<FlowSpec, 'sources' | 'failover' | 'settings'>): void;
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
  const outputs = flowOutputs();
  const publisher = createFeedPublisher(spec.arn);
  const events = createFlowEvents(spec.arn, sink);
  const media = flowMedia({ options, specNow: () => spec, receivers, events, forward: publisher.publish });
  const life = createFlowLife({ name: spec.name, startAs: spec.startAs, transitionMs, events, clock });
  if (spec.startAs === 'ACTIVE') media.run();

  return {
    get spec() {
      return spec;
    },
    feed: publisher.feed,
    receivers,
    ...outputs,
    status: life.status,
    healthOf: media.healthOf,
    addSource: async (source) => {
      life.require('given a source', 'STANDBY');
      const grown = { ...spec, sources: [...spec.sources, source] };
      checkFlowSpec(grown, place);
      const receiver = await open(source);
      receivers.push(receiver);
      spec = grown;
      return receiver;
    },
    removeSource: async (sourceArn) => {
      life.require('left without a source', 'STANDBY');
      spec = { ...spec, sources: spec.sources.filter(({ arn }) => arn !== sourceArn) };
      await takeOut(receivers, sourceArn)?.close();
    },
    change: (changed) => {
      spec = { ...withoutFailover(spec), ...changed };
      media.restart();
    },
    start: () => life.start(media.run),
    stop: () => life.stop(media.end),
    fail: () => {
      life.fail(media.end);
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
      media.halt();
      if (status === 'FINISHED') media.run();
    },
    findQuality: tellChanges((streams) => {
      events.contentQuality(streams);
    }),
    close: () => {
      life.close();
      return closeAll(receivers, media.halt);
    },
  };
}

async function closeAll(receivers: readonly Receiver[], halt: () => void): Promise<void> {
  halt();
  await Promise.all(receivers.map((receiver) => receiver.close()));
}

/** What runs while a flow is ACTIVE, with the sources that there are then. */
function flowMedia({
  options: { knobs, clock },
  specNow,
  receivers,
  events,
  forward,
}: {
  readonly options: FlowOptions;
  readonly specNow: () => FlowSpec;
  readonly receivers: readonly Receiver[];
  readonly events: ReturnType<typeof createFlowEvents>;
  readonly forward: ReturnType<typeof createFeedPublisher>['publish'];
}) {
  const { silenceMs } = knobs;
  let runner: FlowRunner | undefined;
  const run = (): void => {
    runner = createFlowRunner({ spec: specNow(), receivers, silenceMs, events, clock, forward });
    runner.start();
  };
  const halt = (): void => {
    runner?.stop();
    runner = undefined;
  };
  return {
    run,
    halt,
    /** With another definition of its sources; one that does not run stays so. */
    restart: (): void => {
      if (runner === undefined) return;
      halt();
      run();
    },
    end: (): void => {
      if (knobs.healthOnStop) runner?.tellEnd();
      halt();
    },
    healthOf: (sourceArn: string) => runner?.healthOf(sourceArn),
  };
}

const withoutFailover = ({ failover: _none, ...rest }: FlowSpec): FlowSpec => rest;

function flowOutputs(): Pick<Flow, 'outputs' | 'addOutput' | 'removeOutput'> {
  const outputs: FlowOutputSpec[] = [];
  return {
    outputs,
    addOutput: (output) => void outputs.push(output),
    removeOutput: (outputArn) => void takeOut(outputs, outputArn),
  };
}

function takeOut<T extends { readonly arn: string }>(list: T[], wanted: string): T | undefined {
  const at = list.findIndex(({ arn }) => arn === wanted);
  return at < 0 ? undefined : list.splice(at, 1)[0];
}
