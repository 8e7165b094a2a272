import { latestPossible } from './health.ts';
import { activeHold, operatorHold } from './holds.ts';
import { afterFailure, over, tellFailure, unspent } from './failed-switch.ts';
import { announce } from './notification.ts';
import { forgotten } from './short-losses.ts';
import { recall, recallDue } from './withdrawal.ts';
import type { ChannelEvent } from './model/event.ts';
import type { Hold, Site, Millis } from './model/group.ts';
import type { Intention, Switch } from './model/state.ts';
import { commonSite, runningPipelines } from './on-air.ts';
import { isAutomatic, isAutomaticAction } from './order-switch.ts';
import { lastCancelMs } from './schedule-limits.ts';
import { record, enqueue, withState, type Turn } from './turn.ts';

/** An order is on its way to MediaLive for no longer than this, unless MediaLive is out of reach. */
const underWayMs = 5_000;

/**
 * A switch is not judged by what nobody can see: where MediaLive does not say what is on air, it is looked at again after
 * this long, then after twice as long, and so on, because those who still have to switch need the calls more; it is called
 * late only after `unseenMs`. To order it a second time meanwhile would be a switch too many.
 */
const lookAgainMs = 5_000;
const unseenMs = 60_000;

/** When an accepted switch must have shown on every running pipeline. */
export function verifyBy(turn: Turn, { accepted, startAt }: Switch): number {
  return accepted ? startAt + turn.group.policy.verifyMs : Infinity;
}

/** When time alone gives reason to look at the switch in flight: its deadline, and again and again where nothing could be seen. */
export function nextLook(turn: Turn, pending: Switch): number {
  const deadline = verifyBy(turn, pending);
  const { now } = turn.event;
  const plan = pending.kind === 'planned' && now < pending.startAt ? pending.startAt : Infinity;
  if (now < deadline) return Math.min(deadline, plan, recallDue(pending, now) ?? Infinity);
  return lookAgainAt(deadline, now, lookAgainMs);
}

/** When what could not be seen at `deadline` is looked for once more, after `now`: first after so long, then after twice that. */
export function lookAgainAt(deadline: Millis, now: Millis, firstMs: Millis): Millis {
  const looks = Math.floor(Math.log2((now - deadline) / firstMs + 1)) + 1;
  return deadline + (2 ** looks - 1) * firstMs;
}

/** A switch is done when every running pipeline shows its target; late, it is tried once more. */
export function verifySwitch(turn: Turn): Turn {
  const { state, group, event } = turn;
  const pending = state.switch;
  if (!pending) return turn;
  const concluded = conclude(turn, pending);
  if (concluded) return concluded;
  // A last resort goes in spite of automation's own hold.
  const forbids = pending.lastResort ? operatorHold : activeHold;
  const hold = forbids(state, group, event.now);
  if (hold && isOutOfReach(turn, pending)) return dropped(turn, pending, hold);
  const recalled = recall(turn, pending);
  if (recalled) return recalled;
  if (event.now < verifyBy(turn, pending)) return turn;
  const onAir = commonSite(state, group);
  if (onAir && onAir.name !== pending.from) return supersede(turn, pending, onAir);
  if (isUnseen(turn, pending)) return doubt(turn, pending);
  return failAttempt(turn, pending, `${pending.to} did not show on every running pipeline by its deadline.`);
}

/**
 * Whether an event is there to look what became of a switch. The others of a channel come together when it switches: if each
 * of them asked MediaLive where the switch stays, a thousand late channels would take the calls from each other.
 */
export function looksForSwitch({ type }: ChannelEvent): boolean {
  return type === 'timer' || type === 'observation';
}

/** The deadline has passed, and nobody has looked, or MediaLive does not say what is on air. */
function isUnseen(turn: Turn, pending: Switch): boolean {
  const { event } = turn;
  if (event.answers?.channel === undefined) return !looksForSwitch(event);
  return event.answers.channel === 'unavailable' && event.now < verifyBy(turn, pending) + unseenMs;
}

function doubt(turn: Turn, { to }: Switch): Turn {
  if (turn.event.answers?.channel === undefined) return turn;
  const why = `MediaLive does not say what is on air: whether ${to} shows is not known yet.`;
  return record(turn, 'verification', 'none', why);
}

/**
 * The end of a switch by what is seen: it is done, or there is nothing left to switch; null when neither. What MediaLive has in
 * its schedule stands while the channel is stopped: it comes up where that says.
 */
