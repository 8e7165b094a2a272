import type { Millis } from '../../core/model/group.ts';

/** What a brownout may cost a channel, wherever it is played: in a life of the simulation, or on a twin. */

/** The decisions on a channel in the busiest minute of a quiet day: two looks, with what is to be done for each. */
export const quietMax = 4;

/**
 * The decisions on a channel in the busiest minute of a loss of its site, while all is well otherwise: what is told of both
 * pipelines and their flows, windows, the switch, and what comes of each.
 */
export const lossMax = 31;

/** So many more a brownout may cost a channel in a minute: beyond those of a quiet day, and of a loss beyond those of a loss. */
export const beyondMax = 10;

/** What has happened to a channel is dealt with by then, and its pace counts: news may be late, and come again. */
export const busyMs = 2 * 60_000;

/**
 * An order that MediaLive throttles waits with other channels, and comes back every few seconds to keep its place: that is part
 * of a loss, and no line is longer than this. What MediaLive throttles for longer, under whatever name, is held to the pace.
 */
export const inLineMs = 2 * 60_000;

/**
 * From the last packet to both pipelines on the standby: a second until MediaLive notices, a window of 3 s, a start 15 s ahead,
 * and 1.5 s (the budget of a failover of the default policy, as drills hold it).
 */
const failoverMs = 20_500;

/** What calls that fail take of a failover, each of them up to a second, until one is answered. */
const triedAgainMs = 5_000;

/** Where nothing could be decided or ordered any more: the next round of the reconciler, and what it takes to look. */
const foundMs = 90_000;

/**
 * By when a channel that loses its site at `lostAt` must be on the other one, while a service fails `percent` of its calls
 * until `overAt`. Where none of them is answered without which no channel can be moved, its time runs from then on.
 */
export function answerBy(
  lostAt: Millis,
  overAt: Millis,
  { percent, isNeeded }: { readonly percent: number; readonly isNeeded: boolean },
): Millis {
  return isNeeded && percent === 100 ? overAt + foundMs + failoverMs : lostAt + failoverMs + triedAgainMs;
}

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
