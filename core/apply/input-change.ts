import { arrive } from '../arrival.ts';
import { latestPossible } from '../health.ts';
import type { InputChangeEvent } from '../model/event.ts';
import type { PipelineState } from '../model/state.ts';
import { record, withState, type Turn } from '../turn.ts';

/** MediaLive says that a pipeline has changed its input: the proof of a switch, ours or somebody else's. */
export function applyInputChange(turn: Turn, change: InputChangeEvent): Turn {
  const { state, group } = turn;
  const pipeline = state.pipelines[change.pipeline];
  const facts = {
    pipeline: change.pipeline,
    attachment: change.attachment,
    action: change.actionName,
    eventTime: new Date(change.at).toISOString(),
  };
  if (datesWhatWasSeen(pipeline, change)) {
    const { notBefore: _, ...known } = pipeline;
    const pipelines = { ...state.pipelines, [change.pipeline]: { ...known, since: change.at } };
    const why = `Pipeline ${change.pipeline} was seen there; now it is known since when.`;
    return record(withState(turn, { pipelines }), 'observation', 'noted', why, facts);
  }
  const { since, arrivedAt = since } = pipeline;
  if (change.at < Math.max(since, arrivedAt) || precedesFirstLook(pipeline, change)) {
    return record(turn, 'stale-evidence', 'none', 'A newer input change of this pipeline is known.', facts);
  }
  if (contradicted(turn, change)) {
    const why = 'MediaLive was asked since, and shows this pipeline elsewhere.';
    return record(turn, 'stale-evidence', 'none', why, facts);
  }
  if (change.attachment === pipeline.attachment && pipeline.running === true) {
    // It may have been away in between: what comes late of that is older than this.
    const pipelines = { ...state.pipelines, [change.pipeline]: { ...pipeline, arrivedAt: change.at } };
    const why = `Pipeline ${change.pipeline} is there already.`;
    return record(withState(turn, { pipelines }), 'observation', 'none', why, facts);
  }
  const moved =
    change.attachment === pipeline.attachment
      ? state
      : arrive(state, group, change.pipeline, {
          attachment: change.attachment,
          since: change.at,
          broughtBy: change.actionName,
        });
  const now = moved.pipelines[change.pipeline];
  const runningAt = Math.max(now.runningAt, change.at);
  const pipelines = { ...moved.pipelines, [change.pipeline]: { ...now, running: true, runningAt } };
  const why = `Pipeline ${change.pipeline} is on "${change.attachment}".`;
  return record({ ...turn, state: { ...moved, pipelines } }, 'observation', 'noted', why, facts);
}

/** Where a look had shown the pipeline already, the event says from when on alerts speak of what is there. */
function datesWhatWasSeen(
  { attachment, since, notBefore }: PipelineState,
  change: InputChangeEvent,
): boolean {
  const within = notBefore !== undefined && change.at > notBefore && change.at < since;
  return within && attachment === change.attachment;
}

/** A first look shows where a pipeline is and not since when: it is younger than the changes before it all the same. */
function precedesFirstLook(
  { attachment, since, runningAt }: PipelineState,
  { at }: InputChangeEvent,
): boolean {
  return attachment !== null && since === 0 && latestPossible(at, Infinity) <= runningAt;
}

/** The look taken for this very decision is younger than the change and shows another input. */
function contradicted({ event }: Turn, change: InputChangeEvent): boolean {
  const seen = event.answers?.channel;
  if (seen === undefined || seen === 'unavailable' || latestPossible(change.at, Infinity) > seen.at) {
    return false;
  }
  const attachment = seen.pipelines[change.pipeline]?.attachment ?? change.attachment;
  return attachment !== change.attachment;
}
