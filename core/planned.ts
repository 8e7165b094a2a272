import { isOffAir, isDownAltogether, isKnownLost } from './target.ts';
import { record, withState, type Turn } from './turn.ts';
import { lastCancelMs, minimumLeadMs } from './schedule-limits.ts';
import { announce } from './notification.ts';
import { commonSite, siteNamed } from './on-air.ts';
import { withdraw } from './withdrawal.ts';
import type { FailoverGroup, Millis } from './model/group.ts';
import type { ChannelState, Switch } from './model/state.ts';

/** A plan is judged again this long before its time, and once more when MediaLive is about to let it go no longer. */
const judgeBeforeMs = 60_000;

/** When a planned switch can no longer be undone: from then on it is the one in flight. */
export function dueToPromote({ startAt }: Switch): number {
  return startAt - minimumLeadMs;
}

/** When time alone gives reason to look at the plan again. */
export function planDue({ startAt, withdrawal, accepted }: Switch, now: Millis): Millis {
  const again = withdrawal && !accepted && !withdrawal.final ? [withdrawal.at + underWayMs] : [];
  const moments = [
    ...again,
    startAt - judgeBeforeMs,
    startAt - lastCancelMs,
    startAt - minimumLeadMs,
    startAt,
  ];
  return Math.min(...moments.filter((at) => at > now));
}

/** A worker that has begun to put an action into the schedule has ended by then: no function runs longer. */
const underWayMs = 30_000;

/**
 * A plan is not carried out onto a group that is known to be lost, unless an operator insists or what is on air is no better.
 * People are told as soon as that is known; it is withdrawn a minute before its time.
 */
export function judgePlan(turn: Turn): Turn {
  const { state, group, event } = turn;
  const { planned } = state;
  if (!planned || planned.force || planned.stays || planned.withdrawal) return cancelAgain(turn);
  const to = siteNamed(group, planned.to);
  if (!to || !isKnownLost(state, group, to.name) || hasNothingToLose(state, group)) {
    return unwarned(turn, planned);
  }
  const why = `${to.name} is down, and ${planned.actionName} is to go there at ${new Date(planned.startAt).toISOString()}`;
  const late = event.now >= planned.startAt - judgeBeforeMs;
  if (late && event.now < planned.startAt - minimumLeadMs) {
    return withdraw(turn, 'planned', { by: 'automation', reason: `${why}: it is withdrawn.` });
  }
  if (planned.warned) return turn;
  const warned = withState(turn, { planned: { ...planned, warned: true } });
  const said = `${why}. It is withdrawn a minute before, unless ${to.name} is healthy by then.`;
  return announce(record(warned, 'plan', 'noted', said), 'plan-warning', said, { target: to.name });
}

/** What the plan would leave is down as well: where a switch is in flight, that is where it goes. */
function hasNothingToLose(state: ChannelState, group: FailoverGroup): boolean {
  return state.switch ? isDownAltogether(state, state.switch.to) : isOffAir(state, group);
}

/** The group is no longer lost: should it be lost again, people are told again. */
function unwarned(turn: Turn, { warned, ...planned }: Switch): Turn {
  return warned ? withState(turn, { planned }) : turn;
}

/**
 * A plan that was taken back before MediaLive had it may still be on its way there, with somebody who had begun before: once
 * they must have come to an end, it is taken out again, if it is there.
 */
function cancelAgain(turn: Turn): Turn {
  const { planned } = turn.state;
  const withdrawal = planned?.withdrawal;
  if (!planned || !withdrawal || planned.accepted || turn.event.now < withdrawal.at + underWayMs) return turn;
  if (withdrawal.final) return turn;
  return withdraw(turn, 'planned', {
    by: withdrawal.by,
    reason: `${planned.actionName} is taken out once more, in case.`,
    final: true,
  });
}

/**
 * A planned switch becomes the one in flight when MediaLive no longer lets go of it. Where another is in flight, MediaLive
 * carries out both: what comes of the plan is then taken as an operator's change, which it is.
 */
export function promotePlanned(turn: Turn): Turn {
  const { planned, switch: inFlight } = turn.state;
  if (planned?.withdrawal && !planned.accepted) return turn;
  if (!planned?.accepted || turn.event.now < dueToPromote(planned)) return turn;
  const facts = { actionName: planned.actionName };
  if (inFlight) {
    const why = `The planned switch to ${planned.to} starts while ${inFlight.actionName} is in flight: where the pipelines end up decides.`;
    return record(withState(turn, { planned: null }), 'command', 'noted', why, facts);
  }
  const promoted = withState(turn, { switch: planned, planned: null });
  const already = commonSite(turn.state, turn.group)?.name === planned.to;
  const why = `The planned switch to ${planned.to} is under way${already ? ', where the channel is already' : ''}.`;
  return record(promoted, 'command', 'noted', why, facts);
}
