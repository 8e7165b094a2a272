import type { Millis } from '../../core/model/group.ts';

/** The longest that SQS delays a message. */
const delaySecondsMax = 900;

/** SQS delays by whole seconds: a message comes up to a second before its time, never after it. */
export function delaySecondsFor(waitMs: Millis): number {
  return Math.max(0, Math.min(Math.floor(waitMs / 1000), delaySecondsMax));
}
