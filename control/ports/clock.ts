import type { Millis } from '../../core/model/group.ts';

/** Time as the control plane sees it; tests pass one that stands still. */
export interface Clock {
  now(): Millis;
  sleep(durationMs: Millis): Promise<void>;
}

/** A number in [0, 1), for the jitter of retries. */
export type Chance = () => number;
