import { divergenceDue } from './divergence.ts';
import type { ChannelEvent, Inquiry } from './model/event.ts';
import type { FailoverGroup } from './model/group.ts';
import type { ChannelState } from './model/state.ts';
import { runningPipelines } from './on-air.ts';
import { isObsolete } from './timers.ts';
import { transition } from './transition.ts';
import { looksForSwitch, verifyBy } from './verification.ts';

/**
 * What to ask MediaLive before an event is decided on. A healthy channel costs no call; a failover costs one (the second
 * look) besides the switch itself; whatever would rest on an event that may have been lost costs a DescribeChannel.
 */
export function inquiryFor(state: ChannelState, event: ChannelEvent, group: FailoverGroup): Inquiry {
  if (event.answers || isObsolete(state, event)) return { channel: false, alerts: false };
  if (event.type === 'observation') return { channel: true, alerts: true };
  return { channel: mustSeeChannel(state, event, group), alerts: mustSeeAlerts(state, event, group) };
}

function mustSeeAlerts(state: ChannelState, event: ChannelEvent, group: FailoverGroup): boolean {
  if (!group.policy.secondLook) return false;
  const { decisions } = transition(state, event, group);
  return decisions.some(
    ({ rule, outcome, evidence }) => rule === 'failover' && outcome === 'switch' && evidence['attempt'] === 1,
  );
}

function mustSeeChannel(state: ChannelState, event: ChannelEvent, group: FailoverGroup): boolean {
  const turn = { state, event, group, effects: [], decisions: [] };
  const due = divergenceDue(turn);
  const overdue = state.switch !== null && looksForSwitch(event) && event.now >= verifyBy(turn, state.switch);
  const diverged = due !== null && event.now >= due;
  const planDue = state.planned?.accepted === true && event.now >= state.planned.startAt;
  return overdue || diverged || planDue || speaksOfUnknown(state, event);
}

/** The event is of little use before it is known what the pipeline ingests, or whether it runs. */
function speaksOfUnknown(state: ChannelState, event: ChannelEvent): boolean {
  switch (event.type) {
    case 'alert':
      return (
        state.pipelines[event.pipeline].attachment === null ||
        state.pipelines[event.pipeline].running === false
      );
    case 'channel-state':
      return event.state === 'RUNNING';
    case 'command': {
      const running = runningPipelines(state);
      return (
        running.length === 0 || running.some((pipeline) => state.pipelines[pipeline].attachment === null)
      );
    }
    case 'flow-health':
    case 'flow-report':
    case 'input-change':
    case 'observation':
    case 'outcome':
    case 'timer':
      return false;
  }
}
