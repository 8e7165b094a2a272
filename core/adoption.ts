import { announce } from './notification.ts';
import { commonInputGroup } from './on-air.ts';
import { decide, withState, type Turn } from './turn.ts';

/**
 * What is on air and was not ordered here was ordered by somebody outside: it is adopted, never fought. It also ends a
 * hold that automation had placed on itself, as the operator has acted.
 */
export function adoptFromOutside(turn: Turn): Turn {
  const { state, group, event } = turn;
  const onAir = commonInputGroup(state, group);
  if (!onAir || state.switch || state.intended?.group === onAir.name) return turn;
  const adopted = withState(turn, {
    intended: { group: onAir.name, by: 'operator', at: event.now },
    hold: state.hold?.kind === 'automation' ? null : state.hold,
    incident: null,
    divergedSince: null,
  });
  if (!state.intended) {
    return decide(adopted, 'adoption', 'noted', `First seen on ${onAir.name}.`, { to: onAir.name });
  }
  const why = `Every running pipeline went to ${onAir.name}, which was not ordered here.`;
  const decided = decide(adopted, 'adoption', 'noted', why, { from: state.intended.group, to: onAir.name });
  return announce(decided, 'operator-change', why, { original: state.intended.group, current: onAir.name });
}
