/** One flow: its sources, its output, and its life from STANDBY to ACTIVE and back. */
import type { Clock } from '../clock.ts';
import type { FlowSpec } from '../estate.ts';
import type { EventSink } from '../event-bus.ts';
import type { Feed } from '../media/feed.ts';
import { createFeedPublisher } from '../media/feed-publisher.ts';
import { createFlowEvents, type FlowStatus } from './events.ts';
import { createFlowRunner } from './flow-runner.ts';
import type { SourceHealth } from './health.ts';
import { openReceiver, type Receiver } from './receiver.ts';

export interface FlowTimings {
  /** Without packets for this long a source is DISCONNECTED. */
  readonly silenceMs: number;
  /** How long STARTING and STOPPING last. */
  readonly transitionMs: number;
}

export interface Flow {
  readonly spec: FlowSpec;
  readonly feed: Feed;
  readonly receivers: readonly Receiver[];
  status(): FlowStatus;
  /** The newest verdict on a source; undefined while there is none, as for a flow that is not ACTIVE. */
  healthOf(sourceArn: string): SourceHealth | undefined;
  /** Only from STANDBY; settles when ACTIVE, or when closed before that. */
  start(): Promise<void>;
  /** Only from ACTIVE; settles when STANDBY, or when closed before that. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** A flow was asked for what its status does not allow. */
export class FlowStatusError extends Error {
  override readonly name = 'FlowStatusError';
}

export interface FlowOptions {
  readonly spec: FlowSpec;
  readonly timings: FlowTimings;
  readonly events: EventSink;
  readonly clock: Clock;
}

export async function openFlow({ spec, timings, events: sink, clock }: FlowOptions): Promise<Flow> {
  const { silenceMs, transitionMs } = timings;
  const receivers = await Promise.all(
    spec.sources.map((source) => openReceiver({ source, clock, silenceMs })),
  );
  const publisher = createFeedPublisher(spec.arn);
  const events = createFlowEvents(spec.arn, sink);
  const runner = createFlowRunner({ spec, receivers, silenceMs, events, clock, forward: publisher.publish });
  let status: FlowStatus = 'STANDBY';
  let endTransition: (() => void) | undefined;

  const enter = (next: FlowStatus) => {
    const previous = status;
    status = next;
    events.statusChanged(next, previous);
  };
  const require = (wanted: FlowStatus, what: string) => {
    if (status === wanted) return;
    throw new FlowStatusError(
      `The flow ${spec.name} is ${status}: only a flow that is ${wanted} can be ${what}.`,
    );
  };
  const pass = (next: FlowStatus) =>
    new Promise<void>((resolve) => {
      const forget = clock.after(transitionMs, () => {
        endTransition = undefined;
        enter(next);
        if (next === 'ACTIVE') runner.start();
        resolve();
      });
      endTransition = () => {
        forget();
        resolve();
      };
    });

  if (spec.startAs === 'ACTIVE') {
    status = 'ACTIVE';
    runner.start();
  }
  return {
    spec,
    feed: publisher.feed,
    receivers,
    status: () => status,
    healthOf: (sourceArn) => runner.healthOf(sourceArn),
    start: async () => {
      require('STANDBY', 'started');
      enter('STARTING');
      await pass('ACTIVE');
    },
    stop: async () => {
      require('ACTIVE', 'stopped');
      runner.stop();
      enter('STOPPING');
      await pass('STANDBY');
    },
    close: async () => {
      endTransition?.();
      runner.stop();
      await Promise.all(receivers.map((receiver) => receiver.close()));
    },
  };
}
