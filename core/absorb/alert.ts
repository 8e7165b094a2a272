import { withHealth } from '../arrival.ts';
import { isOpen, latestPossible, withEvidence } from '../health.ts';
import type { AlertEvent } from '../model/event.ts';
import type { Millis } from '../model/group.ts';
import type { Alarm } from '../model/state.ts';
import { healthOf, inputGroupOnAir } from '../on-air.ts';
import { decide, type Turn } from '../turn.ts';
import { own } from '../own.ts';

/**
 * A MediaLive alert is evidence on the input group that was on air on its pipeline when it was raised, and on no other:
 * MediaLive watches only what it ingests (media-services.md, fact 6).
 */
export function absorbAlert(turn: Turn, alert: AlertEvent): Turn {
  const { state, group, event } = turn;
  const facts = {
    alertType: alert.alertType,
    alarmId: alert.alarmId,
    alarmState: alert.alarmState,
    pipeline: alert.pipeline,
    eventTime: new Date(alert.at).toISOString(),
  };
  if (!own(group.policy.alerts, alert.alertType)) {
    return decide(turn, 'unwatched', 'none', `The policy does not watch "${alert.alertType}".`, facts);
  }
  const inputGroup = inputGroupOnAir(state, group, alert.pipeline);
  if (!inputGroup) {
    const why = `What pipeline ${alert.pipeline} ingests is not one of the group's inputs, or not known yet.`;
    return decide(turn, 'stale-evidence', 'none', why, facts);
  }
  const { since } = state.pipelines[alert.pipeline];
  if (alert.at <= since) {
    const why = `Raised before pipeline ${alert.pipeline} went to ${inputGroup.name}: it says nothing about ${inputGroup.name}.`;
    return decide(turn, 'stale-evidence', 'none', why, facts);
  }
  const health = healthOf(state, inputGroup.name)[alert.pipeline];
  const known = own(health.alarms, alert.alarmId);
  const alarm = merged(known, alert, event.now);
  const why = `${inputGroup.name} on pipeline ${alert.pipeline}: "${alert.alertType}" ${alert.alarmState === 'set' ? 'set' : 'cleared'}.`;
  const alarms = { ...health.alarms, [alert.alarmId]: alarm };
  const closesKnown = known !== undefined && isOpen(known) && !isOpen(alarm);
  const next =
    isOpen(alarm) || closesKnown
      ? withEvidence(
          health,
          { alarms },
          { policy: group.policy, onAir: true },
          latestPossible(alert.at, event.now),
        )
      : { ...health, alarms };
  const absorbed = { ...turn, state: withHealth(state, inputGroup.name, alert.pipeline, next) };
  const news = known === undefined || isOpen(known) !== isOpen(alarm);
  return decide(absorbed, 'evidence', news ? 'noted' : 'none', why, facts);
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
