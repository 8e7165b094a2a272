import * as v from 'valibot';

const millisecondsPer = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

type Unit = keyof typeof millisecondsPer;

/** A duration as people write it: a number and its unit, without a space. */
export type DurationText = `${number}${Unit}`;

export interface DurationBounds {
  readonly min: DurationText;
  readonly max: DurationText;
  /** Why the bounds are where they are, with its source; shown when they are overstepped. */
  readonly because?: string;
}

/** Reads `"15.5s"` as 15500; null for anything that is not a number with one of the units ms, s, m, h and d. */
export function parseDuration(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text.trim());
  const [, amount, unit] = match ?? [];
  if (amount === undefined || !isUnit(unit)) return null;
  return Math.round(Number(amount) * millisecondsPer[unit]);
}

/** Writes 15500 as `15.5s`: in the largest unit of which it is one or more, in tenths at most. */
export function durationText(ms: number): DurationText {
  const units: readonly Unit[] = ['d', 'h', 'm', 's'];
  const isWritable = (unit: Unit) => ms >= millisecondsPer[unit] && (10 * ms) % millisecondsPer[unit] === 0;
  const unit = units.find(isWritable) ?? 'ms';
  return `${ms / millisecondsPer[unit]}${unit}`;
}

/**
 * A duration within bounds, in the configuration a text with its unit and afterwards plain milliseconds. A bare number is
 * refused: whether `3` means seconds or milliseconds is the kind of question that must not wait for an outage.
 */
export function duration({ min, max, because }: DurationBounds) {
  const allowed = `Allowed: ${min} to ${max}.${because === undefined ? '' : ` ${because}`}`;
  const minMs = parseDuration(min) ?? 0;
  const maxMs = parseDuration(max) ?? Infinity;
  return v.pipe(
    v.unknown(),
    v.rawTransform<unknown, number>(({ dataset, addIssue, NEVER }) => {
      const given = JSON.stringify(dataset.value);
      const ms = typeof dataset.value === 'string' ? parseDuration(dataset.value) : null;
      if (ms === null) {
        addIssue({
          message: `${given} is not a duration. Give a number with its unit (ms, s, m, h or d), like "3s" or "15.5s". ${allowed}`,
        });
        return NEVER;
      }
      if (ms < minMs || ms > maxMs) {
        addIssue({ message: `${given} is too ${ms < minMs ? 'short' : 'long'}. ${allowed}` });
        return NEVER;
      }
      return ms;
    }),
    v.metadata({ allowed: `${min} to ${max}` }),
  );
}

/** A duration that may be left out, with what it means to the author of a configuration. */
export function describedDuration(bounds: DurationBounds, initialMs: number, meaning: string) {
  return v.pipe(v.optional(duration(bounds), durationText(initialMs)), v.description(meaning));
}

function isUnit(text: string | undefined): text is Unit {
  return text !== undefined && text in millisecondsPer;
}
