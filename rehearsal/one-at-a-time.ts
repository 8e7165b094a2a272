/** Runs a task when those before it have ended, however they did. */
export type OneAtATime = <T>(task: () => Promise<T>) => Promise<T>;

/** A queue of its own, for what would only slow each other down. */
export function oneAtATime(): OneAtATime {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const next = last.then(task);
    last = next.catch(() => undefined);
    return next;
  };
}
