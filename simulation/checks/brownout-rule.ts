import type { Millis } from '../../core/model/group.ts';

/** The decisions on a channel in the busiest minute of a quiet day: two looks, with what is to be done for each. */
export const quietMax = 4;

/** So many more a brownout may cost a channel in a minute. */
export const beyondMax = 10;

export const minuteMs = 60_000;

/** How many of these moments, which are in order, lie within one minute at the most. */
export function inBusiestMinute(times: readonly Millis[]): number {
  let from = 0;
  let most = 0;
  times.forEach((at, index) => {
    while (at - (times[from] ?? at) >= minuteMs) from += 1;
    most = Math.max(most, index - from + 1);
  });
  return most;
}
