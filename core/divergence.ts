import { impediment } from './holds.ts';
import type { Rule } from './model/decision.ts';
import { announce } from './notification.ts';
import { inputGroupNamed, isDiverged } from './on-air.ts';
import { orderSwitch } from './order-switch.ts';
import { chooseTarget, fitness } from './target.ts';
import { decide, withState, type Turn } from './turn.ts';

/** When pipelines that are apart count as diverged; null when they are together or a switch is under way. */
export function divergenceDue(turn: Turn): number | null {
  const { state, group, event } = turn;
  if (state.switch || !isDiverged(state)) return null;
  return (state.divergedSince ?? event.now) + group.policy.divergenceMs;
}

/**
 * Pipelines on different inputs are put together again on the intended group. A missed event looks the same, so MediaLive
 * must have confirmed it: without its answer the wait starts over.
 */
export function healDivergence(turn: Turn): Turn {
  const { state, event } = turn;
  const due = divergenceDue(turn);
  if (due === null) return state.divergedSince === null ? turn : withState(turn, { divergedSince: null });
  const confirmed = event.answers?.channel !== undefined && event.answers.channel !== 'unavailable';
  if (event.now < due)
    return state.divergedSince === null ? withState(turn, { divergedSince: event.now }) : turn;
  const waiting = withState(turn, { divergedSince: event.now });
  return confirmed ? heal(waiting) : waiting;
}

function heal(turn: Turn): Turn {
  const { state, group, event } = turn;
  const [first, second] = [state.pipelines['0'].attachment, state.pipelines['1'].attachment];
  const why = `Pipeline 0 is on "${first ?? '?'}" and pipeline 1 on "${second ?? '?'}".`;
  const intended = inputGroupNamed(group, state.intended?.group ?? '');
  const fit = intended !== null && fitness(state, group, intended) !== null;
  const to = fit ? intended : chooseTarget(state, group, null, event.id);
  const obstacle = impediment(state, group, event.now);
  if (to === null || obstacle) {
    return prevent(
      turn,
      obstacle?.rule ?? 'no-target',
      `${why} Not mended: ${obstacle?.why ?? 'no input group is fit.'}`,
    );
  }
  const told = announce(turn, 'divergence', why, { current: to.name });
  return orderSwitch(told, {
    kind: 'heal',
    from: null,
    to,
    reason: `${why} Both go to ${to.name}.`,
    by: 'automation',
  });
}

/** People are told once; the log has it once as well. */
function prevent(turn: Turn, rule: Rule, why: string): Turn {
  const { incident } = turn.state;
  if (incident?.kind === 'prevented' && incident.reason === 'divergence')
    return decide(turn, rule, 'none', why);
  const noted = withState(decide(turn, rule, 'prevented', why), {
    incident: { kind: 'prevented', reason: 'divergence', since: turn.event.now },
  });
  return announce(noted, 'divergence', why);
}
