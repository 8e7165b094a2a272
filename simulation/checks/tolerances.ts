import type { Millis } from '../../core/model/group.ts';

/** By how much the clocks of functions may be off. */
export const skewMaxMs: Millis = 500;

/** Event times are known to the second. */
export const eventResolutionMs: Millis = 1000;
