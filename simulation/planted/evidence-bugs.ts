import type { Decider } from '../../control/loop/deps.ts';
import type { ChannelState } from '../../core/model/state.ts';
import type { PipelineHealth } from '../../core/model/health.ts';
import { pipelineIds, type PipelineId } from '../../core/model/group.ts';
import type { PlantedBug } from './planted-bug.ts';
import { passing, withoutTargets } from './overlooked.ts';

/** Mistakes in reading evidence. */
export const evidenceBugs: readonly PlantedBug[] = [
  {
    name: 'a CLEARED after the switch is taken as news of the site left behind',
    promise: 1,
    decider: changeBefore((state, event) => {
      if (event.type !== 'alert' || event.alarmState !== 'cleared') return state;
      const { attachment, since } = state.pipelines[event.pipeline];
      if (attachment === null || event.at > since) return state;
      return mapHealth(state, (health, pipeline) =>
        pipeline === event.pipeline && health.leftDownAt !== null
          ? { ...health, flow: null, leftDownAt: null, goodSince: event.at }
          : health,
      );
    }),
  },
  {
    name: 'a CLEARED that comes before its SET is dropped',
    promise: 2,
    decider: ({ inquiryFor, transition }) => ({
      inquiryFor,
      transition: (state, event, group) => {
        const unknown =
          event.type === 'alert' &&
          event.alarmState === 'cleared' &&
          !Object.values(state.health).some((health) => health[event.pipeline].alarms[event.alarmId]);
        return transition(state, unknown ? passing(event) : event, group);
      },
    }),
  },
  {
    name: 'no answer to the second look blocks the failover',
    promise: 3,
    decider: ({ inquiryFor, transition }) => ({
      inquiryFor,
      transition: (state, event, group) => {
        const after = transition(state, event, group);
        const blocked = after.decisions.some(
          ({ rule, outcome }) => rule === 'failover' && outcome === 'switch',
        );
        return blocked && event.answers?.alerts === 'unavailable'
          ? transition(state, event, withoutTargets(group))
          : after;
      },
    }),
  },
  {
    name: 'one pipeline of two counts as the loss of the site',
    promise: 4,
    decider: ({ inquiryFor, transition }) => ({
      inquiryFor,
      transition: (state, event, group) =>
        transition(state, event, { ...group, policy: { ...group.policy, failoverOn: 'any-pipeline' } }),
    }),
  },
  {
    name: 'a site that nothing is heard of counts as well after a while',
    promise: 8,
    decider: changeBefore((state, event, stableMs) =>
      mapHealth(state, (health) =>
        health.leftDownAt !== null && health.leftDownAt + stableMs < event.now
          ? { ...health, flow: null, leftDownAt: null, goodSince: health.leftDownAt }
          : health,
      ),
    ),
  },
];

type Change = (
  state: ChannelState,
  event: Parameters<Decider['transition']>[1],
  stableMs: number,
) => ChannelState;

/** Decides from a state that has been tampered with. */
function changeBefore(change: Change): (core: Decider) => Decider {
  return ({ inquiryFor, transition }) => ({
    inquiryFor,
    transition: (state, event, group) =>
      transition(change(state, event, group.policy.failback.stableMs), event, group),
  });
}

function mapHealth(
  state: ChannelState,
  change: (health: PipelineHealth, pipeline: PipelineId) => PipelineHealth,
): ChannelState {
  const health = Object.entries(state.health).map(([name, known]) => {
    const [first, second] = pipelineIds.map((pipeline) => change(known[pipeline], pipeline));
    return [name, { '0': first ?? known['0'], '1': second ?? known['1'] }] as const;
  });
  return { ...state, health: Object.fromEntries(health) };
}
