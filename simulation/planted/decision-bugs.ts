import { pipelineIds } from '../../core/model/group.ts';
import type { FailoverGroup } from '../../core/model/group.ts';
import type { ChannelState } from '../../core/model/state.ts';
import type { Decider } from '../../lambdas/shared/decide/decider.ts';
import type { PlantedBug } from './planted-bug.ts';
import { withoutTargets } from './overlooked.ts';

/** Mistakes in choosing and in following up. */
export const decisionBugs: readonly PlantedBug[] = [
  {
    name: 'a disabled site is chosen',
    breaks: 'the target is available and well',
    decider: withGroup((group) => ({
      ...group,
      inputGroups: group.inputGroups.map((inputGroup) => ({ ...inputGroup, available: true })),
    })),
  },
  {
    name: 'a failover that had no target is never tried again',
    breaks: 'no target: stay, tell, and act as soon as there is one',
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
    breaks: 'nothing automatic under a hold',
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
    breaks: 'a switch is done when every running pipeline shows the target',
    decider: ({ inquiryFor, transition }) => ({
      inquiryFor,
      transition: (state, event, group) => {
        const target = group.inputGroups.find(({ name }) => name === state.switch?.to)?.attachment;
        const arrived = pipelineIds.some((pipeline) => state.pipelines[pipeline].attachment === target);
        return transition(target !== undefined && arrived ? allOn(state, target) : state, event, group);
      },
    }),
  },
  {
    name: 'pipelines that are apart are left apart',
    breaks: 'a divergence is told of and mended',
    decider: withGroup((group) => ({ ...group, policy: { ...group.policy, divergenceMs: Infinity } })),
  },
  {
    name: 'what an operator has moved is taken for automation’s own',
    breaks: 'what an operator did is adopted, never fought',
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
