import type { Millis, PipelineId } from './group.ts';

export type HealthStatus = 'unknown' | 'healthy' | 'suspect' | 'down' | 'recovering';

export type GroupHealth = Readonly<Record<PipelineId, PipelineHealth>>;

/** What is known of one site on one pipeline. */
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
  /** What else MediaConnect has said of the flow; left out: nothing. */
  readonly facts?: FlowFacts;
  /** When something last said that it is well; left out: not known. */
  readonly heardAt?: Millis;
  /** It was down when it left the air, which is old news now, and nothing has said since that this is over. */
  readonly unproven?: true;
  /** It left the air with bad evidence that had not lasted its window, at this time. */
  readonly leftSuspectAt?: Millis;
  /** When the youngest of the alarms was raised that stood as it left the air (event time); left out: none stood. */
  readonly lostAt?: Millis;
  /** Bad evidence came when its window was over: until then its end, which may lie behind it in the queue, is waited for. */
  readonly endAwaitedUntil?: Millis;
}

export interface FlowSource {
  readonly connected: boolean;
  readonly at: Millis;
  /** People have been told that it is lost. */
  readonly told?: true;
}

export interface FlowError {
  readonly message: string;
  readonly at: Millis;
  readonly from: Millis;
  readonly over?: true;
}

/** What MediaConnect has said of a flow besides whether media arrives. */
export interface FlowFacts {
  /** The flow's status, and since when it has had it. */
  readonly status?: {
    readonly status: string;
    /** The status before it, by its own word. */
    readonly previous?: string;
    readonly at: Millis;
    readonly from: Millis;
  };
  /** When the flow was last seen without its connections: what was said of them before says nothing of it now. */
  readonly stoppedAt?: Millis;
  /** The content quality flags that are raised, each with the start of its window; `at`: the last report. */
  readonly content?: { readonly at: Millis; readonly flags: Readonly<Record<string, Millis>> };
  /** Errors by code; one that is over is kept for a report of it that comes late. */
  readonly errors?: Readonly<Record<string, FlowError>>;
  /** Maintenance that is in progress since. */
  readonly maintenanceAt?: Millis;
  /** When maintenance was last over, for a report of its beginning that comes late. */
  readonly maintenanceOverAt?: Millis;
  /** Whether DescribeFlow has named a sender since the flow's last start, and when it last did or did not. */
  readonly sending?: {
    readonly seen: boolean;
    readonly now: boolean;
    readonly at: Millis;
    readonly from: Millis;
  };
  /** Errors in the transport stream while media arrives, since. */
  readonly transportErrorsAt?: Millis;
  /** The sources of a flow that has two, by ARN. */
  readonly sources?: Readonly<Record<string, FlowSource>>;
}

export interface Alarm {
  readonly alertType: string;
  readonly message: string;
  /** Event times, of a resolution of one second; null where only the other half has arrived. */
  readonly setAt: Millis | null;
  readonly clearedAt: Millis | null;
  /** Start of the confirmation window. */
  readonly from: Millis;
  /** No CLEARED has ended it: MediaLive, asked, did not show it. */
  readonly endedByList?: true;
}

export interface FlowEvidence {
  readonly connected: boolean;
  /** Event time. */
  readonly at: Millis;
  /** Start of the confirmation or clear window. */
  readonly from: Millis;
  /** It is connected and carries no bits. */
  readonly bitrateZero?: true;
  /** What it had said before the second of `at`; null: nothing, as its first report of its life says; left out: not known. */
  readonly before?: boolean | null;
  /** It was said again, by its own word: no change. */
  readonly repeats?: true;
  /** Both were said within the second of `at`. */
  readonly both?: true;
}
