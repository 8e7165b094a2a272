import type { FailoverGroup, Millis, PipelineId } from './model/group.ts';
import type { Alarm, ChannelState, PipelineHealth } from './model/state.ts';
import { badEvidence, isOpen, type View } from './health.ts';
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
 * longer watches it; the group that arrives starts with what MediaConnect said of it. Alarms set after `at` were raised on
 * the group that arrives, however late its arrival is heard of.
 */
export function arrive(
  state: ChannelState,
  group: FailoverGroup,
  pipeline: PipelineId,
  attachment: string,
  at: Millis,
): ChannelState {
  const leaving = inputGroupOnAir(state, group, pipeline);
  const health = leaving ? healthOf(state, leaving.name)[pipeline] : unknownHealth;
  const alarms = Object.entries(health.alarms);
  const before = alarms.filter(([, alarm]) => lastSaidAt(alarm) <= at);
  const after = alarms.filter(([, alarm]) => lastSaidAt(alarm) > at);
  const own = { ...health, alarms: Object.fromEntries(before) };
  const watched = leaving?.flows[pipeline] !== undefined;
  const left = leaving
    ? withHealth(
        state,
        leaving.name,
        pipeline,
        leave(own, { policy: group.policy, onAir: true }, watched, at),
      )
    : state;
  const moved: ChannelState = {
    ...left,
    pipelines: { ...left.pipelines, [pipeline]: { ...left.pipelines[pipeline], attachment, since: at } },
  };
  const arriving = inputGroupOnAir(moved, group, pipeline);
  if (!arriving) return moved;
  const fresh = afresh(healthOf(moved, arriving.name)[pipeline]);
  const goodSince = after.some(([, alarm]) => isOpen(alarm)) ? null : fresh.goodSince;
  return withHealth(moved, arriving.name, pipeline, {
    ...fresh,
    alarms: Object.fromEntries(after),
    goodSince,
  });
}

/** Event time of the last word on an alarm; of an open one, its SET. */
function lastSaidAt({ setAt, clearedAt }: Alarm): Millis {
  return Math.max(setAt ?? 0, clearedAt ?? 0);
}

/** Everything MediaLive said of a group on a pipeline ends with the pipeline's run or the group's time on air. */
export function afresh({ flow, goodSince }: PipelineHealth): PipelineHealth {
  const connected = flow?.connected === true;
  return { ...unknownHealth, flow, goodSince: connected ? (goodSince ?? flow.from) : null };
}

/**
 * Down stays down until MediaConnect says otherwise, unless its feed has come back since the alarm: that it was connected
 * all along did not help. Well stays well only where a flow would tell us of its loss.
 */
function leave(health: PipelineHealth, view: View, watched: boolean, at: Millis): PipelineHealth {
  const { flow } = health;
  const open = Object.values(health.alarms).filter(isOpen);
  const back = flow?.connected === true && open.every(({ setAt }) => setAt < flow.from);
  if (back) return { ...health, alarms: {}, goodSince: Math.max(health.goodSince ?? flow.from, flow.from) };
  if (health.status === 'down' && badEvidence(health, view).length > 0) {
    return { ...health, alarms: {}, leftDownAt: at, goodSince: null };
  }
  return { ...health, alarms: {}, goodSince: watched ? goodForStandby(health) : null };
}

/** From here on MediaConnect's word counts, also where the policy gave none to it while the group was on air. */
function goodForStandby({ flow, goodSince }: PipelineHealth): Millis | null {
  if (flow === null || goodSince === null) return goodSince;
  return flow.connected ? Math.max(goodSince, flow.from) : null;
}
