/**
 * `error`: automation could not move this channel, or viewers would lose it all the same. `warning`: it works, but slower
 * or with less behind it. `note`: worth knowing.
 */
export type Severity = 'error' | 'warning' | 'note';

/** What a rule has found, as the rule itself says it. */
export interface Remark {
  readonly severity: Severity;
  /** The part of the channel, with its name: `input "site-a"`, `output group "web"`. */
  readonly where: string;
  /** What is wrong, with the value that is there. */
  readonly found: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** A remark together with the rule it comes from. */
export interface Finding extends Remark {
  readonly rule: string;
  /** What the rule demands: what is allowed. */
  readonly demanded: string;
  readonly source: string;
}

const order: readonly Severity[] = ['error', 'warning', 'note'];

/** The gravest first; otherwise in the order of the rules. */
export function bySeverity(one: Finding, other: Finding): number {
  return order.indexOf(one.severity) - order.indexOf(other.severity);
}
