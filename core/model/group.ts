/**
 * A failover group as one of its channels sees it: the policy, and the contribution sites in order of priority.
 * All durations are in milliseconds.
 */

/** The two pipelines of a standard channel, named as MediaLive's events name them. */
export type PipelineId = '0' | '1';
export const pipelineIds: readonly PipelineId[] = ['0', '1'];

/** Epoch milliseconds. */
export type Millis = number;

export type SiteName = string;

export interface Site {
  readonly name: SiteName;
  /** An operator's word: may automation choose this group? It does not stop the group from being on air. */
  readonly available: boolean;
  /** The name of the channel's input attachment; schedule actions refer to it. */
  readonly attachment: string;
  /** The MediaConnect flow behind each pipeline; absent for inputs that MediaConnect does not feed. */
  readonly flows: Readonly<Partial<Record<PipelineId, Flow>>>;
}

export interface Flow {
  readonly arn: string;
  /** With more than one source, only the health of the flow as a whole says that the pipeline has lost its feed. */
  readonly sources: number;
}

/** How long evidence must last before it counts: bad for `confirmMs`, good again for `clearMs`. */
export interface Windows {
  readonly confirmMs: Millis;
  readonly clearMs: Millis;
}

export interface Policy {
  /** Whether a site is lost with all of its running pipelines, or with the first. */
  readonly failoverOn: 'all-pipelines' | 'any-pipeline';
  /** The next group by priority, or any healthy one at random (seeded by the event). */
  readonly targetChoice: 'prioritized' | 'flat';
  /** The MediaLive alert types that count as evidence, by their exact wording. */
  readonly alerts: Readonly<Record<string, Windows>>;
  /**
   * MediaConnect's word: always evidence for a standby; for the site on air only where `countsOnAir`. Good evidence of a
   * standby that is older than `maxAgeMs` no longer counts: its health is unknown.
   */
  readonly flow: Windows & { readonly countsOnAir: boolean; readonly maxAgeMs: Millis };
  /** The flags of MediaConnect's content quality analysis that count as bad evidence, by their names in the event. */
  readonly contentQuality: Readonly<Record<string, Windows>>;
  /** Ask MediaLive (ListAlerts) once more before an automatic failover. */
  readonly secondLook: boolean;
  /** `fixed`: at now + lead, at least 15 s (UG/sched-how-actions-work). `immediate`: MediaLive adds 10 s on a standard channel. */
  readonly start: SwitchStart;
  /** Have MediaLive prepare the group left behind, so that the way back needs no probing. */
  readonly prepareStandby: boolean;
  /** How long after its start a switch may take to show on every running pipeline. */
  readonly verifyMs: Millis;
  /** How long pipelines may be on different groups before that is called divergence. */
  readonly divergenceMs: Millis;
  readonly failback: FailbackPolicy;
  /** No more than `switches` automatic switches `withinMs`. */
  readonly budget: { readonly switches: number; readonly withinMs: Millis };
  /**
   * How long a channel stays off the air because of a spent budget, or of a hold that automation placed itself, beside a site that
   * is healthy: then it is switched once more and held there. null: it stays.
   */
  readonly lastResortMs: Millis | null;
  /** So many losses shorter than their window, `withinMs`, are told; `failover`: they count as a loss. */
  readonly accumulated: {
    readonly losses: number;
    readonly withinMs: Millis;
    readonly action: 'notify' | 'failover';
  };
  /** How long "it was down when we left it" stands when no event about a standby arrives; after that it is unknown. */
  readonly standbyMemoryMs: Millis;
}

/** How far ahead a fixed start is where nothing is said: MediaLive's 15 s, and a margin that survives the round trip. */
export const defaultLeadMs: Millis = 15_500;

const windows: Windows = { confirmMs: 3000, clearMs: 10_000 };

/**
 * What counts where nothing is said: in a configuration file, and in a stored policy, as an earlier release writes none of the keys
 * that came later.
 */
export const defaultPolicy: Policy = {
  failoverOn: 'all-pipelines',
  targetChoice: 'prioritized',
  alerts: {
    'Stopped Receiving UDP Input': windows,
    'Initial Probe is Taking Longer Than Expected': windows,
  },
  flow: { ...windows, countsOnAir: true, maxAgeMs: 900_000 },
  contentQuality: { video_missing: windows },
  secondLook: true,
  start: { type: 'fixed', leadMs: defaultLeadMs },
  prepareStandby: false,
  verifyMs: 10_000,
  divergenceMs: 5000,
  failback: { mode: 'manual', stableMs: 60_000 },
  budget: { switches: 3, withinMs: 3_600_000 },
  lastResortMs: 60_000,
  accumulated: { losses: 5, withinMs: 600_000, action: 'notify' },
  standbyMemoryMs: 900_000,
};

export type SwitchStart =
  { readonly type: 'fixed'; readonly leadMs: Millis } | { readonly type: 'immediate' };

export interface FailbackPolicy {
  readonly mode: 'automatic' | 'manual';
  /** How long every running pipeline of the better site must have been healthy. */
  readonly stableMs: Millis;
  /** Minutes of the day in UTC between which failback may happen; over midnight when `from` is after `to`. */
  readonly hours?: { readonly fromMinute: number; readonly toMinute: number };
}

export interface FailoverGroup {
  readonly name: string;
  readonly policy: Policy;
  /** An order for every channel of the group that automation leave it alone. */
  readonly hold: Hold | null;
  /** Highest priority first. */
  readonly sites: readonly Site[];
}

export interface Hold {
  readonly by: string;
  readonly reason: string;
  readonly at: Millis;
  /** When it ends by itself; null: when it is released. */
  readonly until: Millis | null;
}
