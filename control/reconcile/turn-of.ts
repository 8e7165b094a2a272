import type { Millis } from '../../core/model/group.ts';
import { runEveryMs } from './pace.ts';

/**
 * The items whose turn it is: all of them, unless there are more than `size`; then so few of them, evenly from the whole list, that
 * after as many runs each has had its turn. It follows from the time alone, so nothing has to be remembered between runs, as long as
 * the list stays in its order.
 */
export function turnOf<Item>(items: readonly Item[], size: number, now: Millis): readonly Item[] {
  const turns = turnsFor(items.length, size);
  const turn = Math.floor(now / runEveryMs) % turns;
  return items.filter((_, index) => index % turns === turn);
}

/** After how many runs each of so many items has had its turn. */
export function turnsFor(count: number, size: number): number {
  return Math.max(1, Math.ceil(count / size));
}
