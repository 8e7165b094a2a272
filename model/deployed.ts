/** What the template gives the functions and their queue (lib/constructs); a test holds these to it. */

/** How long a function may run, in milliseconds. */
export const timeoutsMs = { controller: 20_000, operator: 30_000, reconciler: 55_000, configure: 60_000 };

/** How long a message that was received is hidden from others, in milliseconds. */
export const visibilityMs = 40_000;

/** A message that has been received so often goes to the dead letters. */
export const receiveMax = 6;

/** The most messages of one invocation. */
export const batchMax = 10;

/** The most controllers at work at a time. */
export const controllersMax = 20;

/** How often the reconciler runs, in milliseconds. */
export const reconcileEveryMs = 60_000;
