import type { Clock } from '../../twin/clock.ts';

/** A clock that stands still until it is moved; what is due runs in order of its time, each task at its own instant. */
export interface ManualClock extends Clock {
  /** Runs everything that falls due within the next `ms`, then stands that much later. */
  advance(ms: number): void;
}

interface Task {
  readonly at: number;
  readonly run: () => void;
}

/** @param start - epoch ms of the beginning; a round number, so that times in a failed test can be read */
export function manualClock(start = Date.UTC(2026, 0, 1)): ManualClock {
  let now = start;
  const tasks = new Set<Task>();
  const nextDue = (until: number): Task | undefined =>
    [...tasks]
      .filter(({ at }) => at <= until)
      .reduce<Task | undefined>(
        (first, task) => (first === undefined || task.at < first.at ? task : first),
        undefined,
      );
  return {
    now: () => now,
    after: (ms, run) => {
      const task = { at: now + Math.max(0, ms), run };
      tasks.add(task);
      return () => {
        tasks.delete(task);
      };
    },
    advance: (ms) => {
      const end = now + ms;
      for (let task = nextDue(end); task !== undefined; task = nextDue(end)) {
        tasks.delete(task);
        now = task.at;
        task.run();
      }
      now = end;
    },
  };
}
