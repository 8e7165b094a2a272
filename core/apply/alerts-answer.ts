import { saysNoPicture, siteNamedIn } from '../alerts.ts';
import { eventResolutionMs, isOpen, isVouchedFor, latestPossible, withEvidence } from '../health.ts';
import type { ActiveAlert, ChannelEvent } from '../model/event.ts';
import type { Site, Millis, PipelineId } from '../model/group.ts';
import type { PipelineState } from '../model/state.ts';
import type { Alarm, PipelineHealth } from '../model/health.ts';
import { siteOnAir, runningPipelines } from '../on-air.ts';
import { lookUp } from '../look-up.ts';
import { record, type Turn } from '../turn.ts';
import { sitePipeline, withSite, type SitePipeline } from './site-pipeline.ts';

/**
 * What ListAlerts showed as active. It has the last word on what MediaLive watches: alarms it does not show are over, and
 * alarms that no event had told of are taken in. A list that has waited in a queue is as old as the snapshot taken with
 * it, and says nothing about what has been raised or cleared since.
 */
export function applyAlertsAnswer(turn: Turn, active: readonly ActiveAlert[]): Turn {
  const listedAt = askedAt(turn.event);
  return runningPipelines(turn.state).reduce((next, pipeline) => {
    const onAir = siteOnAir(next.state, next.group, pipeline);
    if (!onAir) return next;
    const own = active.filter((alert) => alert.pipeline === pipeline);
    const others = next.group.sites.filter(({ name }) => name !== onAir.name);
    const listed = applyOnAir(next, pipeline, onAir, own, listedAt);
    return others.reduce((inner, site) => applyStandby(inner, pipeline, site, own, listedAt), listed);
  }, turn);
}

/** An answer may have been had a while ago: for a decision that met a conflict, or in the queue. */
export function askedAt({ answers, now }: ChannelEvent): Millis {
  const channel = answers?.channel;
  return answers?.askedAt ?? (typeof channel === 'object' ? channel.at : now);
}

function applyOnAir(
  turn: Turn,
  pipeline: PipelineId,
  site: Site,
  active: readonly ActiveAlert[],
  listedAt: Millis,
): Turn {
  const known = turn.state.pipelines[pipeline];
  const own = active.filter((alert) => {
    const named = siteNamedIn(alert.message, turn.group);
    return named === null ? speaksOfNow(known, alert, listedAt) : named.name === site.name;
  });
  const isBlank = own.some(({ alertType }) => saysNoPicture(alertType));
  const pipelines = {
    ...turn.state.pipelines,
    [pipeline]: { ...known, ...listedNow(known, listedAt, isBlank) },
  };
  const listed = { ...turn, state: { ...turn.state, pipelines } };
  return applyList(
    listed,
    sitePipeline(listed, site, pipeline),
    own,
    listedAt,
    hasRestarted(known) ? known.since : 0,
  );
}

/** A list that was asked for earlier and comes late does not count against a later one. */
function listedNow(
  { listedAt: before = -Infinity }: PipelineState,
  listedAt: Millis,
  isBlank: boolean,
): Partial<PipelineState> {
  if (listedAt < before) return {};
  return isBlank ? { listedAt, listedBlankAt: listedAt } : { listedAt };
}

/**
 * MediaLive shows alerts of what it ingests now: only those that are surely older than that are somebody else's. A list from
 * after a restart shows what stands, whatever its age.
 */
function speaksOfNow(
  { since, notBefore, arrivedAt, runningAt }: PipelineState,
  { setAt }: ActiveAlert,
  listedAt: Millis,
): boolean {
  // Asked for before the pipeline went to where it is, a list is of what was there before.
  if (listedAt + eventResolutionMs < since && (arrivedAt ?? since) >= since) return false;
  const afterRestart =
    arrivedAt !== undefined && arrivedAt < since && listedAt > runningAt + eventResolutionMs;
  return latestPossible(setAt, Infinity) > (afterRestart ? arrivedAt : (notBefore ?? since));
}

/** It has been stopped since it went to where it is. */
function hasRestarted({ since, arrivedAt = since }: PipelineState): boolean {
  return arrivedAt < since;
}

