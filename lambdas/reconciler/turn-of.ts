import type { Millis } from '../../core/model/group.ts';

/** How often the reconciler runs. */
const periodMs = 60_000;

/**
 * The items whose turn it is: all of them, unless there are more than `size`; then as many from where the run of a minute
 * ago left off, so that those looked at longest ago come first and none is left out. It follows from the time alone, so
 * nothing has to be remembered between runs.
 */
export function turnOf<Item>(items: readonly Item[], size: number, now: Millis): readonly Item[] {
  if (items.length <= size) return items;
  const start = (Math.floor(now / periodMs) * size) % items.length;
  return [...items.slice(start), ...items.slice(0, start)].slice(0, size);
}
