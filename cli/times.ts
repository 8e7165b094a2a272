import { parseDuration } from '../config/duration.ts';
import { KnownError } from '../config/known-error.ts';

/** Where and when the reader is. */
export interface Reader {
  readonly now: () => Date;
  readonly timeZone: string;
}

/** `2026-11-21 16:03:29 (15:03:29Z)`: the reader's own time first, because it is the one on their wall. */
export function fullTime(iso: string, { timeZone }: Pick<Reader, 'timeZone'>): string {
  const utc = new Date(iso).toISOString();
  const local = localTime(new Date(iso), timeZone);
  return `${local.date} ${local.time} (${utc.slice(0, 10) === local.date ? '' : `${utc.slice(0, 10)} `}${utc.slice(11, 19)}Z)`;
}

/** `18:22` of the reader's day, for a line that has no room for more. */
export function clockTime(iso: string, { timeZone }: Pick<Reader, 'timeZone'>): string {
  return localTime(new Date(iso), timeZone).time.slice(0, 5);
}

/** `3 min ago`, `in 12 s`, `now`. */
export function distance(iso: string, { now }: Pick<Reader, 'now'>): string {
  const ms = new Date(iso).getTime() - now().getTime();
  if (Math.abs(ms) < 500) return 'now';
  return ms > 0 ? `in ${span(ms)}` : `${span(-ms)} ago`;
}

/** The largest unit that leaves a number people grasp: 12 s, 3 min, 2 h, 4 d. */
export function span(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 2 * 3600) return `${Math.round(seconds / 60)} min`;
  if (seconds < 2 * 86_400) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} d`;
}

/** Reads `--for 2h` as seconds, rounded up. */
export function parseSpan(text: string, option: string): number {
  const ms = parseDuration(text);
  if (ms !== null && ms > 0) return Math.ceil(ms / 1000);
  throw new KnownError(
    `${option} ${text} is not a span of time.`,
    'Give a number with its unit (s, m, h or d), like 90s, 30m or 2h.',
  );
}

/** Reads `--at`: an instant with its zone, or a time of day in the reader's zone, today or, when that is past, tomorrow. */
export function parseInstant(text: string, { now, timeZone }: Reader): Date {
  const timeOfDay = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (timeOfDay !== null) {
    const [, hour = '0', minute = '0', second = '0'] = timeOfDay;
    const wanted = [hour, minute, second].map((part) => part.padStart(2, '0')).join(':');
    const found = wanted < '24:00:00' ? nextTimeOfDay(wanted, now(), timeZone) : undefined;
    if (found !== undefined) return found;
  }
  const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text) ? new Date(text) : null;
  if (instant !== null && !Number.isNaN(instant.getTime())) return instant;
  throw new KnownError(
    `"${text}" is not a time.`,
    `Give an instant with its zone, like 2026-11-21T20:00:00Z, or a time of day in ${timeZone}, like 20:00.`,
  );
}

/** Steps by quarters of an hour, since clocks are changed by no less, and then to the second. */
function nextTimeOfDay(wanted: string, now: Date, timeZone: string): Date | undefined {
  const start = Math.ceil(now.getTime() / 1000) * 1000;
  for (let quarter = 0; quarter <= 26 * 4; quarter += 1) {
    const at = new Date(start + quarter * 900_000);
    const gapSeconds = secondsOf(wanted) - secondsOf(localTime(at, timeZone).time);
    if (gapSeconds >= 0 && gapSeconds < 900) {
      const found = new Date(at.getTime() + gapSeconds * 1000);
      if (localTime(found, timeZone).time === wanted) return found;
    }
  }
  return undefined;
}

function secondsOf(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) * 60 + seconds;
}

function localTime(at: Date, timeZone: string): { readonly date: string; readonly time: string } {
  // Sweden writes dates as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const [date = '', time = ''] = format.format(at).split(' ');
  return { date, time };
}
