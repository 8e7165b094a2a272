import { arrive } from '../arrival.ts';
import type { ChannelSnapshot } from '../model/event.ts';
import { pipelineIds, type Millis, type PipelineId } from '../model/group.ts';
import { decide, type Turn } from '../turn.ts';
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

/** An input change is known to the second only: a snapshot less than a second younger may have been taken before it. */
const eventResolutionMs = 1000;

/** What DescribeChannel showed: it corrects whatever events, which are delivered at best effort, have failed to say. */
export function absorbChannelAnswer(turn: Turn, snapshot: ChannelSnapshot): Turn {
  if (snapshot.state !== 'RUNNING' && snapshot.state !== 'RECOVERING' && !stoppedStates.has(snapshot.state)) {
    return decide(
      turn,
      'observation',
      'none',
      `The channel is ${snapshot.state}: nothing certain to see yet.`,
    );
  }
  return pipelineIds.reduce((next, pipeline) => absorbPipeline(next, pipeline, snapshot), turn);
}

function absorbPipeline(turn: Turn, pipeline: PipelineId, snapshot: ChannelSnapshot): Turn {
  const seen = snapshot.pipelines[pipeline];
  const known = turn.state.pipelines[pipeline];
  const settled = snapshot.at >= known.runningAt + eventResolutionMs;
  const next = settled ? setRunning(turn, pipeline, seen !== undefined, snapshot.at) : turn;
  const attachment = seen?.attachment ?? null;
  const younger = snapshot.at >= known.since + eventResolutionMs;
  if (attachment === null || attachment === known.attachment || !younger) return next;
  const at = onAirSince(turn, attachment, snapshot.at);
  const moved = { ...next, state: arrive(next.state, turn.group, pipeline, attachment, at) };
  const why = `MediaLive shows pipeline ${pipeline} on "${attachment}", which no event had said.`;
  return decide(moved, 'observation', 'noted', why, { pipeline, attachment, before: known.attachment });
}

/** When the attachment seen went on air, as far as can be told: all evidence counts where nothing was known before. */
function onAirSince(turn: Turn, attachment: string, seenAt: Millis): Millis {
  const { state, group } = turn;
  if (Object.values(state.pipelines).every((pipeline) => pipeline.attachment === null)) return 0;
  const target = group.inputGroups.find((inputGroup) => inputGroup.name === state.switch?.to);
  const ours = state.switch !== null && target?.attachment === attachment;
  return ours ? Math.min(state.switch.startAt, seenAt) : seenAt;
}