/** A standby has alerts while it is prepared: what is not shown any more is over, or not looked at any more. */
function applyStandby(
  turn: Turn,
  pipeline: PipelineId,
  site: Site,
  active: readonly ActiveAlert[],
  listedAt: Millis,
): Turn {
  const { prepared } = turn.state;
  const on = sitePipeline(turn, site, pipeline);
  const isPrepared = prepared?.site === site.name && listedAt > prepared.at + eventResolutionMs;
  if (isPrepared) {
    const since = prepared.at;
    const shown = active.filter(({ message }) => siteNamedIn(message, turn.group)?.name === site.name);
    return applyList(turn, on, shown, listedAt, since);
  }
  if (prepared?.site === site.name || Object.keys(on.health.alarms).length === 0) return turn;
  const forgotten = withEvidence(on.health, { alarms: {} }, on.view, listedAt, isVouchedFor(on.health));
  return withSite(turn, on, forgotten);
}

function applyList(
  turn: Turn,
  on: SitePipeline,
  active: readonly ActiveAlert[],
  listedAt: Millis,
  since: Millis,
): Turn {
  const { health, view, site, pipeline, now } = on;
  const watched = active.filter(({ alertType }) => lookUp(view.policy.alerts, alertType));
  const open = openAlarms(health).filter(([, alarm]) => lookUp(view.policy.alerts, alarm.alertType));
  const over = open.filter(
    ([id, alarm]) => latestPossible(alarm.setAt, Infinity) <= listedAt && !stillActive(watched, id, alarm),
  );
  const missed = watched.filter((alert) => !knows(health, alert, listedAt));
  const alarms = {
    ...health.alarms,
    ...Object.fromEntries(
      over.map(([id, alarm]) => [id, { ...alarm, clearedAt: listedAt, endedByList: true as const }]),
    ),
    ...Object.fromEntries(missed.map((alert) => [alert.alarmId, alarmOf(alert, now, since)])),
  };
  const from = missed.length > 0 ? now : (health.goodSince ?? now);
  // That a prepared input has no alert says nothing good of it, whether it would have one is not documented: MediaConnect's word does.
  const next = withEvidence(health, { alarms }, view, from, view.onAir || isVouchedFor(health));
  const { unproven: _, ...proven } = next;
  const applied = withSite(turn, on, view.onAir && next.goodSince !== null ? proven : next);
  if (missed.length + over.length === 0) return applied;
  const facts = { pipeline, missed: missed.length, over: over.length };
  const why = `MediaLive's list of alerts differs from the events received for ${site.name} on pipeline ${pipeline}: ${missed.length} not heard of, ${over.length} over.`;
  return record(applied, 'second-look', 'noted', why, facts);
}

function openAlarms(health: PipelineHealth) {
  return Object.entries(health.alarms).flatMap(([id, alarm]) =>
    isOpen(alarm) ? [[id, alarm] as const] : [],
  );
}

/** The alert is known as open, or to have been cleared: by an event for good, by an older list until a newer shows it. */
function knows(health: PipelineHealth, alert: ActiveAlert, listedAt: Millis): boolean {
  return Object.entries(health.alarms).some(([id, alarm]) => {
    if (isOpen(alarm)) return stillActive([alert], id, alarm);
    const clearedAt = alarm.clearedAt ?? -Infinity;
    if (id === alert.alarmId && clearedAt >= alert.setAt && !alarm.endedByList) return true;
    const clearedSince = clearedAt >= alert.setAt && latestPossible(clearedAt, Infinity) > listedAt;
    return clearedSince && stillActive([alert], id, alarm);
  });
}

/**
 * That events and ListAlerts use the same id is an inference; the same type on the same pipeline, raised no later, counts as
 * well. One that was raised later is another loss, with a window of its own.
 */
export function stillActive(active: readonly ActiveAlert[], id: string, alarm: Alarm): boolean {
  return active.some(
    (alert) =>
      alert.alarmId === id ||
      (alert.alertType === alarm.alertType && alert.setAt <= Number(alarm.setAt) + eventResolutionMs),
  );
}

/** What was raised before a restart, and stands after it, has its window from the restart on. */
function alarmOf(alert: ActiveAlert, now: Millis, since: Millis): Alarm {
  return {
    alertType: alert.alertType,
    message: alert.message,
    setAt: alert.setAt,
    clearedAt: null,
    from: Math.max(latestPossible(alert.setAt, now), Math.min(since, now)),
  };
}
