import type { EffectResult } from './model/effect.ts';
import type { Millis } from './model/group.ts';
import type { ChannelState } from './model/state.ts';
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
 * Whoever is throttled stands in a line of channels, and keeps his place in it by coming back this soon. At 20 calls a second
 * and a call or two a channel nobody's line is longer than two minutes: who stands in it longer meets a service that is down.
 */
const inLineAfterMs = 2_000;
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
  const inLine = throttled && inLineSince !== null && event.now < inLineSince + inLineForMs;
  const pauseMs = inLine ? inLineAfterMs : isNew ? firstAfterMs : nextAfterMs;
  const stands = armedFor !== null && armedFor > event.now;
  return {
    postponedSince: since ?? event.now,
    inLineSince,
    resumeAt: stands ? Math.min(armedFor, event.now + pauseMs) : event.now + pauseMs,
  };
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
