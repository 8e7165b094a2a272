import type { Site } from './model/group.ts';
import type { Intention } from './model/state.ts';
import { announce } from './notification.ts';
import { commonSite, runningPipelines } from './on-air.ts';
import { isAutomaticAction } from './order-switch.ts';
import { forgotten } from './short-losses.ts';
import { record, withState, type Turn } from './turn.ts';
import { actionSeen } from './verification.ts';

/**
 * What is on air and was not ordered here was ordered by somebody outside: it is adopted, never fought. It also ends a
 * hold that automation had placed on itself, as the operator has acted. Where MediaLive names automation's own action as what
 * brought it there, as after a restart between the order and its time, or as the pipeline that stayed behind has stopped,
 * nobody outside has done anything.
 */
export function adoptFromOutside(turn: Turn): Turn {
  const { state, group, event } = turn;
  const onAir = commonSite(state, group);
  if (!onAir || state.switch || state.intended?.group === onAir.name) return turn;
  const [first = '0'] = runningPipelines(state);
  const action = actionSeen(event) ?? state.pipelines[first].broughtBy ?? null;
  if (state.intended && action !== null && isAutomaticAction(action)) {
    return ownArrival(turn, onAir, state.intended, action);
  }
  const adopted = withState(forgotten(turn), {
    intended: { group: onAir.name, by: 'operator', at: event.now },
    hold: state.hold?.kind === 'automation' ? null : state.hold,
    incident: null,
    divergedSince: null,
  });
  if (!state.intended) {
    return record(adopted, 'adoption', 'noted', `First seen on ${onAir.name}.`, { to: onAir.name });
  }
  const why = `Every running pipeline went to ${onAir.name}, which was not ordered here.`;
  const decided = record(adopted, 'adoption', 'noted', why, { from: state.intended.group, to: onAir.name });
  return announce(decided, 'operator-change', why, { original: state.intended.group, current: onAir.name });
}

function ownArrival(turn: Turn, { name }: Site, { group: from }: Intention, action: string): Turn {
  const adopted = withState(forgotten(turn), {
    intended: { group: name, by: 'automation', at: turn.event.now },
    incident: null,
    divergedSince: null,
  });
  const why = `Every running pipeline is on ${name}, where ${action} has sent it.`;
  const decided = record(adopted, 'adoption', 'noted', why, { from, to: name, actionName: action });
  return announce(decided, 'switch-completed', why, { original: from, current: name, correlationId: action });
}
