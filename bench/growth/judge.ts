import type { Growth } from './measure.ts';
import type { Metric } from './metrics.ts';
import { shapeOf, type Shape } from './shape.ts';

/** How a metric grows, and why. */
export interface Judgement {
  readonly shape: Shape;
  /** Of one that is neither: what makes it so, and what it is without that; undefined: nobody knows. */
  readonly reason?: string;
}

/**
 * Fits the numbers; where neither fits, causes count only if what is left without them is flat or linear: one alone, or else as many
 * of them together as that takes.
 */
export function judge({ of, tolerance, causes }: Metric, all: readonly Growth[]): Judgement {
  const shapeWith = (value: (growth: Growth) => number) =>
    shapeOf(
      all.map((growth) => [growth.channels, value(growth)]),
      tolerance,
    );
  const shape = shapeWith(of);
  if (shape !== 'neither') return { shape };
  const together = causes.map((_, index) => causes.slice(0, index + 1));
  for (const some of [...causes.map((cause) => [cause]), ...together]) {
    const rest = shapeWith((growth) =>
      some.reduce((value, { without }) => without(growth, value), of(growth)),
    );
    const why = some.map((cause) => cause.why).join('; ');
    if (rest !== 'neither') return { shape, reason: `${why}; without that ${rest}` };
  }
  return { shape };
}
