import type { ActiveAlert, ChannelSnapshot } from '../../core/model/event.ts';
import type { Millis } from '../../core/model/group.ts';

/** A line of ListChannels. */
export interface ChannelOverview {
  readonly arn: string;
  readonly id: string;
  readonly name: string;
  /** The API's vocabulary: IDLE, RUNNING, … */
  readonly state: string;
  /** The names of its input attachments, in the channel's order. */
  readonly attachments: readonly string[];
}

/** One switch, as it goes into a channel's schedule. */
export interface SwitchOrder {
  readonly channelArn: string;
  readonly actionName: string;
  readonly attachment: string;
  readonly start: { readonly type: 'at'; readonly at: Millis } | { readonly type: 'immediate' };
}

/** What became of one call that changes the schedule. */
export type ScheduleAnswer =
  | { readonly type: 'accepted' }
  /** MediaLive says no and would say no again. */
  | { readonly type: 'rejected'; readonly message: string }
  /** Throttled, failing or silent: unless it was throttled, it may have been carried out. */
  | { readonly type: 'unavailable'; readonly message: string; readonly throttled?: boolean };

/** An input switch, or what has an input prepared, that is in the schedule. */
export interface ScheduledAction {
  readonly attachment: string;
  /** null: the schedule gives no time for it. */
  readonly startAt: Millis | null;
}

/**
 * The part of MediaLive that the control plane uses. Each call is one try with a deadline of its own; questions throw when
 * they are not answered.
 */
export interface MediaLiveGateway {
  describeChannel(channelArn: string, signal?: AbortSignal): Promise<ChannelSnapshot>;
  activeAlerts(channelArn: string, signal?: AbortSignal): Promise<readonly ActiveAlert[]>;
  listChannels(): Promise<readonly ChannelOverview[]>;
  scheduleSwitch(order: SwitchOrder): Promise<ScheduleAnswer>;
  cancelSwitch(channelArn: string, actionName: string): Promise<ScheduleAnswer>;
  /** Has MediaLive prepare an input at once, in place of the one prepared before. */
  prepareInput(channelArn: string, actionName: string, attachment: string): Promise<ScheduleAnswer>;
  /** The action of this name in the channel's schedule; null: there is none of an input. */
  findAction(channelArn: string, actionName: string): Promise<ScheduledAction | null>;
}
