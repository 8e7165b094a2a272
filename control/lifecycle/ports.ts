import type { ObservedChannel, ObservedFlow, WorkflowOrder } from './workflow.ts';
import type { Work } from './work.ts';

/**
 * The service says no to a call and would say no again, short of a change in its permissions or its subject. No `KnownError`: it is
 * counted, not shown, and gives up only after several in a row.
 */
export class Refused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Refused';
  }
}

/**
 * The part of MediaLive and MediaConnect that starts and stops. Each call is one try; it throws {@link Refused}, or another
 * error where a later try may succeed.
 */
export interface WorkflowGateway {
  /** The channels that a stack made, by the tag that its template puts on them. */
  channelsOf(stackId: string): Promise<readonly ObservedChannel[]>;
  channel(arn: string): Promise<ObservedChannel>;
  flow(arn: string): Promise<ObservedFlow>;
  carryOut(order: WorkflowOrder): Promise<void>;
}

/** The function's messages to itself. */
export interface WorkQueue {
  /** @param delaySeconds up to 900, as SQS delays. */
  send(work: Work, delaySeconds: number): Promise<void>;
}
