import type { ScheduleAction } from '@aws-sdk/client-medialive';
import { ApiError } from '../../rest-json/api-error.ts';
import { sortable } from '../sortable.ts';
import { attachmentOf, byStart, followChain, isTimed, kindOf, latestDue } from './schedule-entry.ts';
import type { ActionKind, EntryStart, ScheduleEntry, TimedEntry } from './schedule-entry.ts';
import type { ChannelFacts } from './schedule-rule.ts';
import { scheduleRules } from './schedule-rules.ts';

/** Past actions are dropped when their start is about this old (BM:medialive.ScheduleAction). */
const keepPastMs = 60 * 60 * 1000;

/** An entry with its place in the schedule as text that sorts, which stays the same as others come and go. */
export interface PlacedEntry {
  readonly key: string;
  readonly entry: ScheduleEntry;
}

export interface ScheduleChange {
  readonly created: readonly ScheduleEntry[];
  readonly deleted: readonly ScheduleEntry[];
}

/** The actions of one channel, under the documented rules. It holds and answers; performing them is the channel's. */
export class Schedule {
  #entries: readonly ScheduleEntry[] = [];
  #sequence = 0;
  /** Newest due entries that clean-up has dropped: a channel keeps doing what they said while it runs. */
  readonly #dropped = new Map<ActionKind, TimedEntry>();

  /**
   * Deletes and creates, all or nothing (UG22/how-batch-schedule-requests-work).
   *
   * @param immediateLeadMs - how far ahead the channel sets an immediate start of this kind
   * @throws ApiError 422 with one validation error per reason
   */
  update(
    request: { readonly deletes: readonly string[]; readonly creates: readonly ScheduleAction[] },
    channel: ChannelFacts,
    immediateLeadMs: (kind: ActionKind) => number,
    now: number,
  ): ScheduleChange {
    const update = { ...request, channel, current: this.entries(now), now };
    const errors = scheduleRules.flatMap((rule) => rule(update));
    if (errors.length > 0) {
      const message = 'The update schedule request failed validation.';
      throw new ApiError('UnprocessableEntityException', message, errors);
    }
    const deleted = update.current.filter(({ name }) => request.deletes.includes(name));
    const created = request.creates.map((action): ScheduleEntry => {
      const kind = kindOf(action);
      return {
        name: action.ActionName ?? '',
        kind,
        attachment: attachmentOf(action),
        start: startOf(action, now + immediateLeadMs(kind)),
        sequence: ++this.#sequence,
        action,
      };
    });
    this.#entries = [...update.current.filter((entry) => !deleted.includes(entry)), ...created];
    return { created, deleted };
  }

  /** Empties the schedule; returns what was in it. */
  wipe(now: number): readonly ScheduleEntry[] {
    const wiped = this.entries(now);
    this.#entries = [];
    this.#dropped.clear();
    return wiped;
  }

  /** Lets go of what clean-up dropped: a channel that starts knows no more than its schedule (UG22/ips-start-channel-multi-inputs). */
  forget(now: number): void {
    this.#cleanUp(now);
    this.#dropped.clear();
  }

  /** What is in the schedule, cleaned up, in order of start; what follows another action comes right behind it. */
  placed(now: number): readonly PlacedEntry[] {
    this.#cleanUp(now);
    const followers = new Map<string, ScheduleEntry[]>();
    for (const entry of this.#entries) {
      if (entry.start.mode !== 'follow') continue;
      const others = followers.get(entry.start.reference);
      if (others === undefined) followers.set(entry.start.reference, [entry]);
      else others.push(entry);
    }
    const place = (entry: ScheduleEntry, parent: string): readonly PlacedEntry[] => {
      const key = `${parent} ${sortable(entry.sequence)}`;
      return [{ key, entry }, ...(followers.get(entry.name) ?? []).flatMap((other) => place(other, key))];
    };
    return this.#entries
      .filter(isTimed)
      .sort(byStart)
      .flatMap((entry) => place(entry, sortable(entry.start.at)));
  }

  entries(now: number): readonly ScheduleEntry[] {
    return this.placed(now).map(({ entry }) => entry);
  }

  /** What the channel was last told to do, of one kind; undefined when the schedule says nothing of it. */
  latest(kind: ActionKind, now: number): TimedEntry | undefined {
    this.#cleanUp(now);
    return latestDue(this.#entries, kind, now) ?? this.#dropped.get(kind);
  }

  #cleanUp(now: number): void {
    const stale = this.#entries.filter(isTimed).filter(({ start }) => start.at < now - keepPastMs);
    if (stale.length === 0) return;
    for (const entry of stale.sort(byStart)) this.#dropped.set(entry.kind, entry);
    const gone = new Set(stale.flatMap(({ name }) => [...followChain(this.#entries, name)]));
    this.#entries = this.#entries.filter(({ name }) => !gone.has(name));
  }
}

function startOf(action: ScheduleAction, immediateAt: number): EntryStart {
  const settings = action.ScheduleActionStartSettings;
  const reference = settings?.FollowModeScheduleActionStartSettings?.ReferenceActionName;
  if (reference !== undefined) return { mode: 'follow', reference };
  const time = settings?.FixedModeScheduleActionStartSettings?.Time;
  if (time !== undefined) return { mode: 'fixed', at: Date.parse(time) };
  return { mode: 'immediate', at: immediateAt };
}
