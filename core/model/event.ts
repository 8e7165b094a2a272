import type { EffectResult } from './effect.ts';
import type { SiteName, Millis, PipelineId } from './group.ts';

/**
 * What can happen to a channel. Time and chance are in the event: `now` is when it is being decided on, `id` is unique to
 * it and the same when it is delivered again.
 */
export type ChannelEvent = (
  | AlertEvent
  | FlowHealthEvent
  | FlowReportEvent
  | InputChangeEvent
  | ChannelStateEvent
  | TimerEvent
  | ObservationEvent
  | OutcomeEvent
  | CommandEvent
) & {
  readonly id: string;
  readonly now: Millis;
  /** What MediaLive answered when it was asked before this decision; see `inquiryFor`. */
  readonly answers?: Answers;
};

/** `at` is the event's own time, of a resolution of one second. */
export interface AlertEvent {
  readonly type: 'alert';
  readonly at: Millis;
  readonly pipeline: PipelineId;
  readonly alarmId: string;
  readonly alertType: string;
  readonly alarmState: 'set' | 'cleared';
  readonly message: string;
}

/** MediaConnect says whether media arrives: `MediaConnect Flow Health` and `MediaConnect Source Health`. */
export interface FlowHealthEvent {
  readonly type: 'flow-health';
  readonly at: Millis;
  readonly site: SiteName;
  readonly pipeline: PipelineId;
  /** Whether MediaConnect speaks of the flow as a whole or of one of its sources. */
  readonly scope: 'flow' | 'source';
  /** The ARN of the source, where it speaks of one. */
  readonly source?: string;
  /** Media arrives: the state is CONNECTED or RECEIVING, and the bitrate is not zero. */
  readonly connected: boolean;
  /** Why media does not arrive although the state is CONNECTED: `isBitrateZero`. */
  readonly bitrateZero?: true;
  /**
   * The same of `detail.previous`; null: there was nothing before, as after the flow's start. Left out: the event does not say.
   */
  readonly previous?: boolean | null;
  /** `unhealthy` while media arrives: errors in the transport stream (TR 101 290). */
  readonly transportErrors?: true;
}

/** What else MediaConnect says of the flow behind a pipeline. */
export interface FlowReportEvent {
  readonly type: 'flow-report';
  readonly at: Millis;
  readonly site: SiteName;
  readonly pipeline: PipelineId;
  readonly report: FlowReport;
}

export type FlowReport =
  /** `MediaConnect Flow Status Change`: STANDBY, ACTIVE, UPDATING, DELETING, STARTING, STOPPING, ERROR. */
  | { readonly kind: 'status'; readonly status: string; readonly previous?: string }
  /** `MediaConnect Flow Maintenance`: SCHEDULED, RESCHEDULED, CANCELED, INPROGRESS, FINISHED, FAILED. */
  | { readonly kind: 'maintenance'; readonly status: string }
  /** `MediaConnect Flow Content Quality`: the flags of all streams that are true; none: all is well. */
  | { readonly kind: 'content'; readonly flags: readonly string[] }
  /** `MediaConnect Alert`. */
  | { readonly kind: 'error'; readonly code: string; readonly errored: boolean; readonly message: string };

export interface InputChangeEvent {
  readonly type: 'input-change';
  readonly at: Millis;
  readonly pipeline: PipelineId;
  readonly attachment: string;
  /** The schedule action behind it; null where MediaLive names none. */
  readonly actionName: string | null;
}

export interface ChannelStateEvent {
  readonly type: 'channel-state';
  readonly at: Millis;
  /** The events' vocabulary: CREATED, STARTING, RUNNING, STOPPING, STOPPED, DELETING, DELETED. */
  readonly state: string;
  /** null: the event speaks of the whole channel. */
  readonly pipeline: PipelineId | null;
}

export interface TimerEvent {
  readonly type: 'timer';
  readonly timerId: string;
  readonly dueAt: Millis;
}

/** The channel is looked at: what the sender has seen of it already is in `answers`. */
export interface ObservationEvent {
  readonly type: 'observation';
  /** What MediaLive is asked, unless an answer says it; left out: everything, or nothing where there are answers. */
  readonly ask?: Inquiry;
}

export interface OutcomeEvent {
  readonly type: 'outcome';
  readonly results: readonly EffectResult[];
}

export interface CommandEvent {
  readonly type: 'command';
  readonly by: string;
  readonly command: Command;
}

export type Command =
  | {
      readonly action: 'switch';
      readonly to: SiteName;
      /** null: now. */
      readonly at: Millis | null;
      /** Switch even to a site that is disabled or unhealthy. */
      readonly force: boolean;
      readonly reason: string;
    }
  | { readonly action: 'cancel'; readonly reason: string }
  | { readonly action: 'hold'; readonly reason: string; readonly until: Millis | null }
  | { readonly action: 'release'; readonly reason: string };

/** Answers of MediaLive to the questions of `inquiryFor`; `unavailable`: it did not answer in time. */
export interface Answers {
  /** When MediaLive was asked for this very decision; left out: a message carries the answers, from when the snapshot was taken. */
  readonly askedAt?: Millis;
  readonly channel?: ChannelSnapshot | 'unavailable';
  readonly alerts?: readonly ActiveAlert[] | 'unavailable';
  /** What MediaConnect answered about the channel's flows, by ARN. */
  readonly flows?: Readonly<Record<string, FlowSnapshot>> | 'unavailable';
}

/** A flow as MediaConnect describes it: ListFlows, and where that was asked for, DescribeFlow and CloudWatch. */
export interface FlowSnapshot {
  readonly at: Millis;
  /** The API's vocabulary: STANDBY, ACTIVE, UPDATING, DELETING, STARTING, STOPPING, ERROR; null: there is no such flow. */
  readonly status: string | null;
  /** DescribeFlow names a device that is sending to a source (`peerIpAddress`); left out: not asked. */
  readonly sending?: boolean;
  /** DescribeFlow's `messages.errors`; left out: not asked. */
  readonly errors?: readonly string[];
  /** CloudWatch's last word on whether media arrives; left out: not asked, or no datapoint. */
  readonly carries?: boolean;
}

/** DescribeChannel, in our words. */
export interface ChannelSnapshot {
  readonly at: Millis;
  /** The API's vocabulary: IDLE, STARTING, RUNNING, RECOVERING, STOPPING, … */
  readonly state: string;
  /** Only running pipelines are listed. */
  readonly pipelines: Readonly<Partial<Record<PipelineId, PipelineSnapshot>>>;
}

export interface PipelineSnapshot {
  readonly attachment: string | null;
  readonly actionName: string | null;
}

/** An alert that ListAlerts shows as SET. */
export interface ActiveAlert {
  readonly alarmId: string;
  readonly alertType: string;
  readonly pipeline: PipelineId;
  readonly setAt: Millis;
  readonly message: string;
}

/** What is worth asking MediaLive before an event is decided on. */
export interface Inquiry {
  readonly channel: boolean;
  readonly alerts: boolean;
}
