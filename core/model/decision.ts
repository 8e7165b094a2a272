/**
 * What was decided and why, also when the decision was not to act. `rule` names the rule of docs/state-machine.md that spoke.
 */
export interface Decision {
  readonly rule: Rule;
  readonly outcome: Outcome;
  /** One sentence for an operator. */
  readonly why: string;
  /** The facts it rests on, for the log. */
  readonly evidence: Readonly<Record<string, string | number | boolean | null>>;
}

export type Outcome =
  /** A switch was ordered. */
  | 'switch'
  /** Something else was changed: a hold, a plan, what is believed. */
  | 'noted'
  /** A failover was called for and must not happen. */
  | 'prevented'
  /** A command that cannot be carried out. */
  | 'refused'
  /** Nothing follows from the event. */
  | 'none';

export type Rule =
  | 'evidence'
  | 'stale-evidence'
  | 'second-look'
  | 'degraded'
  | 'recovered'
  | 'failover'
  | 'no-target'
  | 'in-flight'
  | 'hold'
  | 'budget'
  | 'not-running'
  | 'failback'
  | 'verification'
  | 'divergence'
  | 'adoption'
  | 'command'
  | 'timer'
  | 'outbox'
  | 'observation'
  | 'unwatched'
  | 'last-resort'
  | 'withdrawal'
  | 'plan'
  | 'protection'
  | 'accumulated'
  | 'prepare';
