import type { Effect } from '../../core/model/effect.ts';
import type { ChannelEvent } from '../../core/model/event.ts';
import type { Millis } from '../../core/model/group.ts';
import type { ChannelState } from '../../core/model/state.ts';
import { isLongLine, ordersInLine, resumeTimer } from '../../core/resumption.ts';
import type { LoopDeps } from './deps.ts';
import type { Evaluated } from './evaluate.ts';
import type { IncomingEvent } from '../events/incoming-event.ts';
import { loadChannel } from './load.ts';
import { measureEffects } from '../measure/measure.ts';
import { runEffects, type EffectRun } from './run-effects.ts';

/** The worker that saved effects less than this ago is still carrying them out. */
const othersWorkMs = 5000;

/** A timer that is due sooner than this arrives before another worker can take it for abandoned. */
const soonMs = 4500;

/** How long a postponed effect is retried by one worker. The timer brings it back; a longer retry would overlap with the next one. */
const againMs = 3000;

/** How long a throttled order is retried in a long line: those who wait for a worker are more than MediaLive takes meanwhile. */
const againInLongLineMs = 600;

/**
 * Effects owed from before that no worker is carrying out. A postponed effect is retried at its time, by whichever event comes first
 * then. Before that time only an untried effect that moves the channel is carried out, because each failed retry would send one more
 * timer. A timer that is no longer armed carries out nothing: several such messages would retry the same effect at the same time.
 */
export function leftBehind(
  { before, state, event }: Evaluated,
  now: Millis,
  redelivered = false,
): readonly Effect[] {
  const owed = Object.values(state.outbox).filter(({ id }) => before.state.outbox[id] !== undefined);
  // What was owed has just been tried.
  if (event.type === 'outcome') return [];
  // The worker that had the message before is gone.
  if (redelivered) return owed;
  const resumesAt = before.state.timers[resumeTimer];
  if (resumesAt !== undefined && resumesAt <= now) return owed;
  if (now - before.savedAt < othersWorkMs || !isArmed(event, before.state)) return [];
  return resumesAt === undefined
    ? owed
    : owed.filter(movesChannel).filter(({ postponed }) => postponed !== true);
}

/** Until when abandoned effects are retried: as long as the function lasts if they have never been postponed. */
export function triedUntil({ before }: Evaluated, now: Millis, deadlineAt: Millis): Millis {
  const isPutOff = (before.state.postponedSince ?? null) !== null;
  return isPutOff ? Math.min(now + againMs, deadlineAt) : deadlineAt;
}

/** A started timer that is due soon stays in the outbox, without an outcome: its own message removes it. */
export function needsNoOutcome({ effect, result, at }: EffectRun): boolean {
  const isStarted = effect.type === 'start-timer' && result.result === 'done';
  return isStarted && effect.dueAt <= at + soonMs;
}

/** The timer has not been replaced, and its message has not been handled before. */
function isArmed(event: ChannelEvent, { timers }: ChannelState): boolean {
  return event.type !== 'timer' || timers[event.timerId] === event.dueAt;
}

function movesChannel({ type }: Effect): boolean {
  return type === 'schedule-switch' || type === 'cancel-switch';
}

/**
 * Retries throttled orders before anything is decided, so that a retry costs one decision, on its outcome, and not a second one on
 * the timer.
 * @returns the outcome, to be handled instead of the timer; the event itself if no order of the channel is in line.
 */
export async function tryInLine(
  deps: LoopDeps,
  channelArn: string,
  incoming: IncomingEvent,
  deadlineAt: Millis,
): Promise<IncomingEvent> {
  if (incoming.type !== 'timer' || incoming.timerId !== resumeTimer) return incoming;
  const channel = await loadChannel(deps, channelArn);
  if (!channel) return incoming;
  const now = deps.clock.now();
  const orders = ordersInLine(channel.state, channel.group, incoming, now);
  if (orders.length === 0) return incoming;
  const forMs = isLongLine(channel.state.inLineSince ?? now, now) ? againInLongLineMs : againMs;
  const runs = await runEffects(deps, channelArn, orders, () => Math.min(now + forMs, deadlineAt));
  measureEffects(deps.meter, runs, channel.state, incoming.dueAt);
  return { type: 'outcome', id: `${incoming.id}/outcome`, results: runs.map(({ result }) => result) };
}
