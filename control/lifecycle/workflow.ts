import type { Millis } from '../../core/model/group.ts';

/**
 * What a deployment wants of a workflow: that it runs; that it runs again if a deployment had paused it; that its channels
 * and the flows that they give up stand still while CloudFormation changes them; that nothing of it runs any more.
 */
export type Goal = 'run' | 'resume' | 'pause' | 'stop';

/** What stands in for the state of a resource that is not there any more. */
export const gone = 'DELETED';

export interface ObservedChannel {
  readonly arn: string;
  /** The API's vocabulary (BM:medialive.ChannelState): IDLE, RUNNING, … */
  readonly state: string;
  /** When a deployment stopped it in order to change it; null: none did, or it runs again since. */
  readonly pausedAt: Millis | null;
}

export interface ObservedFlow {
  readonly arn: string;
  /** The API's vocabulary (BM:mediaconnect.Status): STANDBY, ACTIVE, … */
  readonly state: string;
  /** What MediaConnect has against it, in its own words. */
  readonly errors: readonly string[];
}

/** The channels and flows of one workflow, as they were when they were looked at; to pause, of the flows those that are given up. */
export interface ObservedWorkflow {
  readonly channels: readonly ObservedChannel[];
  readonly flows: readonly ObservedFlow[];
}

/** One call that changes something. */
export interface WorkflowOrder {
  readonly act: 'start-flow' | 'stop-flow' | 'start-channel' | 'stop-channel' | 'mark-paused' | 'clear-mark';
  readonly arn: string;
}
