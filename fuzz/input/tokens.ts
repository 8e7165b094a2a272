import type { Millis } from '../../core/model/group.ts';

/**
 * Stand-ins for what is too large to print, or known only when it is sent: so a counterexample stays short, and means the
 * same at any time of day.
 */
export const tokens = {
  /** The text of an instant so far from now. */
  iso: (offsetMs: Millis) => `<iso ${offsetMs}>`,
  /** The same in milliseconds, as a number. */
  millis: (offsetMs: Millis) => `<millis ${offsetMs}>`,
  /** A text of so many letters. */
  long: (characters: number) => `<long ${characters}>`,
  /** So many arrays in each other. */
  deep: (levels: number) => `<deep ${levels}>`,
  /** A number as it is written, which may be none that can be. */
  number: (written: string) => `<number ${written}>`,
};

const token = /"<(iso|millis|long|deep|number) (-?[\d.e+-]+)>"/g;

/** The JSON text that is sent at `now`. */
export function jsonOf(value: unknown, now: Millis): string {
  // What was removed altogether has no text.
  const json = JSON.stringify(value) as string | undefined;
  return (json ?? '').replace(token, (_whole, kind: string, given: string) => {
    switch (kind) {
      case 'iso':
        return JSON.stringify(isoAt(now + Number(given)));
      case 'millis':
        return String(now + Number(given));
      case 'long':
        return `"${'x'.repeat(Number(given))}"`;
      case 'deep':
        return `${'['.repeat(Number(given))}${']'.repeat(Number(given))}`;
      default:
        return given;
    }
  });
}

/** To the second, as services date their events; beyond the calendar, as somebody would write it all the same. */
function isoAt(at: Millis): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? '+275760-09-13T00:00:01Z' : `${date.toISOString().slice(0, -5)}Z`;
}
