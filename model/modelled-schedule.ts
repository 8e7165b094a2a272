import type { Millis } from '../core/model/group.ts';

/** What MediaLive's schedule demands of a fixed start, and adds to an immediate one (UG/sched-how-actions-work). */
const minimumLeadMs = 15_000;
const maximumLeadMs = 14 * 24 * 3_600_000;
const immediateLeadMs = 10_000;

export interface ScheduleEntry {
  readonly name: string;
  readonly kind: 'switch' | 'prepare' | 'other';
  /** The input attachment; null for what is no business of inputs. */
  readonly attachment: string | null;
  readonly startAt: Millis;
}

export type NewEntry = Omit<ScheduleEntry, 'startAt'> & {
  readonly start: { readonly type: 'at'; readonly at: Millis } | { readonly type: 'immediate' };
};

/** An answer of status 422, in words like MediaLive's. */
export class Unprocessable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnprocessableEntityException';
  }
}

/** The schedule of one modelled channel, with the documented rules of BatchUpdateSchedule. */
export class ModelledSchedule {
  readonly #attachments: readonly string[];
  readonly #immediateLeadMs: number;
  readonly #entries = new Map<string, ScheduleEntry>();

  /** On a single-pipeline channel an immediate action starts at once: there is nothing to be simultaneous with. */
  constructor(attachments: readonly string[], singlePipeline = false) {
    this.#attachments = attachments;
    this.#immediateLeadMs = singlePipeline ? 0 : immediateLeadMs;
  }

  get entries(): readonly ScheduleEntry[] {
    return [...this.#entries.values()];
  }

  find(name: string): ScheduleEntry | null {
    return this.#entries.get(name) ?? null;
  }

  /** All or nothing: deletes first, then creates. Returns what was created. */
  update(
    {
      deletes = [],
      creates = [],
    }: { readonly deletes?: readonly string[]; readonly creates?: readonly NewEntry[] },
    now: Millis,
    running: boolean,
  ): readonly ScheduleEntry[] {
    for (const name of deletes) this.#mustBeDeletable(name, now, running);
    const remaining = new Set([...this.#entries.keys()].filter((name) => !deletes.includes(name)));
    const created = creates.map((entry) => {
      if (remaining.has(entry.name)) throw new Unprocessable(`Action name [${entry.name}] already exists.`);
      remaining.add(entry.name);
      return this.#accepted(entry, now);
    });
    for (const name of deletes) this.#entries.delete(name);
    for (const entry of created) this.#entries.set(entry.name, entry);
    return created;
  }

  /** DeleteSchedule: everything goes, also what others have made (UG22/about-batch-update-schedule). */
  wipe(): void {
    this.#entries.clear();
  }

  /** The switch in force at `now`: the last of those whose time has come. */
  inForce(now: Millis): ScheduleEntry | null {
    return this.entries
      .filter((entry) => entry.kind === 'switch' && entry.startAt <= now)
      .reduce<ScheduleEntry | null>(
        (last, entry) => (last && last.startAt > entry.startAt ? last : entry),
        null,
      );
  }

  #accepted({ start, ...entry }: NewEntry, now: Millis): ScheduleEntry {
    if (entry.attachment !== null && !this.#attachments.includes(entry.attachment)) {
      throw new Unprocessable(`Input attachment [${entry.attachment}] does not exist.`);
    }
    if (start.type === 'immediate') return { ...entry, startAt: now + this.#immediateLeadMs };
    if (start.at < now + minimumLeadMs) {
      throw new Unprocessable('Start time must be at least 15 seconds in the future.');
    }
    if (start.at > now + maximumLeadMs) {
      throw new Unprocessable('Start time must be at most 14 days in the future.');
    }
    return { ...entry, startAt: start.at };
  }

  #mustBeDeletable(name: string, now: Millis, running: boolean): void {
    const entry = this.#entries.get(name);
    if (!entry) throw new Unprocessable(`Action [${name}] does not exist.`);
    const imminent = entry.startAt > now && entry.startAt < now + minimumLeadMs;
    if (imminent) throw new Unprocessable(`Action [${name}] starts in less than 15 seconds.`);
    if (running && this.inForce(now)?.name === name) throw new Unprocessable(`Action [${name}] is in force.`);
  }
}
