import type { Effect } from './effect.ts';
import type { Hold, SiteName, Millis, PipelineId } from './group.ts';
import type { GroupHealth } from './health.ts';

/** The version of this shape. Items of other versions are read as well: what is known of them is taken, the rest is kept. */
export const stateSchemaVersion = 1;

/** Everything the control plane knows and owes about one channel: one DynamoDB item. */
export interface ChannelState {
  /** Of the release that first wrote it, or of a later one. */
  readonly schemaVersion: number;
  readonly channelArn: string;
  /** Counts the saves; a save is conditional on the version that was read. 0: never saved. */
  readonly version: number;
  /** Counts the switches that were decided; it names their schedule actions. */
  readonly generation: number;
  readonly pipelines: Readonly<Record<PipelineId, PipelineState>>;
  /** The site we want on air, and whose wish that is; null before anything was observed. */
  readonly intended: Intention | null;
  readonly health: Readonly<Record<SiteName, GroupHealth>>;
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
  /** What follows was added after the first release: left out in items that it saved. */
  readonly protection?: Protection;
  readonly prepared?: Prepared | null;
  /** When the site on air had a loss that was over before its window was. */
  readonly shortLosses?: readonly Millis[];
  /** By alert type and pipeline. */
  readonly unwatched?: Readonly<Record<string, UnwatchedAlert>>;
  /** People have been told of many short losses, at this time. */
  readonly shortLossesToldAt?: Millis;
  /** Which of `recentSwitches` were failbacks: they never take a unit of the budget from a failover. */
  readonly recentFailbacks?: readonly Millis[];
  /** The time that the last message to people names: the next one names a later one, whatever the clock of its function. */
  readonly toldAt?: Millis;
  /** Whether anything ran, as people were last told. */
  readonly runs?: boolean;
  /** MediaLive has refused a failback: no other before this. */
  readonly failbackAfter?: Millis;
  /** What failback was last said to wait for. */
  readonly failbackWaits?: string;
  /** Since when something of the outbox has been put off, time and again; null: nothing is. */
  readonly postponedSince?: Millis | null;
  /** Since when MediaLive has throttled the channel's orders, those that were given up included; null: it has not. */
  readonly inLineSince?: Millis | null;
  /** What was dropped because it would have outgrown the item, by kind. */
  readonly dropped?: Readonly<Record<string, number>>;
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
  /** When the attachment last changed, at the latest; left out: as `since`, which a restart moves as well. */
  readonly arrivedAt?: Millis;
  /** The schedule action that brought it there, by MediaLive's word; left out: not known. */
  readonly broughtBy?: string;
  /** When MediaLive was last asked for its alerts of this pipeline, and answered. */
  readonly listedAt?: Millis;
  /** When that list last showed an alert, counted by the policy or not, that says that there is no picture. */
  readonly listedBlankAt?: Millis;
}

export interface Intention {
  readonly group: SiteName;
  /** Automation fails back only what automation moved. */
  readonly by: 'automation' | 'operator';
  readonly at: Millis;
}

export type SwitchKind = 'failover' | 'failback' | 'heal' | 'manual' | 'planned';

export interface Switch {
  readonly kind: SwitchKind;
  readonly generation: number;
  /** 1 for the first try. */
  readonly attempt: number;
  readonly actionName: string;
  readonly from: SiteName | null;
  readonly to: SiteName;
  readonly reason: string;
  readonly by: string;
  readonly requestedAt: Millis;
  /** When the inputs change: as asked for until MediaLive has answered, then as scheduled. */
  readonly startAt: Millis;
  /** MediaLive has accepted the schedule action. */
  readonly accepted: boolean;
  /** An operator insists: it is not withdrawn because its target is down. */
  readonly force?: true;
  /** It is being taken out of the schedule. */
  readonly withdrawal?: Withdrawal;
  /** MediaLive has refused to let go of it: it stays. */
  readonly stays?: true;
  /** People have been told that its target is down. */
  readonly warned?: true;
  /** It goes beyond the budget: the channel is held where it arrives. */
  readonly lastResort?: true;
}

export interface Withdrawal {
  readonly by: 'operator' | 'automation';
  readonly reason: string;
  readonly at: Millis;
  /** It has been asked for a second time, after which nobody can be at work on the order any more. */
  readonly final?: true;
}

/** A hold on this channel; automation places one itself when it has to leave a channel to the operator. */
export interface ChannelHold extends Hold {
  readonly kind: 'operator' | 'automation';
}

export interface Incident {
  readonly kind: 'degraded' | 'lost' | 'prevented';
  readonly reason: string;
  readonly since: Millis;
  /** How many pipelines were down when people were told. */
  readonly down?: number;
}

/** What stands ready if the site on air is lost. */
export interface Protection {
  /** `full`: a site that is healthy. `half`: one that is not wholly so, or of which nothing is known. `none`: no eligible site. */
  readonly level: 'full' | 'half' | 'none';
  readonly reason: string;
  readonly since: Millis;
  /** What people were last told, where that was less than full: while the site on air is lost they are told of that alone. */
  readonly told?: 'half' | 'none';
}

/** The input that MediaLive was asked to prepare. */
export interface Prepared {
  readonly site: SiteName;
  readonly actionName: string;
  readonly at: Millis;
  readonly accepted: boolean;
}

/** An alert type that no policy counts, on one pipeline: how often it was raised since it was last written down. */
export interface UnwatchedAlert {
  readonly count: number;
  /** The one that came last: delivered again, it is the same. */
  readonly alarmId: string;
  readonly loggedAt: Millis;
}
