import type { Decision } from './decision.ts';
import type { Millis, SwitchStart } from './group.ts';

/**
 * What a decision wants done in the world. Each effect has a deterministic id and is safe to repeat: it is kept in the
 * state's outbox from the write that decided it until an outcome strikes it off.
 */
export type Effect = ScheduleSwitch | CancelSwitch | PrepareInput | StartTimer | Notify | Publish | WriteLog;

interface Identified {
  readonly id: string;
  /** It has been tried and put off: it waits for its time, whatever event comes. */
  readonly postponed?: true;
}

/** Put an input switch into the channel's schedule (BatchUpdateSchedule), unless an action of this name is there already. */
export interface ScheduleSwitch extends Identified {
  readonly type: 'schedule-switch';
  readonly actionName: string;
  readonly attachment: string;
  /** `at`: a planned instant. `fixed`: the executor's clock + lead, computed afresh on every try. */
  readonly start: SwitchStart | { readonly type: 'at'; readonly at: Millis };
  /** After this the switch is no longer wanted as decided; the executor reports it expired. */
  readonly expiresAt: Millis;
}

/** Take a planned action of ours out of the schedule. */
export interface CancelSwitch extends Identified {
  readonly type: 'cancel-switch';
  readonly actionName: string;
}

/** Have MediaLive prepare an input, at once: the standby that would be switched to. */
export interface PrepareInput extends Identified {
  readonly type: 'prepare-input';
  readonly actionName: string;
  readonly attachment: string;
}

/** A delayed message to ourselves. */
export interface StartTimer extends Identified {
  readonly type: 'start-timer';
  readonly timerId: string;
  readonly dueAt: Millis;
}

/** Tell people (SNS). */
export interface Notify extends Identified {
  readonly type: 'notify';
  readonly subject: string;
  readonly notification: Notification;
}

/** Tell systems (EventBridge). */
export interface Publish extends Identified {
  readonly type: 'publish';
  readonly detailType: string;
  readonly detail: Notification;
}

/** An entry in the channel's event log. */
export interface WriteLog extends Identified {
  readonly type: 'write-log';
  readonly at: Millis;
  readonly decision: Decision;
}

/** Site states as shown to people, in the sense of the live-slicer document. */
export type ShownSiteState = 'Active' | 'Hot' | 'Warm' | 'Unhealthy' | 'Disabled' | 'Unknown';

/** The fields of a notification: what happened, why, and the state of every member of the failover group. */
export interface Notification {
  readonly event: NotificationEvent;
  readonly channelArn: string;
  readonly failoverGroup: string;
  readonly at: Millis;
  /** The group that a switch leaves. */
  readonly original: string | null;
  /** What is on air at this moment; null: not one group on every running pipeline. */
  readonly current: string | null;
  /** Where a switch is to go that has only been ordered. */
  readonly target?: string;
  readonly reason: string;
  readonly sites: Readonly<Record<string, ShownSiteState>>;
  /** Ties together the log, the schedule action and the messages of one switch. */
  readonly correlationId: string;
}

export type NotificationEvent =
  | 'switch-started'
  | 'switch-completed'
  | 'switch-failed'
  | 'failover-prevented'
  | 'degraded'
  | 'recovered'
  | 'divergence'
  | 'operator-change'
  | 'hold-changed'
  | 'switch-withdrawn'
  | 'plan-warning'
  | 'plan-withdrawn'
  | 'plan-cancelled'
  | 'standby-lost'
  | 'standby-degraded'
  | 'standby-back'
  | 'source-lost'
  | 'source-back'
  | 'budget-spent'
  | 'accumulated'
  | 'channel-stopped'
  | 'channel-started';

/** What became of an effect. Anything that has not happened stays in the outbox. */
export type EffectResult =
  | { readonly effectId: string; readonly result: 'done' }
  | {
      readonly effectId: string;
      readonly result: 'scheduled';
      readonly startAt: Millis;
      /** Left out: the one that the effect names. */
      readonly actionName?: string;
    }
  /** MediaLive said no, and would say no again. */
  | { readonly effectId: string; readonly result: 'refused'; readonly message: string }
  | { readonly effectId: string; readonly result: 'expired' }
  /** Throttled, failing or out of reach: to be tried again. */
  | {
      readonly effectId: string;
      readonly result: 'postponed';
      readonly message: string;
      /** The service is well and refuses for the number of calls; left out: it fails, or is out of reach. */
      readonly throttled?: true;
    };
