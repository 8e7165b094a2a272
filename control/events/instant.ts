import type { Millis } from '../../core/model/group.ts';

/**
 * How far ahead of our clock an event may be. Events have a resolution of one second, and the clocks of AWS agree to less than
 * that. What is dated further ahead would make all that follows look old: one such event hides a loss until its time has come.
 */
const aheadMaxMs: Millis = 10_000;

/** AWS's own samples are dated 1970: what is old is judged by its age, and only what is no time at all is refused. */
const earliest: Millis = 0;

/**
 * How far ahead anything is planned. The longest durations of a policy are a year, a plan lies 14 days ahead at most and a hold
 * 30; this has room for one after the other.
 */
const plannedMaxMs: Millis = 400 * 24 * 60 * 60_000;

/** Whether something can have happened at `at`, as far as can be told at `now`. */
export function canHaveHappened(at: Millis, now: Millis): boolean {
  return at >= earliest && at <= now + aheadMaxMs;
}

/** Events are dated to the second. */
const secondMs: Millis = 1000;

/**
 * When something that came by `now` happened, where its date may be ahead of our clock: by the end of this second. Taken at its
 * word it would be newer than what MediaLive shows when it is asked seconds later, and nothing could put it right.
 */
export function happenedBy(at: Millis, now: Millis): Millis {
  return Math.min(at, Math.ceil(now / secondMs) * secondMs);
}

/** Whether something can have been set, at `now` or before, for this time. */
export function canBeDue(dueAt: Millis, now: Millis): boolean {
  return dueAt >= earliest && dueAt <= now + plannedMaxMs;
}

/**
 * The instant that an ISO timestamp names; NaN where it names none. `Date.parse` alone would take the 30th of February for
 * the 2nd of March.
 */
export function instantOf(timestamp: string): Millis {
  const date = timestamp.slice(0, 10);
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const isDate = Number.isFinite(midnight) && new Date(midnight).toISOString().startsWith(date);
  return isDate ? Date.parse(timestamp) : NaN;
}
