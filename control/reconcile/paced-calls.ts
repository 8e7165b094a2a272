import type { Millis } from '../../core/model/group.ts';
import type { Clock } from '../ports/clock.ts';

export interface CallPace {
  /** A call begins no sooner than this after the one before. */
  readonly everyMs: Millis;
  /** No more of them are under way. */
  readonly atOnce: number;
}

/**
 * Makes calls, which must not fail; back when those that were made have come to their end.
 * @param until after this none begins; those that are left are not made.
 */
export type MakeCalls = (calls: readonly (() => Promise<void>)[], until: Millis) => Promise<void>;

/** One pace for all the calls that are given to it. */
export function pacedCalls(clock: Clock, { everyMs, atOnce }: CallPace): MakeCalls {
  let next = -Infinity;
  return async (calls, until) => {
    const underWay = new Set<Promise<void>>();
    for (const call of calls) {
      while (underWay.size >= atOnce) await Promise.race(underWay);
      if (Math.max(next, clock.now()) >= until) break;
      if (clock.now() < next) await clock.sleep(next - clock.now());
      next = clock.now() + everyMs;
      const made = call().then(() => {
        underWay.delete(made);
      });
      underWay.add(made);
    }
    await Promise.all(underWay);
  };
}
