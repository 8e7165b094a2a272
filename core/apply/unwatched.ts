import { inputFailedOver } from '../alerts.ts';
import type { Decision } from '../model/decision.ts';
import type { AlertEvent } from '../model/event.ts';
import { record, withState, type Turn } from '../turn.ts';

/** An alert that comes again and again is written down once in this time, with how often it came. */
const foldMs = 3_600_000;

/** Alert types and pipelines that are counted; MediaLive has some sixty types, and few of them at a time. */
const keysMax = 24;

/**
 * An alert that no policy counts decides nothing, but "why did nothing happen?" has to have an answer: its first SET goes into
 * the log, and then one an hour for all that came meanwhile.
 */
export function applyUnwatched(turn: Turn, alert: AlertEvent, facts: Decision['evidence']): Turn {
  const { alertType, pipeline, alarmState, alarmId, message } = alert;
  const what = `The policy does not count "${alertType}" (pipeline ${pipeline}).`;
  if (alarmState === 'cleared') return record(turn, 'unwatched', 'none', what, facts);
  const { unwatched = {} } = turn.state;
  const { now } = turn.event;
  const key = `${pipeline}/${alertType}`;
  const known = Object.hasOwn(unwatched, key) ? unwatched[key] : undefined;
  if (known && now < known.loggedAt + foldMs) {
    const counted = {
      ...unwatched,
      [key]: { ...known, alarmId, count: known.count + (alarmId === known.alarmId ? 0 : 1) },
    };
    return record(withState(turn, { unwatched: counted }), 'unwatched', 'none', what, facts);
  }
  const { [key]: _, ...others } = unwatched;
  const kept = Object.entries(others).slice(1 - keysMax);
  const next = Object.fromEntries([...kept, [key, { count: 0, alarmId, loggedAt: now }]]);
  const since =
    known && known.count > 0 ? ` It was raised ${known.count} more times since it was last logged.` : '';
  const own =
    alertType === inputFailedOver ? ' MediaLive has moved this pipeline by its own input failover.' : '';
  const said = message === '' ? '' : ` ${message}`;
  return record(
    withState(turn, { unwatched: next }),
    'unwatched',
    'noted',
    `${what}${own}${since}${said}`,
    facts,
  );
}
