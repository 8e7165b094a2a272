import type { Clock } from '../clock.ts';

export interface ThrottleLimits {
  /** Calls a second that can go on for ever. */
  readonly perSecond: number;
  /** Calls that can come at once after a pause. */
  readonly burst: number;
}

/** All MediaLive calls of an account together, not raisable (UG/eml-limitations-and-rules#limits-api). */
export const documentedLimits: ThrottleLimits = { perSecond: 20, burst: 40 };

/** A token bucket: the returned function takes a token and tells whether there was one. A refusal takes none. */
export function tokenBucket(limits: ThrottleLimits, clock: Clock): () => boolean {
  let tokens = limits.burst;
  let filledAt = clock.now();
  return () => {
    const now = clock.now();
    tokens = Math.min(limits.burst, tokens + ((now - filledAt) / 1000) * limits.perSecond);
    filledAt = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
