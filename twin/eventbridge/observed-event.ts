import type { AwsEvent } from '../event-bus.ts';

/** An event as it entered a bus. */
export interface ObservedEvent {
  readonly event: AwsEvent;
  readonly busName: string;
  /** Epoch ms; the event's own time has only seconds. */
  readonly at: number;
  /** The rules that matched it, by name. */
  readonly matchedRules: readonly string[];
}

/** What became of one event on its way to one target of one rule. */
export interface EventDelivery {
  readonly event: AwsEvent;
  readonly ruleName: string;
  readonly targetArn: string;
  readonly outcome: 'delivered' | 'dropped' | 'failed';
  /** Why it failed. */
  readonly reason?: string;
  /** 2 for the second of a duplicated event. */
  readonly copy: number;
  /** Epoch ms at which the target had it, or at which it was clear that it will not. */
  readonly at: number;
}
