import type { Millis } from '../../core/model/group.ts';

/** By how much the clocks of functions may be off. */
export const skewMaxMs: Millis = 500;

/** Event times are known to the second. */
export const eventResolutionMs: Millis = 1000;

/** By how much a list of MediaLive's alerts may be behind, at the most. */
export const listLagMs: Millis = 30_000;

/**
 * What comes this much later than the end of its window was held up, and what was said after it may come right behind it: such
 * news has so long for its end to be heard, before it must be acted on. That is a bound, and no excuse for anything that comes in time.
 */
const heldUpMs: Millis = 5_000;
const endAwaitedMs: Millis = 3_000;

/** From when on what was heard at `heardAt`, and had lasted its window at `lastedAt`, must be acted on. */
export function mustCountFrom(lastedAt: Millis, heardAt: Millis): Millis {
  return heardAt > lastedAt + heldUpMs ? heardAt + endAwaitedMs : lastedAt;
}
