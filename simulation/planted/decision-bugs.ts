import { pipelineIds } from '../../core/model/group.ts';
import type { FailoverGroup } from '../../core/model/group.ts';
import type { ChannelState } from '../../core/model/state.ts';
import type { Decider } from '../../control/loop/deps.ts';
import type { PlantedBug } from './planted-bug.ts';
import { withoutTargets } from './overlooked.ts';

/** Mistakes in choosing and in following up. */
export const decisionBugs: readonly PlantedBug[] = [
  {
    name: 'a disabled site is chosen',
    promise: 5,
    decider: withGroup((group) => ({
      ...group,
      sites: group.sites.map((site) => ({ ...site, available: true })),
    })),
  },
  {
    name: 'a failover that had no target is never tried again',
    promise: 6,
    decider: ({ inquiryFor, transition }) => ({
      inquiryFor,
      transition: (state, event, group) => {
        const after = transition(state, event, group);
        const gaveUp = state.incident?.reason === 'no-target' || state.incident?.reason === 'budget';
        const switches = after.decisions.some(
          ({ rule, outcome }) => rule === 'failover' && outcome === 'switch',
        );
        return gaveUp && switches ? transition(state, event, withoutTargets(group)) : after;
      },
    }),
  },
  {
    name: 'a hold is overlooked',
    promise: 7,
    decider: ({ inquiryFor, transition }) => ({
      inquiryFor,
      transition: (state, event, group) => {
        const after = transition({ ...state, hold: null }, event, { ...group, hold: null });
        return { ...after, state: { ...after.state, hold: after.state.hold ?? state.hold } };
      },
    }),
  },
  {
    name: 'a switch is done when the first pipeline has arrived',
    promise: 9,
    decider: ({ inquiryFor, transition }) => ({
      inquiryFor,
      transition: (state, event, group) => {
        const target = group.sites.find(({ name }) => name === state.switch?.to)?.attachment;
        const arrived = pipelineIds.some((pipeline) => state.pipelines[pipeline].attachment === target);
        return transition(target !== undefined && arrived ? allOn(state, target) : state, event, group);
      },
    }),
  },
  {
    name: 'pipelines that are apart are left apart',
    promise: 10,
    decider: withGroup((group) => ({ ...group, policy: { ...group.policy, divergenceMs: Infinity } })),
  },
  {
    name: 'what an operator has moved is taken for automation’s own',
    promise: 11,
    decider: ({ inquiryFor, transition }) => ({
      inquiryFor,
      transition: (state, event, group) => {
        const after = transition(state, event, group);
        const intended = after.state.intended && ({ ...after.state.intended, by: 'automation' } as const);
        return { ...after, state: { ...after.state, intended } };
      },
    }),
  },
];

function withGroup(change: (group: FailoverGroup) => FailoverGroup): (core: Decider) => Decider {
  return ({ inquiryFor, transition }) => ({
    inquiryFor,
    transition: (state, event, group) => transition(state, event, change(group)),
  });
}

function allOn(state: ChannelState, attachment: string): ChannelState {
  const { '0': first, '1': second } = state.pipelines;
  return { ...state, pipelines: { '0': { ...first, attachment }, '1': { ...second, attachment } } };
}
