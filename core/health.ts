import { saysNoPicture } from './alerts.ts';
import {
  contentEvidence,
  connectionEvidence,
  inDoubt,
  isSourceError,
  saysLost,
  waitedForUntil,
  type BadEvidence,
} from './flow-evidence.ts';
import type { Millis, Policy, Windows } from './model/group.ts';
import type { Alarm, HealthStatus, PipelineHealth } from './model/health.ts';
import { lookUp } from './look-up.ts';

/** How evidence is read: the policy, and whether the site is on air on the pipeline. */
export interface View {
  readonly policy: Policy;
  readonly onAir: boolean;
  /** Since when it has been on air and its pipeline has run, at the latest; left out: not on air, or of no matter. */
  readonly since?: Millis;
}

/** Event times have a resolution of one second: what they report happened at the latest one second after, or by now. */
export const eventResolutionMs = 1000;

/** A closed alarm is kept this long, so that a SET that arrives after its CLEARED finds it. */
const closedAlarmMemoryMs = 15 * 60_000;

/**
 * The latest moment at which something reported with the event time `at` can have happened; never before `at`, where the
 * clock of the receiver is behind.
 */
export function latestPossible(at: Millis, now: Millis): Millis {
  return Math.max(at, Math.min(now, at + eventResolutionMs));
}

/** An alert is open from its SET to a CLEARED of the same second or later, in whichever order the two arrive. */
export function isOpen(alarm: Alarm): alarm is Alarm & { readonly setAt: Millis } {
  return alarm.setAt !== null && (alarm.clearedAt === null || alarm.clearedAt < alarm.setAt);
}

/** All the evidence that speaks against a site on one pipeline. */
export function badEvidence(health: PipelineHealth, view: View): readonly BadEvidence[] {
  return [...alarmEvidence(health, view.policy), ...mediaConnectEvidence(health, view), ...memory(health)];
}

/** What MediaLive's own alerts say against it. */
export function alarmEvidence({ alarms }: PipelineHealth, policy: Policy): readonly BadEvidence[] {
  return Object.values(alarms).flatMap((alarm) => {
    const windows = lookUp(policy.alerts, alarm.alertType);
    if (!windows || !isOpen(alarm)) return [];
    return [{ what: alarm.alertType, confirmedAt: alarm.from + windows.confirmMs }];
  });
}

/**
 * What MediaConnect says against it; of the site on air only where the policy lets it count there. What was said before the
 * group came on air has its window from then on: MediaLive takes a while to see what it ingests, and is the better witness.
 */
export function mediaConnectEvidence(
  health: PipelineHealth,
  { policy, onAir, since = -Infinity }: View,
): readonly BadEvidence[] {
  const said = onAir ? withoutBelied(health) : health;
  const evidence = [...connectionEvidence(said, policy), ...contentEvidence(said, policy)];
  if (!onAir) return evidence;
  if (!policy.flow.countsOnAir) return [];
  const notBefore = since + policy.flow.confirmMs;
  return evidence.map(({ what, confirmedAt }) => ({ what, confirmedAt: Math.max(confirmedAt, notBefore) }));
}

/**
 * Without what MediaLive has belied since: it had an alarm of its own after MediaConnect said that nothing arrives, and that
 * alarm is over, so media arrives again, and only MediaConnect's word of it was not delivered. That a list does not show the
 * alarm is no such word.
 */
export function withoutBelied(health: PipelineHealth): PipelineHealth {
  const { flow, facts, alarms } = health;
  const isBelied = (at: Millis) =>
    Object.values(alarms).some(
      (alarm) =>
        saysNoPicture(alarm.alertType) &&
        !isOpen(alarm) &&
        !alarm.endedByList &&
        (alarm.setAt === null || alarm.setAt >= at) &&
        Number(alarm.clearedAt) >= at + eventResolutionMs,
    );
  const errors = Object.entries(facts?.errors ?? {});
  const over = errors.filter(([code, { at }]) => isSourceError(code) && isBelied(at));
  const ended = over.map(([code, error]) => [code, { ...error, over: true as const }] as const);
  return {
    ...health,
    ...(flow && saysLost(flow) && isBelied(flow.at) && { flow: inDoubt(flow) }),
    ...(over.length > 0 && {
      facts: { ...facts, errors: { ...facts?.errors, ...Object.fromEntries(ended) } },
    }),
  };
}

function memory({ leftDownAt }: PipelineHealth): readonly BadEvidence[] {
  return leftDownAt === null ? [] : [{ what: 'down when it left the air', confirmedAt: leftDownAt }];
}

/** How long good evidence must last after trouble: the longest clear window of whatever the policy watches. */
export function clearWindowMs(policy: Policy): Millis {
  const windows: readonly Windows[] = [
    policy.flow,
    ...Object.values(policy.alerts),
    ...Object.values(policy.contentQuality),
  ];
  return Math.max(...windows.map(({ clearMs }) => clearMs));
}

/** It was not down when it left the air, or something has said since that this is over. */
export function isProven({ leftDownAt, unproven }: PipelineHealth): boolean {
  return leftDownAt === null && !unproven;
}

/** MediaConnect's last word is that media arrives, and the group was not lost in spite of that. */
export function isVouchedFor(health: PipelineHealth): boolean {
  return health.flow?.connected === true && isProven(health);
}

