import { documentedLimits } from './throttle.ts';
import type { ThrottleLimits } from './throttle.ts';

/** What a drill or a test may set: times that AWS does not promise, and behaviour that its documents leave open. */
export interface MediaLiveKnobs {
  /** From StartChannel to both pipelines running; minutes on AWS, short here so that a drill starts soon. */
  readonly startMs: number;
  /** From StopChannel to IDLE. */
  readonly stopMs: number;
  /** Silence after which alert 5302 is set: "no packets for >= 1 second" (UG/monitor-activity-types-alerts-channels). */
  readonly lossMs: number;
  /** After a start without packets alert 5007 is set ("taking longer than expected"). Not documented how long that is. */
  readonly probeMs: number;
  /** Whether 5302 is set beside 5007 after such a start. Not documented. */
  readonly lossAlertAtStart: boolean;
  /** Whether 5302 is also set for an input that is only prepared. Not documented. */
  readonly alertOnPrepared: boolean;
  /** Whether an alert that is set for the old input is CLEARED when the schedule switches away from it. Not documented. */
  readonly clearOnSwitchAway: boolean;
  readonly throttle: ThrottleLimits;
  /** Items a page when the caller names no number. Not documented; small, so that a client that forgets to page is found out. */
  readonly pageSize: number;
}

export const defaultKnobs: MediaLiveKnobs = {
  startMs: 300,
  stopMs: 200,
  lossMs: 1000,
  probeMs: 5000,
  lossAlertAtStart: false,
  alertOnPrepared: false,
  clearOnSwitchAway: true,
  throttle: documentedLimits,
  pageSize: 20,
};
