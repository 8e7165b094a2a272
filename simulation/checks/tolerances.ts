import type { Millis } from '../../core/model/group.ts';

/** By how much the clocks of functions may be off. */
export const skewMaxMs: Millis = 500;

/** Event times are known to the second. */
export const eventResolutionMs: Millis = 1000;

/** By how much a list of MediaLive's alerts may be behind, at the most. */
export const listLagMs: Millis = 30_000;
