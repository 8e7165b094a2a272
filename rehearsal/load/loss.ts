import { documentedLimits } from '../../twin/medialive/throttle.ts';

/** The alert that a site without packets raises. */
export const alertType = 'Stopped Receiving UDP Input';

/** MediaLive raises it after this long without packets (UG/monitor-activity-types-alerts-channels). */
export const alertAfterMs = 1000;

/** The confirmation window of the channels. */
export const confirmMs = 1000;

/** The result of many channels losing a site at once, in the model and on the twin alike. */
export interface Loss {
  readonly channels: number;
  /** Over so many deployments. */
  readonly deployments: number;
  /** From the last packet to the last switch that MediaLive took into a schedule. */
  readonly lastAcceptedMs: number;
  /** Calls that the throttle let through until then: for switches and second looks; for verification, and for the reconciler's looks. */
  readonly failoverCalls: number;
  readonly otherCalls: number;
  readonly refused: number;
  /** The most calls on the way to its switch that one channel cost. */
  readonly callsPerChannelMax: number;
  readonly conflicts: number;
  /** Channels with no switch of ours in their schedule, or more than one. */
  readonly notOnce: number;
  /** Channels with a switch in flight or an effect owed at the end. */
  readonly notSettled: number;
  readonly redeliveries: number;
  readonly deadLetters: number;
}

/** The least that so many calls take under the throttle, after what must be waited for: the alert, and the window. */
export function boundMs(calls: number): number {
  const { burst, perSecond } = documentedLimits;
  return alertAfterMs + confirmMs + (Math.max(0, calls - burst) / perSecond) * 1000;
}

/** Against what all calls that were let through must have taken. */
export function ratioOf({ lastAcceptedMs, failoverCalls, otherCalls }: Loss): number {
  return lastAcceptedMs / boundMs(failoverCalls + otherCalls);
}

/** Against what switches and second looks alone would have taken: verification and the reconciler want calls, too. */
export function strictRatioOf({ lastAcceptedMs, failoverCalls }: Loss): number {
  return lastAcceptedMs / boundMs(failoverCalls);
}
