import type { Chance, Clock } from '../ports/clock.ts';
import type { Millis } from '../../core/model/group.ts';

const firstPauseMs = 100;
const longestPauseMs = 1500;

/** Waits between tries, and knows when there is no time for another. */
export interface Patience {
  /** Waits; false, at once, when the wait would end after the deadline. */
  wait(): Promise<boolean>;
}

/**
 * Pauses that double up to a bound, each drawn from the whole range below (full jitter): when many channels are throttled
 * together, this keeps the limit busy instead of having all of them come back at once.
 */
export function patienceUntil(
  deadlineAt: Millis,
  { clock, chance }: { readonly clock: Clock; readonly chance: Chance },
): Patience {
  let longest = firstPauseMs;
  return {
    wait: async () => {
      const pauseMs = chance() * longest;
      longest = Math.min(longest * 2, longestPauseMs);
      if (clock.now() + pauseMs >= deadlineAt) return false;
      await clock.sleep(pauseMs);
      return true;
    },
  };
}
