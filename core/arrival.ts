import type { FailoverGroup, Millis, PipelineId } from './model/group.ts';
import type { ChannelState, PipelineHealth } from './model/state.ts';
import { isOpen } from './health.ts';
import { unknownHealth } from './initial-state.ts';
import { healthOf, inputGroupOnAir } from './on-air.ts';

/** Replaces the health record of one input group on one pipeline. */
export function withHealth(
  state: ChannelState,
  name: string,
  pipeline: PipelineId,
  health: PipelineHealth,
): ChannelState {
  return {
    ...state,
    health: { ...state.health, [name]: { ...healthOf(state, name), [pipeline]: health } },
  };
}

/**
 * A pipeline ingests another attachment from event time `at` on. The group that leaves keeps its verdict, as MediaLive no
 * longer watches it; the group that arrives starts with what MediaConnect said of it.
 */
export function arrive(
  state: ChannelState,
  group: FailoverGroup,
  pipeline: PipelineId,
  attachment: string,
  at: Millis,
): ChannelState {
  const leaving = inputGroupOnAir(state, group, pipeline);
  const left = leaving
    ? withHealth(
        state,
        leaving.name,
        pipeline,
        leave(healthOf(state, leaving.name)[pipeline], leaving.flows[pipeline] !== undefined, at),
      )
    : state;
  const moved: ChannelState = {
    ...left,
    pipelines: { ...left.pipelines, [pipeline]: { ...left.pipelines[pipeline], attachment, since: at } },
  };
  const arriving = inputGroupOnAir(moved, group, pipeline);
  return arriving
    ? withHealth(moved, arriving.name, pipeline, afresh(healthOf(moved, arriving.name)[pipeline]))
    : moved;
}

/** Everything MediaLive said of a group on a pipeline ends with the pipeline's run or the group's time on air. */
export function afresh({ flow, goodSince }: PipelineHealth): PipelineHealth {
  const connected = flow?.connected === true;
  return { ...unknownHealth, flow, goodSince: connected ? (goodSince ?? flow.from) : null };
}

/**
 * Down stays down until MediaConnect says otherwise, unless it has said so since the alarm. Well stays well only where a
 * flow would tell us of its loss.
 */
function leave(health: PipelineHealth, watched: boolean, at: Millis): PipelineHealth {
  const { flow } = health;
  const open = Object.values(health.alarms).filter(isOpen);
  const back = flow?.connected === true && open.every(({ setAt }) => setAt !== null && setAt <= flow.at);
  if (health.status === 'down' && !back) return { ...health, alarms: {}, leftDownAt: at, goodSince: null };
  if (back) return { ...health, alarms: {}, goodSince: health.goodSince ?? flow.from };
  return { ...health, alarms: {}, goodSince: watched ? health.goodSince : null };
}
