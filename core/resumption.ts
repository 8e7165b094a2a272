import type { EffectResult, ScheduleSwitch } from './model/effect.ts';
import type { Millis } from './model/group.ts';
import type { ChannelState } from './model/state.ts';
import type { TimerEvent } from './model/event.ts';
import type { Turn } from './turn.ts';

/** The timer for what is owed and was put off. */
export const resumeTimer = 'resume';

/** Most failures are of a moment, which is over by the first time. */
const firstAfterMs = 5_000;

/**
 * What goes on failing is tried less often: a service that is down costs a channel two tries in a minute, and what is owed
 * waits no longer than this for a service that is back.
 */
const nextAfterMs = 30_000;

/**
 * Whoever is throttled stands in a line of channels, and keeps his place in it by coming back this soon; where the line turns out
 * to be long, less often, as each try costs a decision. At 20 calls a second and a call or two a channel nobody's line is longer
 * than two minutes: who stands in it longer meets a service that is down. SQS delays by whole seconds, and a worker waits for the
 * rest: that is why a pause is a little longer than those.
 */
const inLineAfterMs = 2_100;
const inLongLineAfterMs = 4_100;
const longLineMs = 12_000;
const inLineForMs = 2 * 60_000;

type Postponed = Extract<EffectResult, { result: 'postponed' }>;

/** What of the state says that something has been put off, and when it is tried again. */
export interface Resumption {
  readonly postponedSince: Millis | null;
  readonly inLineSince: Millis | null;
  /** When to try again; null: nothing is owed, or nobody has put it off. */
  readonly resumeAt: Millis | null;
}

/**
 * When what is owed is tried again. An outcome that puts something off brings the time nearer and never farther: a timer that
 * is armed stands, so that one message is on the way and not one for each failure.
 */
export function resumption(turn: Turn): Resumption {
  const { state, event } = turn;
  if (Object.keys(state.outbox).length === 0)
    return { postponedSince: null, inLineSince: null, resumeAt: null };
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
 * The orders of a channel in line that are called for once more before anything is decided: nothing has changed but the time, and
 * what comes of them is decided on. None where the timer is not armed any more, or anything else is owed.
 */
export function ordersInLine(
  { timers, outbox, inLineSince = null }: ChannelState,
  { timerId, dueAt }: TimerEvent,
  now: Millis,
): readonly ScheduleSwitch[] {
  const isArmed = timerId === resumeTimer && timers[resumeTimer] === dueAt;
  if (!isArmed || pauseInLine(inLineSince, now) === null) return [];
  const owed = Object.values(outbox).filter(({ type }) => type !== 'start-timer');
  const orders = owed.filter((effect): effect is ScheduleSwitch => effect.type === 'schedule-switch');
  return orders.length === owed.length && orders.every(({ postponed }) => postponed === true) ? orders : [];
}

/** How soon an order that stands in line is called for again; null: it does not stand there any more. */
function pauseInLine(since: Millis | null, now: Millis): Millis | null {
  if (since === null || now >= since + inLineForMs) return null;
  return now < since + longLineMs ? inLineAfterMs : inLongLineAfterMs;
}

/**
 * Since when the channel has stood in line. An order that is given up leaves its place to the one that follows it: the line is
 * the channel's, and is left when nothing is ordered any more.
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
