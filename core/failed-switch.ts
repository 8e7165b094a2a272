import { activeHold } from './holds.ts';
import type { Switch } from './model/state.ts';
import { announce } from './notification.ts';
import { siteNamed } from './on-air.ts';
import { isAutomatic, orderSwitch } from './order-switch.ts';
import { fitness, isSaidLost } from './target.ts';
import { record, withState, type Turn } from './turn.ts';

/** One retry, then the operator. */
const attemptsMax = 2;

/**
 * A try has failed: once more under a new name, unless a hold forbids automation to; then hands off. Automation does not go
 * on to a target that is not healthy any more: the other rules see to where the pipelines are.
 */
export function afterFailure(turn: Turn, failed: Switch, why: string): Turn {
  const { group, state, event } = turn;
  const ended = over(turn, failed);
  const to = siteNamed(group, failed.to);
  const hold = activeHold(state, group, event.now);
  const allowed = hold === null || !isAutomatic(failed.kind);
  const isUnfit =
    to !== null && (fitness(state, group, to) === null || isSaidLost(state, group, to.name, event.now));
  if (isUnfit && allowed && isAutomatic(failed.kind)) {
    const unfit = `${why} ${to.name} is not healthy any more: it is not tried again.`;
    return record(tellFailure(ended, failed, unfit), 'verification', 'noted', unfit);
  }
  if (failed.attempt < attemptsMax && to && allowed) {
    const again = `${why} Trying once more.`;
    return orderSwitch(record(tellFailure(ended, failed, again), 'verification', 'noted', again), {
      kind: failed.kind,
      from: failed.from,
      to,
      reason: failed.reason,
      by: failed.by,
      retryOf: failed,
    });
  }
  const reason = `The switch to ${failed.to} failed (attempt ${failed.attempt} of ${attemptsMax}): ${why}`;
  return failed.kind === 'failback' ? stayForNow(ended, failed, reason) : handsOff(ended, failed, reason);
}

/** A failback is a wish and no need: that it fails must not keep automation from a failover. */
function stayForNow(turn: Turn, failed: Switch, reason: string): Turn {
  const failbackAfter = turn.event.now + turn.group.policy.budget.withinMs;
  const why = `${reason} No other failback before ${new Date(failbackAfter).toISOString()}; a loss is answered as before.`;
  const facts = { actionName: failed.actionName };
  return record(
    tellFailure(withState(turn, { failbackAfter }), failed, why),
    'verification',
    'prevented',
    why,
    facts,
  );
}

function handsOff(turn: Turn, failed: Switch, reason: string): Turn {
  const { state, group, event } = turn;
  const automation = { kind: 'automation', by: 'automation', reason, at: event.now, until: null } as const;
  const held = activeHold(state, group, event.now) ? turn : withState(turn, { hold: automation });
  const left = `${reason} Left to the operator: automation does nothing on this channel until it is released.`;
  const facts = { actionName: failed.actionName };
  return record(tellFailure(held, failed, left), 'verification', 'prevented', left, facts);
}

/** MediaLive did not take the switch in while it was wanted. What called for it is judged anew. */
export function giveUp(turn: Turn, expired: Switch): Turn {
  const why = `${expired.actionName} could not be put into MediaLive's schedule in time and is given up.`;
  const ended = tellFailure(unspent(over(turn, expired), expired), expired, why);
  return record(ended, 'verification', 'noted', why, { actionName: expired.actionName });
}

export function tellFailure(turn: Turn, failed: Switch, reason: string): Turn {
  return announce(turn, 'switch-failed', reason, {
    original: failed.from,
    target: failed.to,
    correlationId: failed.actionName,
  });
}

/** An automatic switch that never was does not count against the budget: an outage of MediaLive's API must not use it up. */
export function unspent(turn: Turn, { kind, requestedAt }: Switch): Turn {
  const recentSwitches = turn.state.recentSwitches.filter((at) => !isAutomatic(kind) || at !== requestedAt);
  return withState(turn, { recentSwitches });
}

/** The switch is over, one way or another: a schedule action that MediaLive has not taken in is wanted no more. */
export function over(turn: Turn, ended: Switch): Turn {
  const outbox = Object.entries(turn.state.outbox).filter(
    ([, effect]) => effect.type !== 'schedule-switch' || effect.actionName !== ended.actionName,
  );
  const isInFlight = turn.state.switch?.actionName === ended.actionName;
  return withState(turn, { ...(isInFlight && { switch: null }), outbox: Object.fromEntries(outbox) });
}
