import { afresh, withHealth } from '../arrival.ts';
import type { ChannelStateEvent } from '../model/event.ts';
import { pipelineIds, type Millis, type PipelineId } from '../model/group.ts';
import { healthOf, inputGroupOnAir } from '../on-air.ts';
import { decide, type Turn } from '../turn.ts';

/** What the states of the events say of a pipeline; the others (CREATED, STARTING, DELETING …) say nothing yet. */
const runningBy: Readonly<Record<string, boolean>> = {
  RUNNING: true,
  STOPPING: false,
  STOPPED: false,
  DELETED: false,
};

/** A pipeline, or the whole channel, started or stopped. */
export function absorbChannelState(turn: Turn, change: ChannelStateEvent): Turn {
  const running = runningBy[change.state];
  const facts = {
    state: change.state,
    pipeline: change.pipeline,
    eventTime: new Date(change.at).toISOString(),
  };
  if (running === undefined) {
    return decide(turn, 'observation', 'none', `Channel state ${change.state} changes nothing.`, facts);
  }
  const pipelines = change.pipeline === null ? pipelineIds : [change.pipeline];
  const absorbed = pipelines.reduce((next, pipeline) => setRunning(next, pipeline, running, change.at), turn);
  if (absorbed === turn) {
    return decide(turn, 'observation', 'none', `${change.state} is what is known already.`, facts);
  }
  const why = `${pipelines.length === 1 ? `Pipeline ${pipelines.join()}` : 'The channel'} is ${change.state}.`;
  return decide(absorbed, 'observation', 'noted', why, facts);
}

/** MediaLive's evidence belongs to one run of a pipeline: a stop or a start ends it. News older than what is known is dropped. */
export function setRunning(turn: Turn, pipeline: PipelineId, running: boolean, at: Millis): Turn {
  const { state, group } = turn;
  const known = state.pipelines[pipeline];
  if (known.running === running || at < known.runningAt) return turn;
  const inputGroup = inputGroupOnAir(state, group, pipeline);
  const restarted = known.running !== null;
  // What was raised before a stop was raised in another run, however late it comes.
  const since = restarted && !running ? Math.max(known.since, at) : known.since;
  const ended =
    restarted && inputGroup
      ? withHealth(state, inputGroup.name, pipeline, afresh(healthOf(state, inputGroup.name)[pipeline]))
      : state;
  return {
    ...turn,
    state: {
      ...ended,
      pipelines: { ...ended.pipelines, [pipeline]: { ...known, since, running, runningAt: at } },
    },
  };
}
