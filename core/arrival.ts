import { saysLost } from './flow-evidence.ts';
import type { FailoverGroup, Millis, PipelineId } from './model/group.ts';
import type { ChannelState } from './model/state.ts';
import type { Alarm, PipelineHealth } from './model/health.ts';
import {
  badEvidence,
  isOpen,
  latestPossible,
  mediaConnectEvidence,
  withoutBelied,
  type View,
} from './health.ts';
import { unknownHealth } from './initial-state.ts';
import { healthOf, siteOnAir } from './on-air.ts';

/** Replaces the health record of one site on one pipeline. */
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

/** A pipeline's arrival at another attachment. */
export interface Arrival {
  readonly attachment: string;
  /** When: exactly, or at the latest. */
  readonly since: Millis;
  /** The earliest possible time; left out: `since` is exact. */
  readonly notBefore?: Millis;
  /** The earliest that our own switch can have taken it away from what it was on; left out: `since`. */
  readonly leftFrom?: Millis;
  /** The schedule action that MediaLive names as what brought it there; left out: none. */
  readonly broughtBy?: string | null;
  /** Alarms that are known to be raised on what has arrived. */
  readonly owns?: (id: string, alarm: Alarm) => boolean;
}

/**
 * A pipeline ingests another attachment. The site that leaves keeps its status, because MediaLive stops watching it. The site
 * that arrives starts with what MediaConnect reported. Alarms set after the arrival belong to the site that arrives, even if
 * the arrival is reported late.
 */
export function arrive(
  state: ChannelState,
  group: FailoverGroup,
  pipeline: PipelineId,
  { attachment, since: at, notBefore, leftFrom = at, broughtBy, owns = () => false }: Arrival,
): ChannelState {
  const leaving = siteOnAir(state, group, pipeline);
  const health = leaving ? healthOf(state, leaving.name)[pipeline] : unknownHealth;
  const alarms = Object.entries(health.alarms);
  const isOwn = ([id, alarm]: readonly [string, Alarm]) => raisedAt(alarm) > at || owns(id, alarm);
  const after = alarms.filter(isOwn);
  const before = alarms
    .filter((entry) => !isOwn(entry))
    .map(([id, alarm]) => [id, asLeft(alarm, leftFrom)] as const);
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
  const { running, runningAt, listedAt } = left.pipelines[pipeline];
  const moved: ChannelState = {
    ...left,
    // What was prepared is on air now, or stays prepared for another standby: either way it is to be asked for anew.
    prepared: null,
    pipelines: {
      ...left.pipelines,
      [pipeline]: {
        running,
        runningAt,
        attachment,
        since: at,
        arrivedAt: at,
        ...(listedAt !== undefined && { listedAt }),
        ...(notBefore !== undefined && { notBefore }),
        ...(broughtBy && { broughtBy }),
      },
    },
  };
  const arriving = siteOnAir(moved, group, pipeline);
  if (!arriving) return moved;
  const known = healthOf(moved, arriving.name)[pipeline];
  // Alarms of its own were raised while it was prepared, and stand. Of one that ended on air the SET may still be under way.
  const kept = Object.entries(known.alarms).filter(
    ([, alarm]) => isOpen(alarm) || Number(alarm.clearedAt) > (notBefore ?? at),
  );
  const fresh = afresh(known, Object.fromEntries([...kept, ...after]));
  return withHealth(moved, arriving.name, pipeline, fresh);
}

/** Event time of an alarm's SET; of one that only its CLEARED has told of, of that. */
export function raisedAt({ setAt, clearedAt }: Alarm): Millis {
  return setAt ?? Number(clearedAt);
}

/**
 * Ignores a CLEARED that is dated after the site left the air or its pipeline stopped: MediaLive clears the alerts of inputs
 * that it stops watching, which is not recovery.
 */
export function asLeft(alarm: Alarm, at: Millis): Alarm {
  const bearsOnLeaving = alarm.clearedAt !== null && latestPossible(alarm.clearedAt, Infinity) > at;
  return bearsOnLeaving ? { ...alarm, clearedAt: null } : alarm;
}

/**
 * Everything MediaLive said of a group on a pipeline ends with the pipeline's run or the group's time on air, but for the
 * `alarms` that were raised since.
 */
export function afresh(
  { flow, goodSince, facts, heardAt }: PipelineHealth,
  alarms: Readonly<Record<string, Alarm>>,
): PipelineHealth {
  const good = flow?.connected === true && !Object.values(alarms).some(isOpen);
  return {
    ...unknownHealth,
    flow,
    alarms,
    ...(facts && { facts }),
    ...(heardAt !== undefined && { heardAt }),
    goodSince: good ? (goodSince ?? flow.from) : null,
  };
}

/** The feed has come back since the alarms were raised. Open alarms do not matter then, because MediaLive no longer watches it. */
export function hasComeBack({ flow, unproven, alarms }: PipelineHealth): boolean {
  const open = Object.values(alarms).filter(isOpen);
  return flow?.connected === true && !unproven && open.every(({ setAt }) => setAt < flow.from);
}

/**
 * Down stays down until MediaConnect says otherwise, unless its feed has come back since the alarm: that it was connected
 * all along did not help. Well stays well only where a flow would tell us of its loss. From here on MediaConnect's word
 * counts, also where the policy gave none to it while the group was on air.
 */
function leave(health: PipelineHealth, view: View, watched: boolean, at: Millis): PipelineHealth {
  const bad = badEvidence(health, view);
  const open = Object.values(health.alarms).filter(isOpen);
  const lostAt = open.length === 0 ? {} : { lostAt: Math.max(...open.map(({ setAt }) => setAt)) };
  const left = { ...withoutBelied(health), alarms: {}, ...lostAt };
  const { flow } = left;
  if (flow && hasComeBack(health) && mediaConnectEvidence(health, { ...view, onAir: false }).length === 0) {
    // Where MediaLive was not content with it, MediaConnect alone vouches for it, and that grows old.
    const contentUntil = open.length > 0 ? (health.heardAt ?? flow.from) : at;
    return { ...left, heardAt: contentUntil, goodSince: Math.max(health.goodSince ?? flow.from, flow.from) };
  }
  const confirmed = bad.some(({ confirmedAt }) => confirmedAt <= at);
  // What was about to mend has been down.
  if (
    health.status === 'down' || health.mending ? bad.length > 0 : health.status !== 'suspect' && confirmed
  ) {
    return { ...left, leftDownAt: at, goodSince: null };
  }
  if (bad.length > 0) return { ...left, leftSuspectAt: at, goodSince: null };
  const good = watched && !saysLost(flow) ? health.goodSince : null;
  return { ...left, heardAt: at, goodSince: good };
}
