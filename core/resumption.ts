import type { EffectResult, ScheduleSwitch } from './model/effect.ts';
import { activeHold } from './holds.ts';
import type { FailoverGroup, Millis } from './model/group.ts';
import type { ChannelState } from './model/state.ts';
import type { TimerEvent } from './model/event.ts';
import type { Turn } from './turn.ts';

/** The timer that retries postponed effects. */
export const resumeTimer = 'resume';

/** Most failures are short: the first retry usually succeeds. */
const firstAfterMs = 5_000;

/** Later retries are rarer: a service that is down costs a channel two tries a minute, and recovery is noticed within 30 s. */
const nextAfterMs = 30_000;

/**
 * Throttled orders wait in line: MediaLive takes 20 calls a second from the whole account, so a thousand channels need about a
 * minute. A throttled order is retried after 1.1 s, and after 12 s in line every 4.1 s, because each try costs a decision. After
 * two minutes the service counts as down. SQS delays by whole seconds and the worker waits for the rest, so a pause is a little
 * longer than whole seconds.
 */
const inLineAfterMs = 1_100;
const inLongLineAfterMs = 4_100;
const longLineMs = 12_000;
const inLineForMs = 2 * 60_000;

type Postponed = Extract<EffectResult, { result: 'postponed' }>;

/** The part of the state that says since when effects have been postponed, and when they are retried. */
export interface Resumption {
  readonly postponedSince: Millis | null;
  readonly inLineSince: Millis | null;
  /** When to try again; null: nothing is owed, or nobody has put it off. */
  readonly resumeAt: Millis | null;
}

/**
 * When postponed effects are retried. A further failure never moves an armed timer to a later time, so there is one message on
 * the way and not one for each failure.
 */
export function resumption(turn: Turn): Resumption {
  const { state, event } = turn;
  if (Object.keys(state.outbox).length === 0) {
    return { postponedSince: null, inLineSince: null, resumeAt: null };
  }
  const armedFor = state.timers[resumeTimer] ?? null;
  const since = state.postponedSince ?? null;
  const postponed = event.type === 'outcome' ? event.results.filter(isPostponed) : [];
  const throttled = postponed.some((result) => isThrottledOrder(state, result));
  const inLineSince = lineOf(turn, throttled);
  if (postponed.length === 0) return { postponedSince: since, inLineSince, resumeAt: armedFor };
  const isNew = event.now - (since ?? event.now) < firstAfterMs;
  const inLine = throttled ? pauseInLine(inLineSince, event.now) : null;
  const pauseMs = inLine ?? (isNew ? firstAfterMs : nextAfterMs);
  const stands = armedFor !== null && armedFor > event.now;
  return {
    postponedSince: since ?? event.now,
    inLineSince,
    resumeAt: stands ? Math.min(armedFor, event.now + pauseMs) : event.now + pauseMs,
  };
}

/**
 * The throttled orders that this timer retries before anything is decided: only their outcome needs a decision. None if the timer
 * is no longer armed, another effect is owed too, or a hold has been placed, which may end the order.
 */
export function ordersInLine(
  state: ChannelState,
  group: FailoverGroup,
  { timerId, dueAt }: Pick<TimerEvent, 'timerId' | 'dueAt'>,
  now: Millis,
): readonly ScheduleSwitch[] {
  const { timers, outbox, inLineSince = null } = state;
  if (activeHold(state, group, now)) return [];
  const isArmed = timerId === resumeTimer && timers[resumeTimer] === dueAt;
  if (!isArmed || pauseInLine(inLineSince, now) === null) return [];
  const owed = Object.values(outbox).filter(({ type }) => type !== 'start-timer');
  const orders = owed.filter((effect): effect is ScheduleSwitch => effect.type === 'schedule-switch');
  return orders.length === owed.length && orders.every(({ postponed }) => postponed === true) ? orders : [];
}

/** How soon a throttled order is retried; null: it has been in line for too long. */
function pauseInLine(since: Millis | null, now: Millis): Millis | null {
  if (since === null || now >= since + inLineForMs) return null;
  return isLongLine(since, now) ? inLongLineAfterMs : inLineAfterMs;
}

/** Whether a channel that has been in line since then has many others in line with it. */
export function isLongLine(inLineSince: Millis, now: Millis): boolean {
  return now >= inLineSince + longLineMs;
}

/**
 * Since when the channel has been in line. The place belongs to the channel, not to the order: a new order continues it, and it
 * ends when nothing is ordered.
 */
function lineOf({ state, event }: Turn, throttled: boolean): Millis | null {
  const isOrdering = Object.values(state.outbox).some(({ type }) => type === 'schedule-switch');
  if (!isOrdering) return null;
  return state.inLineSince ?? (throttled ? event.now : null);
}

function isThrottledOrder({ outbox }: ChannelState, { effectId, throttled }: Postponed): boolean {
  return throttled === true && outbox[effectId]?.type === 'schedule-switch';
}

function isPostponed(result: EffectResult): result is Postponed {
  return result.result === 'postponed';
}
