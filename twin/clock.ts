/** Time as the twin knows it; tests pass one that they move by hand. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Runs `task` once after `ms`; the returned function forgets it. */
  after(ms: number, task: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};
