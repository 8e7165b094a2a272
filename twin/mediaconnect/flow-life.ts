/** The status of a flow: what it may become from what it is, and how long that takes. */
import type { Clock } from '../clock.ts';
import type { FlowEvents, FlowStatus } from './events.ts';

export interface FlowLife {
  readonly status: () => FlowStatus;
  /** Fails unless the flow has one of the statuses. */
  require(what: string, ...wanted: readonly FlowStatus[]): void;
  /** Only from STANDBY; settles when ACTIVE and `run` has been called, or when closed before that. */
  start(run: () => void): Promise<void>;
  /** From ACTIVE or ERROR; calls `halt` at once, and settles when STANDBY, or when closed before that. */
  stop(halt: () => void): Promise<void>;
  /** Only from ACTIVE; the service itself has failed: `halt`, and ERROR until it is stopped. */
  fail(halt: () => void): void;
  /** From ACTIVE or STANDBY through UPDATING and back; media goes on. */
  update(): Promise<void>;
  /** Only from STANDBY; settles when it is gone. */
  remove(): Promise<void>;
  close(): void;
}

/** A flow was asked for what its status does not allow. */
export class FlowStatusError extends Error {
  override readonly name = 'FlowStatusError';
}

export interface FlowLifeOptions {
  readonly name: string;
  readonly startAs: 'ACTIVE' | 'STANDBY';
  readonly transitionMs: number;
  readonly events: FlowEvents;
  readonly clock: Clock;
}

export function createFlowLife(options: FlowLifeOptions): FlowLife {
  const { name, startAs, transitionMs, events, clock } = options;
  let status: FlowStatus = startAs;
  let endTransition: (() => void) | undefined;

  const enter = (next: FlowStatus) => {
    const previous = status;
    status = next;
    events.statusChanged(next, previous);
  };
  const require = (what: string, ...wanted: readonly FlowStatus[]) => {
    if (wanted.includes(status)) return;
    const allowed = wanted.join(' or ');
    throw new FlowStatusError(
      `The flow ${name} is ${status}: only a flow that is ${allowed} can be ${what}.`,
    );
  };
  /** Leads through a status that ends by itself. */
  const pass = (through: FlowStatus, then: () => void) =>
    new Promise<void>((resolve) => {
      enter(through);
      const forget = clock.after(transitionMs, () => {
        endTransition = undefined;
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
      require('started', 'STANDBY');
      await pass('STARTING', () => {
        enter('ACTIVE');
        run();
      });
    },
    stop: async (halt) => {
      require('stopped', 'ACTIVE', 'ERROR');
      halt();
      await pass('STOPPING', () => {
        enter('STANDBY');
      });
    },
    fail: (halt) => {
      require('failed', 'ACTIVE');
      halt();
      enter('ERROR');
    },
    update: async () => {
      require('updated', 'ACTIVE', 'STANDBY');
      const before = status;
      await pass('UPDATING', () => {
        enter(before);
      });
    },
    remove: async () => {
      require('deleted', 'STANDBY');
      await pass('DELETING', () => undefined);
    },
    close: () => {
      endTransition?.();
    },
  };
}
