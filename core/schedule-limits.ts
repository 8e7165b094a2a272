/** What MediaLive's schedule demands of an input switch (UG/sched-how-actions-work). In milliseconds. */

/** A fixed start lies at least this far ahead; an action that starts sooner can no longer be deleted. */
export const minimumLeadMs = 15_000;

/** A fixed start lies at most this far ahead. */
export const maximumLeadMs = 14 * 24 * 3_600_000;

/** What is added to an immediate switch of a standard channel, so that both pipelines change at one instant. */
export const immediateLeadMs = 10_000;

/** An action that is to be taken back has to be asked for sooner than that: the request takes its time as well. */
export const lastCancelMs = minimumLeadMs + 2500;
