import { afresh, asLeft, hasComeBack, raisedAt, withHealth } from '../arrival.ts';
import { isVouchedFor, withoutBelied } from '../health.ts';
import type { ChannelStateEvent } from '../model/event.ts';
import { pipelineIds, type Millis, type PipelineId } from '../model/group.ts';
import { healthOf, siteOnAir } from '../on-air.ts';
import { record, withState, type Turn } from '../turn.ts';

/** What the states of the events say of a pipeline; the others (CREATED, STARTING, DELETING …) say nothing yet. */
const runningBy: Readonly<Record<string, boolean>> = {
  RUNNING: true,
  STOPPING: false,
  STOPPED: false,
  DELETED: false,
};

/** A pipeline, or the whole channel, started or stopped. */
export function applyChannelState(turn: Turn, change: ChannelStateEvent): Turn {
  const running = runningBy[change.state];
  const facts = {
    state: change.state,
    pipeline: change.pipeline,
    eventTime: new Date(change.at).toISOString(),
  };
  if (running === undefined) {
    return record(turn, 'observation', 'none', `Channel state ${change.state} changes nothing.`, facts);
  }
  const pipelines = change.pipeline === null ? pipelineIds : [change.pipeline];
  const applied = pipelines.reduce((next, pipeline) => setRunning(next, pipeline, running, change.at), turn);
  const news = pipelines.some(
    (id) => applied.state.pipelines[id].running !== turn.state.pipelines[id].running,
  );
  if (!news) {
    return record(applied, 'observation', 'none', `${change.state} is what is known already.`, facts);
  }
  const why = `${pipelines.length === 1 ? `Pipeline ${pipelines.join()}` : 'The channel'} is ${change.state}.`;
  return record(applied, 'observation', 'noted', why, facts);
}

/**
 * A pipeline runs, or does not, as of `at`. What is known already is news all the same: between two stops there was a start
 * that has not been heard of, and a stop that is older than a start, however late it comes, does not undo it.
 */
export function setRunning(turn: Turn, pipeline: PipelineId, running: boolean, at: Millis): Turn {
  const { state } = running ? turn : endRun(turn, pipeline, at);
  const known = state.pipelines[pipeline];
  if (at < known.runningAt) return { ...turn, state };
  const pipelines = { ...state.pipelines, [pipeline]: { ...known, running, runningAt: at } };
  return withState(turn, { ...state, pipelines });
}

/**
 * MediaLive's evidence belongs to one run of a pipeline: what was raised up to a stop is over with it, whether it has been
 * heard of before or is yet to come.
 */
function endRun(turn: Turn, pipeline: PipelineId, at: Millis): Turn {
  const { state, group } = turn;
  const { notBefore: _, ...run } = state.pipelines[pipeline];
  if (at <= run.since) return turn;
  const pipelines = { ...state.pipelines, [pipeline]: { ...run, since: at } };
  const stopped = withoutPrepared(withState(turn, { pipelines, prepared: null }), pipeline, at);
  const site = siteOnAir(state, group, pipeline);
  if (!site) return stopped;
  const health = healthOf(state, site.name)[pipeline];
  const later = Object.entries(health.alarms).filter(([, alarm]) => raisedAt(alarm) > at);
  // That its feed was connected all the same did not help before, and proves nothing after.
  const isBad = health.status === 'down' || health.status === 'suspect';
  const wasBad = health.goodSince === null && isBad && !hasComeBack(health);
  const ended = Object.entries(health.alarms).map(([id, alarm]) => [id, asLeft(alarm, at)] as const);
  const known = withoutBelied({ ...health, alarms: Object.fromEntries(ended) });
  const begun = afresh(known, Object.fromEntries(later));
  const fresh = wasBad ? { ...begun, goodSince: null, unproven: true as const } : begun;
  return { ...stopped, state: withHealth(stopped.state, site.name, pipeline, fresh) };
}

/** With the run ends what MediaLive raised on an input that it prepared: MediaConnect alone speaks of it from then on. */
function withoutPrepared(turn: Turn, pipeline: PipelineId, at: Millis): Turn {
  const onAir = siteOnAir(turn.state, turn.group, pipeline)?.name;
  const standbys = turn.group.sites.filter(({ name }) => name !== onAir);
  return standbys.reduce((next, { name }) => {
    const health = healthOf(next.state, name)[pipeline];
    const alarms = Object.entries(health.alarms).filter(([, alarm]) => raisedAt(alarm) > at);
    if (alarms.length === Object.keys(health.alarms).length) return next;
    const goodSince = health.goodSince ?? (isVouchedFor(health) ? at : null);
    const fresh = { ...health, alarms: Object.fromEntries(alarms), goodSince };
    return { ...next, state: withHealth(next.state, name, pipeline, fresh) };
  }, turn);
}
