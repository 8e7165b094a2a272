/** What a flow does while it is ACTIVE: packets from the sources to the output, and a regular look at their health. */
import type { Clock } from '../clock.ts';
import type { FlowSpec } from '../estate.ts';
import type { FlowEvents } from './events.ts';
import { createFailover } from './failover.ts';
import type { SourceHealth } from './health.ts';
import { createHealthWatch, type HealthWatch } from './health-watch.ts';
import { createMerge, recoveryWindowDefaultMs } from './merge.ts';
import { createPassThrough, type Forward, type OutputStage } from './output-stage.ts';
import type { Receiver } from './receiver.ts';
import { createTr101Monitor } from './tr101.ts';

const checkEveryMs = 50;
/** A check that comes this late says that the process was starved, not that the packets stopped. */
const checkLateMs = 2 * checkEveryMs;

export interface FlowRunner {
  start(): void;
  /** The output falls silent at once. */
  stop(): void;
  /** Tells that its sources are lost, as a flow does that stops and says so. */
  tellEnd(): void;
  /** The newest verdict on a source; undefined while there is none. */
  healthOf(sourceArn: string): SourceHealth | undefined;
}

export interface FlowRunnerOptions {
  readonly spec: FlowSpec;
  readonly receivers: readonly Receiver[];
  readonly silenceMs: number;
  readonly events: FlowEvents;
  readonly clock: Clock;
  readonly forward: Forward;
}

export function createFlowRunner(options: FlowRunnerOptions): FlowRunner {
  const { spec, receivers, silenceMs, events, clock, forward } = options;
  const monitor = createTr101Monitor(silenceMs);
  const stage = outputStage(spec, clock, (rtp, atMs) => {
    monitor.observe(rtp, atMs);
    forward(rtp, atMs);
  });
  const output = { isFailedOver: () => stage.isFailedOver(), tr101: monitor.flags };
  let watch: HealthWatch | undefined;
  let forgetCheck: (() => void) | undefined;

  /** `expectedAt` undefined: the check before was too late to say anything, so this one has to. */
  function arm(expectedAt: number | undefined): void {
    forgetCheck = clock.after(checkEveryMs, () => {
      const nowMs = clock.now();
      // Packets that arrived while the process was starved are read after its timers: look again once they are in.
      const isLate = expectedAt !== undefined && nowMs - expectedAt > checkLateMs;
      if (!isLate) {
        stage.check(nowMs);
        watch?.check(nowMs);
      }
      arm(isLate ? undefined : nowMs + checkEveryMs);
    });
  }

  return {
    start: () => {
      watch = createHealthWatch(receivers, output, events);
      monitor.reset();
      receivers.forEach((receiver, index) => {
        receiver.listen((rtp, atMs) => {
          stage.offer(index, rtp, atMs);
        });
      });
      arm(clock.now() + checkEveryMs);
    },
    stop: () => {
      forgetCheck?.();
      for (const receiver of receivers) receiver.mute();
      stage.reset();
      watch = undefined;
    },
    tellEnd: () => {
      watch?.end();
    },
    healthOf: (sourceArn) => watch?.known(sourceArn),
  };
}

function outputStage(spec: FlowSpec, clock: Clock, forward: Forward): OutputStage {
  switch (spec.failover?.mode) {
    case 'MERGE': {
      const windowMs = spec.failover.recoveryWindowMs ?? recoveryWindowDefaultMs;
      return createMerge({ windowMs, clock, forward });
    }
    case 'FAILOVER': {
      const primary = spec.sources.findIndex(({ name }) => name === spec.failover?.primarySource);
      return createFailover(primary === -1 ? undefined : primary, forward);
    }
    case undefined:
      return createPassThrough(forward);
  }
}
