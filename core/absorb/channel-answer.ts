import { arrive } from '../arrival.ts';
import type { ChannelSnapshot } from '../model/event.ts';
import { pipelineIds, type Millis, type PipelineId } from '../model/group.ts';
import { inputGroupNamed } from '../on-air.ts';
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
  const at = onAirSince(turn, pipeline, attachment, snapshot.at);
  const moved = { ...next, state: arrive(next.state, turn.group, pipeline, attachment, at) };
  const why = `MediaLive shows pipeline ${pipeline} on "${attachment}", which no event had said.`;
  return decide(moved, 'observation', 'noted', why, { pipeline, attachment, before: known.attachment });
}

/**
 * When the attachment seen went on air, as far as can be told: all evidence counts where nothing was known before; our own
 * switch has its time; both pipelines change at one instant (UG/sched-how-actions-work), so the other one may know; and what
 * a pipeline is found on after a stop, it has been on since. The moment of the look is the latest there is: an alert raised
 * before it would be taken for one on the input before.
 */
function onAirSince(
  { state, group }: Turn,
  pipeline: PipelineId,
  attachment: string,
  seenAt: Millis,
): Millis {
  const known = state.pipelines[pipeline];
  const target = inputGroupNamed(group, state.switch?.to ?? '');
  if (state.switch && target?.attachment === attachment) return Math.min(state.switch.startAt, seenAt);
  const other = state.pipelines[pipeline === '0' ? '1' : '0'];
  if (other.attachment === attachment && other.since > known.since) return other.since;
  if (known.attachment === null) return 0;
  return known.running === false ? known.runningAt : seenAt;
}
