import { arrive } from '../arrival.ts';
import type { InputChangeEvent } from '../model/event.ts';
import { decide, type Turn } from '../turn.ts';

/** MediaLive says that a pipeline has changed its input: the proof of a switch, ours or somebody else's. */
export function absorbInputChange(turn: Turn, change: InputChangeEvent): Turn {
  const { state, group } = turn;
  const pipeline = state.pipelines[change.pipeline];
  const facts = { pipeline: change.pipeline, attachment: change.attachment, action: change.actionName };
  if (change.at < pipeline.since) {
    return decide(turn, 'stale-evidence', 'none', 'A newer input change of this pipeline is known.', facts);
  }
  if (change.attachment === pipeline.attachment && pipeline.running === true) {
    return decide(turn, 'observation', 'none', `Pipeline ${change.pipeline} is there already.`, facts);
  }
  const moved =
    change.attachment === pipeline.attachment
      ? state
      : arrive(state, group, change.pipeline, change.attachment, change.at);
  const now = moved.pipelines[change.pipeline];
  const runningAt = pipeline.running === true ? now.runningAt : Math.max(now.runningAt, change.at);
  const pipelines = { ...moved.pipelines, [change.pipeline]: { ...now, running: true, runningAt } };
  const why = `Pipeline ${change.pipeline} is on "${change.attachment}".`;
  return decide({ ...turn, state: { ...moved, pipelines } }, 'observation', 'noted', why, facts);
}
