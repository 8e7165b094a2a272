import type { Chance, Clock } from '../ports/clock.ts';
import type { Millis } from '../../core/model/group.ts';

const firstPauseMs = 100;
/** Pauses between calls to a service that fails: it is down for longer, and each call is one more for it to refuse. */
const pauseMaxMs = 1500;

/** The pauses between retries, up to a deadline. */
export interface Patience {
  /** Waits, and returns true; returns false at once if the pause would end after the deadline. */
  wait(): Promise<boolean>;
}

/** Exponential backoff with full jitter, so that channels throttled at the same time do not retry at the same time. */
export function patienceUntil(
  deadlineAt: Millis,
  { clock, chance }: { readonly clock: Clock; readonly chance: Chance },
  longestPauseMs = pauseMaxMs,
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
