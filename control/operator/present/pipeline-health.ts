import { isUndecided } from '../../../core/flow-evidence.ts';
import { isOpen } from '../../../core/health.ts';
import type { Millis } from '../../../core/model/group.ts';
import type { FlowFacts, PipelineHealth } from '../../../core/model/health.ts';
import type { PipelineHealthView } from '../views.ts';
import { iso } from './time.ts';

/**
 * What is known of one site on one pipeline. `listedAt`: when MediaLive last answered for its alerts there, where
 * the group is on air.
 */
export function presentHealth(health: PipelineHealth, listedAt: Millis | undefined): PipelineHealthView {
  const { status, since, alarms, facts } = health;
  const seenAt = lastSeen(health, listedAt);
  return {
    status,
    since: iso(since),
    seenAt: seenAt === null ? null : iso(seenAt),
    flow: flowWord(health),
    flowStatus: facts?.status?.status ?? null,
    remarks: facts ? remarksOf(facts) : [],
    alarms: Object.entries(alarms).flatMap(([alarmId, alarm]) =>
      isOpen(alarm)
        ? [{ alarmId, alertType: alarm.alertType, message: alarm.message, setAt: iso(alarm.setAt) }]
        : [],
    ),
  };
}

function flowWord({ flow }: PipelineHealth): PipelineHealthView['flow'] {
  if (!flow || isUndecided(flow)) return null;
  if (flow.bitrateZero) return 'no bitrate';
  return flow.connected ? 'connected' : 'disconnected';
}

function lastSeen({ heardAt, flow, alarms, facts }: PipelineHealth, listedAt: Millis | undefined) {
  const times = [
    heardAt,
    listedAt,
    flow?.at,
    facts?.status?.at,
    facts?.content?.at,
    facts?.sending?.at,
    ...Object.values(facts?.errors ?? {}).map(({ at }) => at),
    ...Object.values(alarms).flatMap(({ setAt, clearedAt }) => [setAt, clearedAt]),
  ].filter((at) => typeof at === 'number');
  return times.length === 0 ? null : Math.max(...times);
}

function remarksOf({
  content,
  errors,
  maintenanceAt,
  transportErrorsAt,
  sending,
  sources,
}: FlowFacts): string[] {
  const lost = Object.entries(sources ?? {}).filter(([, { connected }]) => !connected);
  return [
    ...Object.keys(content?.flags ?? {}).map((flag) => `content: ${flag}`),
    ...Object.entries(errors ?? {}).map(([code, { message }]) => `error ${code}: ${message}`),
    ...(maintenanceAt === undefined ? [] : [`in maintenance since ${iso(maintenanceAt)}`]),
    ...(transportErrorsAt === undefined ? [] : [`transport stream errors since ${iso(transportErrorsAt)}`]),
    ...(sending?.seen === true && !sending.now ? ['no sender'] : []),
    ...lost.map(([source]) => `source lost: ${source.split(':').at(-1) ?? source}`),
  ];
}