/** Something says that what was wrong with it when it left the air is over, however long ago that was. */
export function restored({
  leftSuspectAt: _,
  unproven: __,
  lostAt: ___,
  ...health
}: PipelineHealth): PipelineHealth {
  return { ...health, leftDownAt: null };
}

type Evidence = Partial<Pick<PipelineHealth, 'alarms' | 'flow' | 'facts' | 'leftDownAt' | 'leftSuspectAt'>>;

/**
 * Takes in new evidence, known from `from` on. Good evidence that is heard of late makes nothing healthy before later trouble
 * was over. `good`: whether what is taken in says that media arrives; otherwise it may only end what was bad.
 */
export function withEvidence(
  health: PipelineHealth,
  evidence: Evidence,
  view: View,
  from: Millis,
  good: boolean,
): PipelineHealth {
  const next = { ...health, ...evidence };
  if (badEvidence(next, view).length > 0) return { ...next, goodSince: null };
  if (next.goodSince !== null) return next;
  if (!good) return next;
  const ends = Object.values(next.alarms).map(({ clearedAt }) => Number(clearedAt));
  return { ...next, goodSince: Math.max(from, ...ends) };
}

/** Where bad evidence had lasted its window by then, it was down, and what comes now has to last the clear window. */
export function downBy(health: PipelineHealth, view: View, at: Millis): PipelineHealth {
  const wasDown = badEvidence(health, view).some(({ confirmedAt }) => confirmedAt <= at);
  return wasDown && !health.mending ? { ...health, mending: true } : health;
}

/**
 * What comes this much later than the end of its window was held up, with all that was said after it. In a burst of channels an
 * event waits for a second or two.
 */
const heldUpMs = 5_000;

/** In a queue that moves again events keep about the distance that they had: the end of a short loss is heard within this time. */
const endAwaitedMs = 3_000;

/**
 * What an event said of a site on air, where its window was over before it was heard and nothing else has taken the site down: a
 * backlog tells of losses in the order in which they were, and the end of this one may come next.
 */
export function awaitingItsEnd(
  before: PipelineHealth,
  next: PipelineHealth,
  view: View,
  now: Millis,
): PipelineHealth {
  const lasted = (health: PipelineHealth, by: Millis) =>
    badEvidence(health, view).some(({ confirmedAt }) => confirmedAt <= by);
  const isHeldUp = view.onAir && !lasted(before, now) && lasted(next, now - heldUpMs);
  return isHeldUp ? { ...next, endAwaitedUntil: now + endAwaitedMs } : next;
}

/** Lets time pass: windows that have ended turn suspicion into a verdict, and recovery into health. */
export function settle(before: PipelineHealth, view: View, now: Millis): PipelineHealth {
  const health = awaitedNoMore(forgotten(before, view.policy, now), now);
  const status = statusAt(health, view, now);
  const mending = status === 'down' || (health.mending && status !== 'healthy');
  const alarms = pruned(health.alarms, now);
  if (
    health === before &&
    status === health.status &&
    mending === health.mending &&
    alarms === health.alarms
  ) {
    return health;
  }
  return { ...health, alarms, status, mending, since: status === health.status ? health.since : now };
}

function statusAt(health: PipelineHealth, view: View, now: Millis): HealthStatus {
  const bad = badEvidence(health, view);
  const awaitsEnd = view.onAir && now < (health.endAwaitedUntil ?? -Infinity);
  if (bad.some(({ confirmedAt }) => confirmedAt <= now)) return awaitsEnd ? 'suspect' : 'down';
  if (bad.length > 0) return 'suspect';
  if (health.goodSince === null || now >= goodUntil(health, view)) {
    return !view.onAir && now < waitedForUntil(health, view.policy) ? 'suspect' : 'unknown';
  }
  if (health.mending && now < health.goodSince + clearWindowMs(view.policy)) return 'recovering';
  return 'healthy';
}

/** Until when good evidence counts: of a standby for so long after it was last heard; MediaLive watches what is on air. */
export function goodUntil({ heardAt, goodSince }: PipelineHealth, { policy, onAir }: View): Millis {
  return onAir ? Infinity : Math.max(heardAt ?? 0, goodSince ?? 0) + policy.flow.maxAgeMs;
}

/** "It was down when we left it" is old news after a while: then the group is unknown. */
function forgotten(health: PipelineHealth, policy: Policy, now: Millis): PipelineHealth {
  const old = (at: Millis | null | undefined) => typeof at === 'number' && at + policy.standbyMemoryMs <= now;
  const { leftSuspectAt, ...rest } = health;
  const suspicionIsOld = old(leftSuspectAt);
  if (!old(health.leftDownAt) && !suspicionIsOld) return health;
  const next = suspicionIsOld || leftSuspectAt === undefined ? rest : health;
  return old(health.leftDownAt) ? { ...next, leftDownAt: null, unproven: true } : next;
}

function awaitedNoMore(health: PipelineHealth, now: Millis): PipelineHealth {
  const { endAwaitedUntil, ...rest } = health;
  return endAwaitedUntil === undefined || now < endAwaitedUntil ? health : rest;
}

function pruned(alarms: PipelineHealth['alarms'], now: Millis): PipelineHealth['alarms'] {
  const entries = Object.entries(alarms);
  const kept = entries.filter(
    ([, alarm]) => isOpen(alarm) || alarm.clearedAt === null || now < alarm.clearedAt + closedAlarmMemoryMs,
  );
  return kept.length === entries.length ? alarms : Object.fromEntries(kept);
}
