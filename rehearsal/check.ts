import type { ObservedCall } from '../twin/gateway/observed-call.ts';

/** One thing that a scenario demands, and the result. */
export interface Check {
  readonly what: string;
  readonly measured: string;
  readonly wanted: string;
  readonly passed: boolean;
  /** Times depend on the machine, too; everything else must be so on any. */
  readonly kind: 'time' | 'behaviour';
}

/** Something happened within a time, in ms; undefined: it did not happen at all. */
export function within(what: string, measuredMs: number | undefined, budgetMs: number, why = ''): Check {
  const wanted = `<= ${seconds(budgetMs)}${why === '' ? '' : ` (${why})`}`;
  if (measuredMs === undefined) return { what, measured: 'never', wanted, passed: false, kind: 'behaviour' };
  return { what, measured: seconds(measuredMs), wanted, passed: measuredMs <= budgetMs, kind: 'time' };
}

/** A number came out exactly as it must. */
export function exactly(what: string, measured: number, wanted: number): Check {
  return {
    what,
    measured: String(measured),
    wanted: String(wanted),
    passed: measured === wanted,
    kind: 'behaviour',
  };
}

/** A number is at most so large. */
export function atMost(what: string, measured: number, most: number): Check {
  return {
    what,
    measured: String(measured),
    wanted: `<= ${most}`,
    passed: measured <= most,
    kind: 'behaviour',
  };
}

/** At most so many calls were made; when there are more, which they were says why. */
export function callsAtMost(what: string, calls: readonly ObservedCall[], most: number): Check {
  const check = atMost(what, calls.length, most);
  const names = calls.map(({ operation = 'unknown' }) => operation);
  return check.passed ? check : { ...check, measured: `${check.measured} (${names.join(', ')})` };
}

/** A number is at least so large. */
export function atLeast(what: string, measured: number, least: number): Check {
  return {
    what,
    measured: String(measured),
    wanted: `>= ${least}`,
    passed: measured >= least,
    kind: 'behaviour',
  };
}

/** What is there is what must be there. */
export function equals(what: string, measured: string, wanted: string): Check {
  return { what, measured, wanted, passed: measured === wanted, kind: 'behaviour' };
}

/** Something must have happened, or must not have. */
export function happened(what: string, has: boolean, wanted = true): Check {
  return { what, measured: yesNo(has), wanted: yesNo(wanted), passed: has === wanted, kind: 'behaviour' };
}

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');

/** `20.50 s`, or `12 ms` below a tenth of a second. */
export function seconds(ms: number): string {
  return Math.abs(ms) < 100 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`;
}
