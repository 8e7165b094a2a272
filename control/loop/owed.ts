import type { Effect } from '../../core/model/effect.ts';
import type { ChannelEvent } from '../../core/model/event.ts';
import type { Millis } from '../../core/model/group.ts';
import type { ChannelState } from '../../core/model/state.ts';
import { ordersInLine, resumeTimer } from '../../core/resumption.ts';
import type { LoopDeps } from './deps.ts';
import type { Evaluated } from './evaluate.ts';
import type { IncomingEvent } from '../events/incoming-event.ts';
import { loadChannel } from './load.ts';
import { measureEffects } from '../measure/measure.ts';
import { runEffects, type EffectRun } from './run-effects.ts';

/** Effects of a save younger than this are being carried out by whoever saved it. */
const othersWorkMs = 5000;

/** A timer that is due sooner than this has its time while nobody takes it for left behind. */
const soonMs = 4500;

/**
 * How long MediaLive is called for what was put off before. It comes back by its timer; a worker who held on to it for as long as
 * the function lasts would be at work when the next one comes, and each of them call for one more.
 */
const againMs = 3000;

/**
 * Effects owed from before that nobody is at work on. What was put off has a time at which it is tried again: whichever event
 * comes first then finds it, be it the message of the timer or, where the queue did not take that, any other. Before that
 * time nobody carries it out, but for what moves the channel and has not been tried yet: each try that fails would call for the next one, and each
 * timer sent anew is one message more. A timer that is not armed any more carries out
 * nothing: several such messages would each try for as long as a function lasts what somebody is at work on.
 */
export function leftBehind(
  { before, state, event }: Evaluated,
  now: Millis,
  redelivered = false,
): readonly Effect[] {
  const owed = Object.values(state.outbox).filter(({ id }) => before.state.outbox[id] !== undefined);
  // What was owed has just been tried.
  if (event.type === 'outcome') return [];
  // Whoever had the message before is not at work on it any more.
  if (redelivered) return owed;
  const resumesAt = before.state.timers[resumeTimer];
  if (resumesAt !== undefined && resumesAt <= now) return owed;
  if (now - before.savedAt < othersWorkMs || !isArmed(event, before.state)) return [];
  return resumesAt === undefined
    ? owed
    : owed.filter(movesChannel).filter(({ postponed }) => postponed !== true);
}

/** Until when what was left behind is tried: to the end where nobody has put it off yet, as where somebody has died. */
export function triedUntil({ before }: Evaluated, now: Millis, deadlineAt: Millis): Millis {
  const isPutOff = (before.state.postponedSince ?? null) !== null;
  return isPutOff ? Math.min(now + againMs, deadlineAt) : deadlineAt;
}

/** Whether a timer that was started can stay in the outbox: its own message strikes it off. */
export function needsNoOutcome({ effect, result, at }: EffectRun): boolean {
  const isStarted = effect.type === 'start-timer' && result.result === 'done';
  return isStarted && effect.dueAt <= at + soonMs;
}

/** Not overtaken by another, nor delivered once before. */
function isArmed(event: ChannelEvent, { timers }: ChannelState): boolean {
  return event.type !== 'timer' || timers[event.timerId] === event.dueAt;
}

function movesChannel({ type }: Effect): boolean {
  return type === 'schedule-switch' || type === 'cancel-switch';
}

/**
 * Calls once more for the orders that MediaLive has throttled, before anything is decided: a try costs one decision, on its
 * outcome, and not one on the timer as well, of which nothing would come.
 * @returns the outcome, to be decided on in place of the timer; the event itself where no order of the channel stands in line.
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
  const orders = ordersInLine(channel.state, incoming, deps.clock.now());
  if (orders.length === 0) return incoming;
  const runs = await runEffects(deps, channelArn, orders, () => deadlineAt);
  measureEffects(deps.meter, runs, channel.state, incoming.dueAt);
  return { type: 'outcome', id: `${incoming.id}/outcome`, results: runs.map(({ result }) => result) };
}
