import type { DecisionView } from '../../control/operator/views.ts';

/** An event of MediaLive that arrived, as the control plane's log kept it. Times are epoch ms, those of events to the second. */
interface Logged {
  /** The event's own time. */
  readonly at: number;
  readonly decidedAt: number;
}

interface LoggedAlert extends Logged {
  readonly alarmId: string;
}

interface LoggedChange extends Logged {
  readonly pipeline: string;
  /** The schedule action behind it; null: none. */
  readonly action: string | null;
}

/** The alerts that came as events: one that was only found by asking has no time of an event. */
export function loggedAlerts(log: readonly DecisionView[]): readonly LoggedAlert[] {
  return log.flatMap(({ at, rule, evidence }) => {
    const { alarmId, eventTime } = evidence;
    if (rule !== 'evidence' || typeof alarmId !== 'string' || typeof eventTime !== 'string') return [];
    return [{ alarmId, at: Date.parse(eventTime), decidedAt: Date.parse(at) }];
  });
}

/** The changes of input that came as events: one that was only seen by asking names no action. */
export function loggedChanges(log: readonly DecisionView[]): readonly LoggedChange[] {
  return log.flatMap(({ at, rule, evidence }) => {
    const { attachment, eventTime, action } = evidence;
    if (rule !== 'observation' || attachment === undefined || action === undefined) return [];
    const eventAt = Date.parse(typeof eventTime === 'string' ? eventTime : at);
    return [
      {
        at: eventAt,
        decidedAt: Date.parse(at),
        pipeline: String(evidence['pipeline']),
        action: action === null ? null : String(action),
      },
    ];
  });
}
