import type { ChannelSnapshot } from '../../core/model/event.ts';
import { pipelineIds, type FailoverGroup, type Windows } from '../../core/model/group.ts';
import type { ChannelState } from '../../core/model/state.ts';
import type { PipelineHealth } from '../../core/model/health.ts';
import type { Decider } from '../../control/loop/deps.ts';
import { passing } from './overlooked.ts';
import type { PlantedBug } from './planted-bug.ts';

/** Mistakes about what is true of a site, and about what may be done on it. */
export const truthBugs: readonly PlantedBug[] = [
  {
    name: 'what MediaConnect says of a standby is not looked at',
    promise: 'standby',
    decider: ({ inquiryFor, transition }) => ({
      inquiryFor,
      transition: (state, event, group) => {
        const after = transition(blindTo(state, group), event, group);
        return after;
      },
    }),
  },
  {
    name: 'news that a site is back is lost',
    promise: 'refused',
    decider: ({ inquiryFor, transition }) => ({
      inquiryFor,
      transition: (state, event, group) =>
        transition(state, event.type === 'flow-health' && event.connected ? passing(event) : event, group),
    }),
  },
  {
    name: 'a plan is not judged again',
    promise: 'plan',
    decider: ({ inquiryFor, transition }) => ({
      inquiryFor,
      transition: (state, event, group) => {
        const planned = state.planned && ({ ...state.planned, force: true } as const);
        return transition({ ...state, planned }, event, group);
      },
    }),
  },
  {
    name: 'a cancellation is not carried out',
    promise: 'cancelled',
    deps: (deps) => ({
      ...deps,
      mediaLive: { ...deps.mediaLive, cancelSwitch: () => Promise.resolve({ type: 'accepted' }) },
    }),
  },
  {
    name: 'nobody asks before a failover',
    promise: 'asked',
    decider: ({ inquiryFor, transition }) => ({
      inquiryFor: (...given) => ({ ...inquiryFor(...given), alerts: false }),
      transition,
    }),
  },
  {
    name: 'pipelines are put together by what was heard of them',
    promise: 'asked',
    decider: ({ inquiryFor, transition }) => ({
      inquiryFor,
      transition: (state, event, group) => {
        const seen = event.answers?.channel;
        const unasked = state.divergedSince !== null && typeof seen !== 'object';
        const answers = { ...event.answers, channel: believed(state, event.now) };
        return transition(state, unasked ? { ...event, answers } : event, group);
      },
    }),
  },
  {
    name: 'the shortest clear window counts',
    promise: 'windows',
    decider: withPolicy(({ policy }) => {
      const all = [policy.flow, ...Object.values(policy.alerts), ...Object.values(policy.contentQuality)];
      const clearMs = Math.min(...all.map((windows) => windows.clearMs));
      const shorter = (windows: Readonly<Record<string, Windows>>) =>
        Object.fromEntries(Object.entries(windows).map(([name, given]) => [name, { ...given, clearMs }]));
      return {
        ...policy,
        flow: { ...policy.flow, clearMs },
        alerts: shorter(policy.alerts),
        contentQuality: shorter(policy.contentQuality),
      };
    }),
  },
  {
    name: 'there is no last resort',
    promise: 'last resort',
    decider: withPolicy(({ policy }) => ({ ...policy, lastResortMs: null })),
  },
  {
    name: 'failback does not look at the clock',
    promise: 'windows',
    decider: withPolicy(({ policy }) => {
      const { mode, stableMs } = policy.failback;
      return { ...policy, failback: { mode, stableMs } };
    }),
  },
];

function withPolicy(change: (group: FailoverGroup) => FailoverGroup['policy']): (core: Decider) => Decider {
  return ({ inquiryFor, transition }) => ({
    inquiryFor: (state, event, group) => inquiryFor(state, event, { ...group, policy: change(group) }),
    transition: (state, event, group) => transition(state, event, { ...group, policy: change(group) }),
  });
}

/** The state as if MediaConnect had said nothing bad of what is not on air. */
function blindTo(state: ChannelState, group: FailoverGroup): ChannelState {
  const health = Object.entries(state.health).map(([name, known]) => {
    const attachment = group.sites.find((site) => site.name === name)?.attachment;
    const forget = (id: '0' | '1'): PipelineHealth => {
      const { facts: _, ...rest } = known[id];
      if (state.pipelines[id].attachment === attachment) return known[id];
      return { ...rest, flow: rest.flow && { ...rest.flow, connected: true } };
    };
    return [name, { '0': forget('0'), '1': forget('1') }] as const;
  });
  return { ...state, health: Object.fromEntries(health) };
}

/** What DescribeChannel would show if everything was as is believed. */
function believed({ pipelines }: ChannelState, at: number): ChannelSnapshot {
  const shown = pipelineIds
    .filter((id) => pipelines[id].running === true)
    .map((id) => [id, { attachment: pipelines[id].attachment, actionName: null }] as const);
  return { at, state: 'RUNNING', pipelines: Object.fromEntries(shown) };
}
