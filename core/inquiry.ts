import { siteNamedIn } from './alerts.ts';
import { mustSeeDivergence } from './divergence.ts';
import { latestPossible } from './health.ts';
import type {
  AlertEvent,
  ChannelEvent,
  ChannelStateEvent,
  InputChangeEvent,
  Inquiry,
  ObservationEvent,
} from './model/event.ts';
import type { FailoverGroup } from './model/group.ts';
import type { ChannelState } from './model/state.ts';
import { runningPipelines } from './on-air.ts';
import { isObsolete } from './timers.ts';
import { transition } from './transition.ts';
import { looksForSwitch, verifyBy } from './verification.ts';

/**
 * What is still to be asked of MediaLive before an event is decided on. A healthy channel costs no call; a failover costs one
 * (the second look) besides the switch itself; whatever would rest on an event that may have been lost costs a DescribeChannel.
 * What DescribeChannel shows may call for the alerts: so it is asked again with each answer, until nothing is left to ask.
 */
export function inquiryFor(state: ChannelState, event: ChannelEvent, group: FailoverGroup): Inquiry {
  if (isObsolete(state, event)) return { channel: false, alerts: false };
  if (event.type === 'observation') return inquiryForLook(state, event, group);
  const { answers } = event;
  return {
    channel: answers?.channel === undefined && mustSeeChannel(state, event, group),
    alerts: answers?.alerts === undefined && mustSeeAlerts(state, event, group),
  };
}

/** A look asks what it is for. Before it changes the schedule, both questions are asked, whichever it was for. */
function inquiryForLook(
  state: ChannelState,
  event: ChannelEvent & ObservationEvent,
  group: FailoverGroup,
): Inquiry {
  const { answers } = event;
  const ask = event.ask ?? { channel: !answers, alerts: !answers };
  const lacksChannel = answers?.channel === undefined;
  const lacksAlerts = answers?.alerts === undefined;
  const both = { channel: true, alerts: true };
  if (lacksChannel && ask.channel && lacksAlerts && ask.alerts) return both;
  if (restsOnCarried(state, event, group)) return both;
  const acts = (lacksChannel || lacksAlerts) && changesSchedule(state, event, group);
  return {
    channel: lacksChannel && (ask.channel || acts || mustSeeChannel(state, event, group)),
    alerts: lacksAlerts && (ask.alerts || acts || mustSeeAlerts(state, event, group)),
  };
}

/**
 * The second look: before a failover, and before people are told that one is prevented. Also for an alert of the second in
 * which its pipeline arrived: only MediaLive knows of which input it is.
 */
function mustSeeAlerts(state: ChannelState, event: ChannelEvent, group: FailoverGroup): boolean {
  if (!group.policy.secondLook) return false;
  if (event.type === 'alert' && event.alarmState === 'set' && isOfArrival(state, event)) return true;
  const { decisions } = transition(state, event, group);
  return decisions.some(
    ({ rule, outcome, evidence }) =>
      (outcome === 'prevented' && evidence['lost'] === true) ||
      ((rule === 'failover' || rule === 'last-resort') && outcome === 'switch' && evidence['attempt'] === 1),
  );
}

/** The alert is of an input that is neither on air, as far as is known, nor prepared: a change may not have been heard of. */
function namesAnother(
  { pipelines, prepared }: ChannelState,
  { at, message, pipeline, alarmState }: AlertEvent,
  group: FailoverGroup,
): boolean {
  const named = siteNamedIn(message, group);
  const { attachment, since } = pipelines[pipeline];
  const other = named !== null && named.attachment !== attachment && named.name !== prepared?.site;
  return other && alarmState === 'set' && at > since;
}

/** It is of the second in which its pipeline arrived at what it is on: its time does not say which of the two was the later. */
function isOfArrival({ pipelines }: ChannelState, { at, pipeline }: AlertEvent | InputChangeEvent): boolean {
  const { since, running } = pipelines[pipeline];
  return running === true && at <= since && latestPossible(at, Infinity) > since;
}

function mustSeeChannel(state: ChannelState, event: ChannelEvent, group: FailoverGroup): boolean {
  const turn = { state, event, group, effects: [], decisions: [] };
  const overdue = state.switch !== null && looksForSwitch(event) && event.now >= verifyBy(turn, state.switch);
  const diverged = mustSeeDivergence(turn);
  const planDue = state.planned?.accepted === true && event.now >= state.planned.startAt;
  return overdue || diverged || planDue || speaksOfUnknown(state, event, group);
}

/** MediaLive was asked after the start, for the other pipeline: what runs, and on what, is known. */
function isSeenSince({ pipelines }: ChannelState, { at, pipeline }: ChannelStateEvent): boolean {
  const started = pipeline === null ? Object.values(pipelines) : [pipelines[pipeline]];
  return started.every(
    ({ running, runningAt, attachment }) => running === true && attachment !== null && runningAt > at,
  );
}

/**
 * What a message carries is evidence and no proof, as others may have written it: nothing is put into MediaLive's schedule, or
 * taken out of it, before MediaLive has been asked in the same decision.
 */
function restsOnCarried(state: ChannelState, event: ChannelEvent, group: FailoverGroup): boolean {
  return event.answers?.askedAt === undefined && changesSchedule(state, event, group);
}

function changesSchedule(state: ChannelState, event: ChannelEvent, group: FailoverGroup): boolean {
  const { effects } = transition(state, event, group);
  return effects.some(({ type }) => type === 'schedule-switch' || type === 'cancel-switch');
}

/** The event is of little use before it is known what the pipeline ingests, or whether it runs. */
function speaksOfUnknown(state: ChannelState, event: ChannelEvent, group: FailoverGroup): boolean {
  switch (event.type) {
    case 'alert': {
      const { attachment, running } = state.pipelines[event.pipeline];
      return attachment === null || running === false || namesAnother(state, event, group);
    }
    case 'channel-state':
      return event.state === 'RUNNING' && !isSeenSince(state, event);
    case 'command': {
      const running = runningPipelines(state);
      return (
        running.length === 0 || running.some((pipeline) => state.pipelines[pipeline].attachment === null)
      );
    }
    case 'input-change':
      return isOfArrival(state, event) && event.attachment !== state.pipelines[event.pipeline].attachment;
    case 'flow-health':
    case 'flow-report':
    case 'observation':
    case 'outcome':
    case 'timer':
      return false;
  }
}
