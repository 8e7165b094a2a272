import { commonSite, runningPipelines } from './on-air.ts';
import { stamp } from './order-switch.ts';
import { chooseTarget, ranks } from './target.ts';
import { record, enqueue, withState, type Turn } from './turn.ts';

/**
 * Has MediaLive prepare the standby that would be switched to, from the first look on and again after each switch once there
 * is one: a hot standby is one that is prepared, not one for which that is only configured. One at a time
 * (UG22/feature-prepare-input); one that was refused is not asked for again until another is to be prepared.
 */
export function prepareStandby(turn: Turn): Turn {
  const { state, group, event } = turn;
  const onAir = commonSite(state, group);
  if (!group.policy.prepareStandby || !onAir || state.switch || runningPipelines(state).length === 0) {
    return turn;
  }
  const to = chooseTarget(
    state,
    { ...group, policy: { ...group.policy, targetChoice: 'prioritized' } },
    onAir.name,
    '',
    ranks.leftSuspect,
  );
  if (!to || state.prepared?.site === to.name) return turn;
  const actionName = `prepare-${state.generation}-${to.name}-${stamp(event.now)}`;
  const owed = enqueue(turn, { type: 'prepare-input', actionName, attachment: to.attachment });
  const prepared = { site: to.name, actionName, at: event.now, accepted: false };
  return record(withState(owed, { prepared }), 'prepare', 'noted', `${to.name} is to be prepared.`, {
    actionName,
  });
}
