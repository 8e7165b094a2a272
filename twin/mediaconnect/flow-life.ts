/** The status of a flow: what it may become from what it is, and how long that takes. */
import type { Clock } from '../clock.ts';
import type { FlowEvents, FlowStatus } from './events.ts';

export interface FlowTimings {
  /** Without packets for this long a source is DISCONNECTED. */
  readonly silenceMs: number;
  /** How long STARTING and STOPPING last. */
  readonly transitionMs: number;
}

export interface FlowLife {
  readonly status: () => FlowStatus;
  /** Fails unless the flow has the status. */
  require(wanted: FlowStatus, what: string): void;
  /** Only from STANDBY; settles when ACTIVE and `run` has been called, or when closed before that. */
  start(run: () => void): Promise<void>;
  /** Only from ACTIVE; calls `halt` at once, and settles when STANDBY, or when closed before that. */
  stop(halt: () => void): Promise<void>;
  close(): void;
}

/** A flow was asked for what its status does not allow. */
export class FlowStatusError extends Error {
  override readonly name = 'FlowStatusError';
}

export interface FlowLifeOptions {
  readonly name: string;
  readonly startAs: 'ACTIVE' | 'STANDBY';
  readonly timings: FlowTimings;
  readonly events: FlowEvents;
  readonly clock: Clock;
}

export function createFlowLife({ name, startAs, timings, events, clock }: FlowLifeOptions): FlowLife {
  let status: FlowStatus = startAs;
  let endTransition: (() => void) | undefined;

  const enter = (next: FlowStatus) => {
    const previous = status;
    status = next;
    events.statusChanged(next, previous);
  };
  const require = (wanted: FlowStatus, what: string) => {
    if (status === wanted) return;
    throw new FlowStatusError(`The flow ${name} is ${status}: only a flow that is ${wanted} can be ${what}.`);
  };
  const pass = (next: FlowStatus, then: () => void) =>
    new Promise<void>((resolve) => {
      const forget = clock.after(timings.transitionMs, () => {
        endTransition = undefined;
        enter(next);
        then();
        resolve();
      });
      endTransition = () => {
        forget();
        resolve();
      };
    });

  return {
    status: () => status,
    require,
    start: async (run) => {
      require('STANDBY', 'started');
      enter('STARTING');
      await pass('ACTIVE', run);
    },
    stop: async (halt) => {
      require('ACTIVE', 'stopped');
      halt();
      enter('STOPPING');
      await pass('STANDBY', () => undefined);
    },
    close: () => {
      endTransition?.();
    },
  };
}
