import { listLagMs, siteNamedIn } from '../alerts.ts';
import { isOpen, isVouchedFor, latestPossible, withEvidence } from '../health.ts';
import type { Decision } from '../model/decision.ts';
import type { AlertEvent } from '../model/event.ts';
import type { Site, Millis } from '../model/group.ts';
import type { ChannelState } from '../model/state.ts';
import type { Alarm } from '../model/health.ts';
import { siteOnAir } from '../on-air.ts';
import { lookUp } from '../look-up.ts';
import { record, type Turn } from '../turn.ts';
import { sitePipeline, withNews, type SitePipeline } from './site-pipeline.ts';
import { applyUnwatched } from './unwatched.ts';

/**
 * A MediaLive alert is evidence on the site that was on air on its pipeline when it was raised. One that names another
 * group's attachment is of that group: MediaLive watches the input that it prepares as well.
 */
export function applyAlert(turn: Turn, alert: AlertEvent): Turn {
  const { state, group } = turn;
  const facts = evidenceOf(alert);
  if (!lookUp(group.policy.alerts, alert.alertType)) return applyUnwatched(turn, alert, facts);
  const onAir = siteOnAir(state, group, alert.pipeline);
  const named = siteNamedIn(alert.message, group);
  if (named && named.name !== onAir?.name) return applyOfStandby(turn, alert, named, facts);
  if (!onAir) {
    const why = `What pipeline ${alert.pipeline} ingests is not one of the group's inputs, or not known yet.`;
    return record(turn, 'stale-evidence', 'none', why, facts);
  }
  const stale = staleness(state, alert, onAir, named !== null);
  if (stale) return record(turn, 'stale-evidence', 'none', stale, facts);
  return applyOn(turn, alert, sitePipeline(turn, onAir, alert.pipeline), facts);
}

function evidenceOf(alert: AlertEvent) {
  return {
    alertType: alert.alertType,
    alarmId: alert.alarmId,
    alarmState: alert.alarmState,
    pipeline: alert.pipeline,
    eventTime: new Date(alert.at).toISOString(),
  };
}

/**
 * Why an alert says nothing about what is on air; null: it does. One of the arrival's second, or of the time in which the input
 * may have arrived, may be of either: it must name it. The end of an alarm that stands is always of it: it may have been raised
 * while the input was only prepared.
 */
function staleness(
  { pipelines, health }: ChannelState,
  { at, alarmId, alarmState, pipeline }: AlertEvent,
  { name }: Site,
  isNamed: boolean,
): string | null {
  const { since, notBefore = since, listedAt = -Infinity } = pipelines[pipeline];
  const known = lookUp(health[name]?.[pipeline].alarms ?? {}, alarmId);
  if (alarmState === 'cleared' && known && isOpen(known)) return null;
  const before = isNamed ? latestPossible(at, Infinity) <= notBefore : at <= since;
  if (before) return `Raised before pipeline ${pipeline} went to ${name}: it says nothing about ${name}.`;
  if (alarmState === 'set' && !known && at + listLagMs < listedAt) {
    return `MediaLive, asked at ${new Date(listedAt).toISOString()}, did not show it: it was over by then.`;
  }
  return null;
}

function applyOn(turn: Turn, alert: AlertEvent, on: SitePipeline, facts: Decision['evidence']): Turn {
  const { health, view, site, now } = on;
  const known = lookUp(health.alarms, alert.alarmId);
  const alarm = merged(known, alert, now);
  const alarms = { ...health.alarms, [alert.alarmId]: alarm };
  const closesKnown = known !== undefined && isOpen(known) && !isOpen(alarm);
  const at = latestPossible(alert.at, now);
  const counts = isOpen(alarm) || closesKnown;
  // Of a standby the end of an alarm is no good news of its own: it only lets MediaConnect's word count again.
  const good = view.onAir || isVouchedFor(health);
  const next = counts ? withEvidence(health, { alarms }, view, at, good) : { ...health, alarms };
  const why = `${site.name} on pipeline ${alert.pipeline}: "${alert.alertType}" ${alert.alarmState === 'set' ? 'set' : 'cleared'}.`;
  const news = known === undefined || isOpen(known) !== isOpen(alarm);
  return record(withNews(turn, on, next), 'evidence', news ? 'noted' : 'none', why, facts);
}

/**
 * Of a standby only what MediaLive raises counts, and only while it prepares it: what ends after a change-over ends because
 * nobody looks any more.
 */
function applyOfStandby(turn: Turn, alert: AlertEvent, site: Site, facts: Decision['evidence']): Turn {
  const on = sitePipeline(turn, site, alert.pipeline);
  const { prepared } = turn.state;
  const known = lookUp(on.health.alarms, alert.alarmId) !== undefined;
  const isPrepared = prepared?.site === site.name && alert.at > prepared.at;
  if (!known && !isPrepared) {
    const why = `It names ${site.name}, which is neither on air on pipeline ${alert.pipeline} nor prepared.`;
    return record(turn, 'stale-evidence', 'none', why, facts);
  }
  return applyOn(turn, alert, on, facts);
}

/** SET and CLEARED of one alarm, whichever came first; of equal times the CLEARED is the later. */
function merged(known: Alarm | undefined, alert: AlertEvent, now: Millis): Alarm {
  const isSet = alert.alarmState === 'set';
  const setAt = latest(known?.setAt ?? null, isSet ? alert.at : null);
  const clearedAt = latest(known?.clearedAt ?? null, isSet ? null : alert.at);
  const next: Alarm = {
    alertType: alert.alertType,
    message: alert.message,
    setAt,
    clearedAt,
    from: latestPossible(setAt ?? alert.at, now),
    // Its SET, delivered again, does not make the word of a list, which may have been wrong, that of an event.
    ...(known?.endedByList && known.clearedAt === clearedAt && isSet && { endedByList: true as const }),
  };
  if (!known || isOpen(known) !== isOpen(next)) return next;
  const anew = isOpen(known) && interrupted(known.from, clearedAt);
  return anew ? next : { ...next, from: known.from };
}

/** Good evidence lies between the start of the window and now, though it was delivered late: the window starts anew. */
function interrupted(from: Millis, clearedAt: Millis | null): boolean {
  return clearedAt !== null && from <= latestPossible(clearedAt, Infinity);
}

function latest(a: Millis | null, b: Millis | null): Millis | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}
