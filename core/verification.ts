import type { Switch } from './model/state.ts';
import { announce } from './notification.ts';
import { commonInputGroup, inputGroupNamed, runningPipelines } from './on-air.ts';
import { orderSwitch } from './order-switch.ts';
import { decide, withState, type Turn } from './turn.ts';

/** One retry, then the operator. */
const attemptsMax = 2;

/** When an accepted switch must have shown on every running pipeline. */
export function verifyBy(turn: Turn, { accepted, startAt }: Switch): number {
  return accepted ? startAt + turn.group.policy.verifyMs : Infinity;
}

/** A switch is done when every running pipeline shows its target; late, it is tried once more. */
export function verifySwitch(turn: Turn): Turn {
  const { state, group, event } = turn;
  const pending = state.switch;
  if (!pending) return turn;
  if (commonInputGroup(state, group)?.name === pending.to) return complete(turn, pending);
  if (runningPipelines(state).length === 0) {
    const why = `The channel has stopped: ${pending.actionName} is not waited for.`;
    return decide(withState(turn, { switch: null }), 'not-running', 'noted', why);
  }
  if (event.now < verifyBy(turn, pending)) return turn;
  return failAttempt(turn, pending, `${pending.to} did not show on every running pipeline by its deadline.`);
}

function complete(turn: Turn, done: Switch): Turn {
  const by = done.kind === 'manual' || done.kind === 'planned' ? 'operator' : 'automation';
  const settled = withState(turn, {
    switch: null,
    intended: { group: done.to, by, at: turn.event.now },
    incident: null,
    divergedSince: null,
    hold: turn.state.hold?.kind === 'automation' ? null : turn.state.hold,
  });
  const why = `Every running pipeline is on ${done.to}.`;
  const verified = decide(settled, 'verification', 'noted', why, {
    actionName: done.actionName,
    to: done.to,
  });
  return announce(verified, 'switch-completed', `${why} ${done.reason}`, {
    original: done.from,
    current: done.to,
    correlationId: done.actionName,
  });
}

/** A try has failed: once more under a new name, then hands off. */
export function failAttempt(turn: Turn, failed: Switch, why: string): Turn {
  const told = announce(withState(turn, { switch: null }), 'switch-failed', why, {
    original: failed.from,
    current: failed.to,
    correlationId: failed.actionName,
  });
  const to = inputGroupNamed(turn.group, failed.to);
  if (failed.attempt < attemptsMax && to) {
    return orderSwitch(decide(told, 'verification', 'noted', `${why} Trying once more.`), {
      kind: failed.kind,
      from: failed.from,
      to,
      reason: failed.reason,
      by: failed.by,
      retryOf: failed,
    });
  }
  const reason = `The switch to ${failed.to} failed ${failed.attempt} times: ${why}`;
  const hold = { kind: 'automation', by: 'automation', reason, at: turn.event.now, until: null } as const;
  const held = turn.state.hold?.kind === 'operator' ? told : withState(told, { hold });
  return decide(held, 'verification', 'prevented', `${reason} Left to the operator.`, {
    actionName: failed.actionName,
  });
}
