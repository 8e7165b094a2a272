import type { Millis } from '../core/model/group.ts';
import type { CallBudget } from '../control/ports/call-budget.ts';
import type { Clock } from '../control/ports/clock.ts';

/** A budget of calls in memory, for each `windowMs`. */
export function memoryCallBudget(clock: Pick<Clock, 'now'>, windowMs: Millis): CallBudget {
  const taken = new Map<number, number>();
  return {
    take: (calls, most) => {
      const window = Math.floor(clock.now() / windowMs);
      const sum = (taken.get(window) ?? 0) + calls;
      if (sum > most) return Promise.resolve(false);
      taken.set(window, sum);
      return Promise.resolve(true);
    },
  };
}
