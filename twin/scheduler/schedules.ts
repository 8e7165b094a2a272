import type { Clock } from '../clock.ts';
import { Recent } from '../gateway/recent.ts';
import { parseScheduleExpression, type Timing } from './expression.ts';

export interface ScheduleSpec {
  readonly name: string;
  readonly arn: string;
  readonly logicalId: string;
  readonly expression: string;
  readonly enabled: boolean;
  /** Does what the schedule is for; told when it was due, in epoch ms. */
  readonly fire: (dueAtMs: number) => Promise<void>;
}

/** One firing of a schedule. */
export interface Firing {
  readonly scheduleName: string;
  readonly dueAt: number;
  /** Why its target was not reached, if it was not. */
  readonly failure?: string;
}

interface Entry {
  readonly spec: ScheduleSpec;
  readonly timing: Timing;
  /** Instead of the template's period. */
  periodMs?: number;
  cancel?: () => void;
}

/**
 * Everything in the account that fires by time: EventBridge schedules and rules with a schedule. A drill can have a
 * schedule fire faster than its template says, or right now, without the template being touched.
 */
export class Schedules {
  readonly firings = new Recent<Firing>();
  readonly #clock: Clock;
  readonly #speed: number;
  readonly #entries = new Map<string, Entry>();
  #closed = false;

  /** With a speed of 60, minutes pass in seconds. */
  constructor(clock: Clock, speed = 1) {
    if (!(speed > 0)) {
      throw new Error(`The speed of schedules must be greater than 0; it is ${speed}.`);
    }
    this.#clock = clock;
    this.#speed = speed;
  }

  add(spec: ScheduleSpec): void {
    const entry: Entry = { spec, timing: parseScheduleExpression(spec.expression) };
    this.#entries.set(spec.arn, entry);
    this.#arm(entry);
  }

  remove(arn: string): void {
    this.#entries.get(arn)?.cancel?.();
    this.#entries.delete(arn);
  }

  list(): readonly ScheduleSpec[] {
    return [...this.#entries.values()].map(({ spec }) => spec);
  }

  /** Fires now, in addition to its own times; resolves when the target has been reached. */
  async fireNow(name: string): Promise<void> {
    await this.#fire(this.#entry(name), this.#clock.now());
  }

  /** Has a recurring schedule fire every `periodMs` from now on, whatever its template says. */
  setPeriodMs(name: string, periodMs: number): void {
    if (!(periodMs > 0)) {
      throw new Error(`The period of a schedule must be greater than 0 ms; it is ${periodMs}.`);
    }
    const entry = this.#entry(name);
    entry.periodMs = periodMs;
    this.#arm(entry);
  }

  close(): void {
    this.#closed = true;
    for (const { cancel } of this.#entries.values()) {
      cancel?.();
    }
  }

  #arm(entry: Entry): void {
    entry.cancel?.();
    delete entry.cancel;
    if (!entry.spec.enabled || this.#closed) {
      return;
    }
    const now = this.#clock.now();
    const { timing } = entry;
    const waitMs =
      timing.kind === 'at' ? timing.atMs - now : (entry.periodMs ?? timing.periodMs / this.#speed);
    // One that is past is over: AWS refuses to create it, and a rehearsal of an old template must not fire it.
    if (waitMs > 0) {
      this.#wait(entry, waitMs);
    }
  }

  #wait(entry: Entry, waitMs: number): void {
    // Timers hold at most 2^31 - 1 ms; longer waits are walked in steps.
    const stepMs = Math.min(waitMs, 2 ** 31 - 1);
    entry.cancel = this.#clock.after(stepMs, () => {
      if (stepMs < waitMs) {
        this.#wait(entry, waitMs - stepMs);
        return;
      }
      void this.#fire(entry, this.#clock.now());
      if (entry.timing.kind === 'rate') {
        this.#arm(entry);
      }
    });
  }

  async #fire({ spec }: Entry, dueAt: number): Promise<void> {
    try {
      await spec.fire(dueAt);
      this.firings.add({ scheduleName: spec.name, dueAt });
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error);
      this.firings.add({ scheduleName: spec.name, dueAt, failure });
    }
  }

  /** By name, ARN or logical id, or by a part of the name that only one schedule has. */
  #entry(name: string): Entry {
    const entries = [...this.#entries.values()];
    const exact = entries.filter(({ spec }) => [spec.name, spec.arn, spec.logicalId].includes(name));
    const found = exact.length > 0 ? exact : entries.filter(({ spec }) => spec.name.includes(name));
    const [entry] = found;
    if (entry === undefined || found.length > 1) {
      const known = entries.map(({ spec }) => spec.name).join(', ') || 'none';
      throw new Error(
        `${entry === undefined ? 'No' : 'More than one'} schedule is called "${name}". There are: ${known}.`,
      );
    }
    return entry;
  }
}
