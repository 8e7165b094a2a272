import { arrive, type Arrival } from '../arrival.ts';
import { eventResolutionMs } from '../health.ts';
import type { ChannelSnapshot, PipelineSnapshot } from '../model/event.ts';
import { pipelineIds, type Millis, type PipelineId } from '../model/group.ts';
import type { ChannelState, Switch } from '../model/state.ts';
import { siteNamed, runningPipelines } from '../on-air.ts';
import { minimumLeadMs } from '../schedule-limits.ts';
import { record, type Turn } from '../turn.ts';
import { stillActive } from './alerts-answer.ts';
import { setRunning } from './channel-state.ts';

/** States in which DescribeChannel says for certain that nothing runs. */
const stoppedStates: ReadonlySet<string> = new Set([
  'IDLE',
  'STOPPING',
  'DELETING',
  'DELETED',
  'CREATE_FAILED',
  'UPDATE_FAILED',
]);

/** What DescribeChannel showed: it corrects whatever events, which are delivered at best effort, have failed to say. */
export function applyChannelAnswer(turn: Turn, snapshot: ChannelSnapshot): Turn {
  if (snapshot.state !== 'RUNNING' && snapshot.state !== 'RECOVERING' && !stoppedStates.has(snapshot.state)) {
    return record(
      turn,
      'observation',
      'none',
      `The channel is ${snapshot.state}: nothing certain to see yet.`,
    );
  }
  if (snapshot.state === 'RUNNING' && Object.keys(snapshot.pipelines).length === 0) {
    const why = 'The channel is RUNNING and describes no pipeline: nothing certain to see yet.';
    return record(turn, 'observation', 'none', why);
  }
  return pipelineIds.reduce((next, pipeline) => applyPipeline(next, pipeline, snapshot), turn);
}

/** From when on a look is the younger: an event's time is a whole second and means any moment of it, another look's is exact. */
function settledAfter(at: Millis): Millis {
  return at % eventResolutionMs === 0 ? at + eventResolutionMs : at;
}

function applyPipeline(turn: Turn, pipeline: PipelineId, snapshot: ChannelSnapshot): Turn {
  const seen = snapshot.pipelines[pipeline];
  const known = turn.state.pipelines[pipeline];
  const running = seen !== undefined;
  const news = running !== known.running && snapshot.at >= settledAfter(known.runningAt);
  const next = news ? setRunning(turn, pipeline, running, snapshot.at) : turn;
  const attachment = seen?.attachment ?? null;
  const younger = snapshot.at >= known.since + eventResolutionMs;
  if (!seen || attachment === null || attachment === known.attachment || !younger) return next;
  const arrival = {
    attachment,
    broughtBy: seen.actionName,
    ...onAirSince(turn, pipeline, seen, snapshot.at),
  };
  const owns = listedSince(turn, pipeline, arrival.notBefore ?? Infinity);
  const moved = { ...next, state: arrive(next.state, turn.group, pipeline, { ...arrival, owns }) };
  const why = `MediaLive shows pipeline ${pipeline} on "${attachment}", which no event had said.`;
  return record(moved, 'observation', 'noted', why, { pipeline, attachment, before: known.attachment });
}

/**
 * When the attachment seen went on air, as far as can be told: all evidence counts where nothing was known before; what a
 * pipeline is found on after a stop, it has been on since; both pipelines change at one instant (UG/sched-how-actions-work),
 * so the other one may know; and our own switch, or a plan whose time has come, has its time, unless MediaLive names another action as the one in force
 * (DescribeChannel, PipelineDetails.ActiveInputSwitchActionName): then it was there before. Otherwise it was at some time
 * between the last change that is known and the look.
 */
function onAirSince(
  { state, group }: Turn,
  pipeline: PipelineId,
  { attachment, actionName }: PipelineSnapshot,
  seenAt: Millis,
): Pick<Arrival, 'since' | 'notBefore' | 'leftFrom'> {
  const known = state.pipelines[pipeline];
  if (known.attachment === null) return { since: known.since };
  if (known.running === false) return { since: known.runningAt };
  const planned = state.planned !== null && state.planned.startAt <= seenAt ? state.planned : null;
  const pending = state.switch ?? planned;
  const target = siteNamed(group, pending?.to ?? '');
  const byOurs = pending?.actionName.startsWith(actionName ?? '') === true;
  const isNamed = pending?.actionName === actionName;
  if (byOurs && target?.attachment === attachment) {
    return {
      since: Math.min(pending.startAt, seenAt),
      // Not known to be accepted, its time may have been put off since; an earlier try has a time of its own.
      ...((!isNamed || !pending.accepted) && { notBefore: Math.max(known.since, pending.requestedAt) }),
      leftFrom: isNamed ? earliestStart(state, pending) : pending.requestedAt,
    };
  }
  const { attachment: otherOn, ...other } = state.pipelines[pipeline === '0' ? '1' : '0'];
  if (otherOn === attachment && other.since > known.since) {
    return { since: other.since, ...(other.notBefore !== undefined && { notBefore: other.notBefore }) };
  }
  return { since: seenAt, notBefore: known.since };
}

/** An immediate switch waits for nobody where one pipeline runs: it may have been carried out as soon as it was asked for. */
function earliestStart(
  state: ChannelState,
  { requestedAt, startAt }: Pick<Switch, 'requestedAt' | 'startAt'>,
): Millis {
  const immediate = startAt < requestedAt + minimumLeadMs;
  return immediate && runningPipelines(state).length < pipelineIds.length ? requestedAt : startAt;
}

/** Alarms that MediaLive, asked at the same time, shows as active: what it shows is of what it ingests. */
function listedSince({ event }: Turn, pipeline: PipelineId, from: Millis): NonNullable<Arrival['owns']> {
  const alerts = event.answers?.alerts;
  if (alerts === undefined || alerts === 'unavailable') return () => false;
  const active = alerts.filter((alert) => alert.pipeline === pipeline && alert.setAt > from);
  return (id, alarm) => stillActive(active, id, alarm);
}