function conclude(turn: Turn, pending: Switch): Turn | null {
  const { state, group, event } = turn;
  if (commonSite(state, group)?.name === pending.to) {
    // A plan to where the channel is already is done when its time has come.
    return pending.kind === 'planned' && event.now < pending.startAt ? turn : complete(turn, pending);
  }
  if (runningPipelines(state).length > 0) return null;
  if (pending.accepted && event.now < verifyBy(turn, pending)) return turn;
  const why = `The channel has stopped: ${pending.actionName} is not waited for.`;
  const ended = over(turn, pending);
  const charged = pending.accepted ? ended : unspent(ended, pending);
  return record(takenOut(charged, pending), 'not-running', 'noted', why);
}

/** Automation's order that MediaLive has not taken in, though the worker has had the time to bring it there. */
function isOutOfReach({ event }: Turn, { accepted, kind, requestedAt }: Switch): boolean {
  return !accepted && isAutomatic(kind) && event.now >= requestedAt + underWayMs;
}

/**
 * A hold stops what automation has ordered and MediaLive, out of reach so long, is not known to have taken in. For any other reason
 * it stands: MediaLive may have it all the same.
 */
function dropped(turn: Turn, pending: Switch, hold: Hold): Turn {
  const why = `${pending.actionName} is withdrawn: MediaLive has not said that it has taken it in, and ${hold.by} has placed a hold: ${hold.reason}`;
  const ended = tellFailure(takenOut(unspent(over(turn, pending), pending), pending), pending, why);
  return record(ended, 'withdrawal', 'prevented', why, { actionName: pending.actionName });
}

/**
 * A switch that has ended before its time is wanted no more, and would move the channel once again: it is taken out of
 * MediaLive's schedule. Also where it is not known to be there, as only the answer may have been lost.
 */
function takenOut(turn: Turn, { accepted, actionName, startAt }: Switch): Turn {
  const isFixed = accepted && turn.event.now > startAt - lastCancelMs;
  return isFixed ? turn : enqueue(turn, { type: 'cancel-switch', actionName });
}

/** All pipelines went somewhere else in the meantime: somebody outside moved them, and is not fought. */
function supersede(turn: Turn, pending: Switch, onAir: Site): Turn {
  const why = `${pending.actionName} is overtaken: every running pipeline is on ${onAir.name}, neither where it was nor where it was sent.`;
  const ended = takenOut(over(turn, pending), pending);
  return record(ended, 'verification', 'noted', why, { to: pending.to, onAir: onAir.name });
}

function complete(turn: Turn, done: Switch): Turn {
  const held = { kind: 'automation', by: 'automation', at: turn.event.now, until: null } as const;
  const reason = `last resort: ${done.to} was the only healthy site, and the budget was spent`;
  const { hold } = turn.state;
  const after = hold?.kind === 'automation' ? null : hold;
  const settled = withState(forgotten(withoutAction(over(turn, done), done)), {
    intended: { group: done.to, by: wishOf(turn, done), at: turn.event.now },
    incident: null,
    divergedSince: null,
    hold: done.lastResort ? (after ?? { ...held, reason }) : after,
  });
  const why = `Every running pipeline is on ${done.to}.`;
  const verified = record(settled, 'verification', 'noted', why, {
    actionName: done.actionName,
    to: done.to,
  });
  return announce(verified, 'switch-completed', `${why} ${done.reason}`, {
    original: done.from,
    current: done.to,
    correlationId: done.actionName,
  });
}

/** Where something else has brought the channel there, before its time, the action that was to do so is still to come. */
function withoutAction(turn: Turn, done: Switch): Turn {
  const { event } = turn;
  return event.now < done.startAt && actionSeen(event) !== done.actionName ? takenOut(turn, done) : turn;
}

/**
 * Whose wish it is that the target is on air: mending a divergence carries out the wish there was, and where MediaLive names
 * somebody else's action as what brought the pipelines there, it is an operator's.
 */
function wishOf({ state, event }: Turn, { kind, to }: Switch): Intention['by'] {
  const broughtBy = actionSeen(event);
  if (broughtBy !== null && !isAutomaticAction(broughtBy)) return 'operator';
  if (kind === 'heal' && state.intended?.group === to) return state.intended.by;
  return isAutomatic(kind) ? 'automation' : 'operator';
}

/** The schedule action that the event, or a look that is younger, names as the one in force; null where neither does. */
export function actionSeen(event: ChannelEvent): string | null {
  const seen = event.answers?.channel;
  const look = typeof seen === 'object' ? seen : null;
  if (event.type === 'input-change' && (look?.at ?? -Infinity) <= latestPossible(event.at, Infinity)) {
    return event.actionName;
  }
  const [named = null] = Object.values(look?.pipelines ?? {}).flatMap(({ actionName }) => actionName ?? []);
  return named;
}

/** A try has failed, unless what is seen shows that the switch is over. */
export function failAttempt(turn: Turn, failed: Switch, why: string): Turn {
  return conclude(turn, failed) ?? afterFailure(turn, failed, why);
}
