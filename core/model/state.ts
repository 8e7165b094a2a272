import type { Effect } from './effect.ts';
import type { Hold, InputGroupName, Millis, PipelineId } from './group.ts';

/** The version of this shape; a stored item of another version is refused rather than misread. */
export const stateSchemaVersion = 1;

/** Everything the control plane knows and owes about one channel: one DynamoDB item. */
export interface ChannelState {
  readonly schemaVersion: typeof stateSchemaVersion;
  readonly channelArn: string;
  /** Counts the saves; a save is conditional on the version that was read. 0: never saved. */
  readonly version: number;
  /** Counts the switches that were decided; it names their schedule actions. */
  readonly generation: number;
  readonly pipelines: Readonly<Record<PipelineId, PipelineState>>;
  /** The input group we want on air, and whose wish that is; null before anything was observed. */
  readonly intended: Intention | null;
  readonly health: Readonly<Record<InputGroupName, GroupHealth>>;
  /** The switch in flight. */
  readonly switch: Switch | null;
  /** A switch an operator has planned, not yet in flight. */
  readonly planned: Switch | null;
  readonly hold: ChannelHold | null;
  /** Since when pipelines have been on different groups. */
  readonly divergedSince: Millis | null;
  /** The trouble people have been told of, so that they are told once. */
  readonly incident: Incident | null;
  /** When the automatic switches within the budget's window were decided. */
  readonly recentSwitches: readonly Millis[];
  /** The timers that are armed, by id, with their due times. */
  readonly timers: Readonly<Record<string, Millis>>;
  /** Effects decided and not yet known to have happened, by id. */
  readonly outbox: Readonly<Record<string, Effect>>;
}

export interface PipelineState {
  /** null: not yet observed. */
  readonly running: boolean | null;
  readonly runningAt: Millis;
  /** The input attachment being ingested; null: not yet observed. */
  readonly attachment: string | null;
  /** Event time from which it has been on air, at the latest: evidence raised before speaks of the group before. */
  readonly since: Millis;
  /** The earliest it can have been on air, where only a look at the channel has shown it; left out: `since` is exact. */
  readonly notBefore?: Millis;
}

export interface Intention {
  readonly group: InputGroupName;
  /** Automation fails back only what automation moved. */
  readonly by: 'automation' | 'operator';
  readonly at: Millis;
}

export type HealthStatus = 'unknown' | 'healthy' | 'suspect' | 'down' | 'recovering';

export type GroupHealth = Readonly<Record<PipelineId, PipelineHealth>>;

/** What is known of one input group on one pipeline. */
export interface PipelineHealth {
  readonly status: HealthStatus;
  readonly since: Millis;
  /** MediaLive's alerts of the time the group has been on air, by alarm id. */
  readonly alarms: Readonly<Record<string, Alarm>>;
  /** MediaConnect's last word. */
  readonly flow: FlowEvidence | null;
  /** It was down when it left the air, at this time; MediaLive says nothing about it since. */
  readonly leftDownAt: Millis | null;
  /** From when on all evidence has been good; null: no good evidence. */
  readonly goodSince: Millis | null;
  /** It has been down and good evidence has not yet lasted the clear window. */
  readonly mending: boolean;
}

export interface Alarm {
  readonly alertType: string;
  readonly message: string;
  /** Event times, of a resolution of one second; null where only the other half has arrived. */
  readonly setAt: Millis | null;
  readonly clearedAt: Millis | null;
  /** Start of the confirmation window. */
  readonly from: Millis;
}

export interface FlowEvidence {
  readonly connected: boolean;
  /** Event time. */
  readonly at: Millis;
  /** Start of the confirmation or clear window. */
  readonly from: Millis;
}

export type SwitchKind = 'failover' | 'failback' | 'heal' | 'manual' | 'planned';

export interface Switch {
  readonly kind: SwitchKind;
  readonly generation: number;
  /** 1 for the first try. */
  readonly attempt: number;
  readonly actionName: string;
  readonly from: InputGroupName | null;
  readonly to: InputGroupName;
  readonly reason: string;
  readonly by: string;
  readonly requestedAt: Millis;
  /** When the inputs change: as asked for until MediaLive has answered, then as scheduled. */
  readonly startAt: Millis;
  /** MediaLive has accepted the schedule action. */
  readonly accepted: boolean;
}

/** A hold on this channel; automation places one itself when it has to leave a channel to the operator. */
export interface ChannelHold extends Hold {
  readonly kind: 'operator' | 'automation';
}

export interface Incident {
  readonly kind: 'degraded' | 'lost' | 'prevented';
  readonly reason: string;
  readonly since: Millis;
}
