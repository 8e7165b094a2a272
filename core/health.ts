import type { Millis, Policy, Windows } from './model/group.ts';
import type { Alarm, HealthStatus, PipelineHealth } from './model/state.ts';
import { own } from './own.ts';

/** How evidence is read: the policy, and whether the input group is on air on the pipeline. */
export interface View {
  readonly policy: Policy;
  readonly onAir: boolean;
}

/** Event times have a resolution of one second: what they report happened at the latest one second after, or by now. */
const eventResolutionMs = 1000;

/** A closed alarm is kept this long, so that a SET that arrives after its CLEARED finds it. */
const closedAlarmMemoryMs = 15 * 60_000;

/**
 * The latest moment at which something reported with the event time `at` can have happened; never before `at`, where the
 * clock of whoever hears of it is behind.
 */
export function latestPossible(at: Millis, now: Millis): Millis {
  return Math.max(at, Math.min(now, at + eventResolutionMs));
}

/** An alarm is open from its SET to a CLEARED of the same second or later, in whichever order the two arrive. */
export function isOpen(alarm: Alarm): alarm is Alarm & { readonly setAt: Millis } {
  return alarm.setAt !== null && (alarm.clearedAt === null || alarm.clearedAt < alarm.setAt);
}

/** One piece of bad evidence, and when it will have lasted long enough to count. */
export interface BadEvidence {
  readonly what: string;
  readonly confirmedAt: Millis;
}

/** All the evidence that speaks against an input group on one pipeline. */
export function badEvidence(health: PipelineHealth, view: View): readonly BadEvidence[] {
  const bad: BadEvidence[] = [];
  for (const alarm of Object.values(health.alarms)) {
    const windows = own(view.policy.alerts, alarm.alertType);
    if (windows && isOpen(alarm)) {
      bad.push({ what: alarm.alertType, confirmedAt: alarm.from + windows.confirmMs });
    }
  }
  if (health.flow?.connected === false && (!view.onAir || view.policy.flow.countsOnAir)) {
    bad.push({
      what: 'MediaConnect flow disconnected',
      confirmedAt: health.flow.from + view.policy.flow.confirmMs,
    });
  }
  if (health.leftDownAt !== null) {
    bad.push({ what: 'down when it left the air', confirmedAt: health.leftDownAt });
  }
  return bad;
}

/** How long good evidence must last after trouble: the longest clear window of whatever the policy watches. */
export function clearWindowMs(policy: Policy): Millis {
  const windows: readonly Windows[] = [policy.flow, ...Object.values(policy.alerts)];
  return Math.max(...windows.map(({ clearMs }) => clearMs));
}

/** Takes in new evidence, known from `from` on. Good evidence that is heard of late makes nothing well before later trouble was over. */
export function withEvidence(
  health: PipelineHealth,
  evidence: Partial<Pick<PipelineHealth, 'alarms' | 'flow' | 'leftDownAt'>>,
  view: View,
  from: Millis,
): PipelineHealth {
  const next = { ...health, ...evidence };
  if (badEvidence(next, view).length > 0) return { ...next, goodSince: null };
  const ends = Object.values(next.alarms).map(({ clearedAt }) => Number(clearedAt));
  return { ...next, goodSince: next.goodSince ?? Math.max(from, ...ends) };
}

/** Lets time pass: windows that have ended turn suspicion into a verdict, and recovery into health. */
export function settle(before: PipelineHealth, view: View, now: Millis): PipelineHealth {
  const health = forgotten(before, view.policy, now);
  const status = statusAt(health, view, now);
  const mending = status === 'down' || (health.mending && status !== 'healthy' && status !== 'unknown');
  const alarms = pruned(health.alarms, now);
  if (health === before && status === health.status && mending === health.mending && alarms === health.alarms)
    return health;
  return { ...health, alarms, status, mending, since: status === health.status ? health.since : now };
}

function statusAt(health: PipelineHealth, view: View, now: Millis): HealthStatus {
  const bad = badEvidence(health, view);
  if (bad.some(({ confirmedAt }) => confirmedAt <= now)) return 'down';
  if (bad.length > 0) return 'suspect';
  if (health.goodSince === null) return 'unknown';
  if (health.mending && now < health.goodSince + clearWindowMs(view.policy)) return 'recovering';
  return 'healthy';
}

/** "It was down when we left it" is old news after a while: then the group is unknown. */
function forgotten(health: PipelineHealth, policy: Policy, now: Millis): PipelineHealth {
  const due = health.leftDownAt !== null && health.leftDownAt + policy.standbyMemoryMs <= now;
  return due ? { ...health, leftDownAt: null } : health;
}

function pruned(alarms: PipelineHealth['alarms'], now: Millis): PipelineHealth['alarms'] {
  const entries = Object.entries(alarms);
  const kept = entries.filter(
    ([, alarm]) => isOpen(alarm) || alarm.clearedAt === null || now < alarm.clearedAt + closedAlarmMemoryMs,
  );
  return kept.length === entries.length ? alarms : Object.fromEntries(kept);
}
