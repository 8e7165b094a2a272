/** The metrics of the control plane and the one dimension each may have; docs/operations.md explains them. */
export interface MetricDimensions {
  /** From the moment a loss was confirmed to MediaLive's acceptance of the switch, in milliseconds. */
  DecisionLatencyMs: undefined;
  Switches: 'Kind';
  /** Decisions that changed nothing, but for looks of which nothing came. */
  NonDecisions: 'Rule';
  /** Failovers that were called for and must not happen. */
  FailoversPrevented: 'Rule';
  /** Saves that met someone else's. */
  Conflicts: undefined;
  IgnoredMessages: 'Reason';
  /** Alerts that only asking MediaLive brought to light: no event had told of them. */
  EvidenceMissedByEvents: undefined;
  ReconcilerRuns: undefined;
  /** Messages about channels that a run of the reconciler could not send. */
  ReconcilerMessagesUnsent: undefined;
  /** Questions of the reconciler that had no answer. */
  ReconcilerUnanswered: 'Question';
  /** How long ago the channel on air was looked at that was looked at longest ago, in seconds. */
  OldestLookSeconds: undefined;
  /** Effects that have to be tried again. */
  EffectsPostponed: 'Effect';
  /** Items of the table of which a part could not be read; the part counts as not given. */
  StoredValuesUnreadable: 'Part';
}
export type Metric = keyof MetricDimensions;

/** What is so of a channel (1) or not (0); reported at least once a minute, so that an alarm stays red until it is over. */
export type Gauge = 'OffAir' | 'StandbyUnhealthy' | 'ChannelStopped';

/** Counts and times what the control plane does. */
export interface Meter {
  count<M extends Exclude<Metric, 'DecisionLatencyMs' | 'OldestLookSeconds'>>(
    metric: M,
    ...dimension: MetricDimensions[M] extends string ? [value: string] : []
  ): void;
  /** Adds `by` to a metric without dimension. */
  add(metric: 'EvidenceMissedByEvents' | 'Conflicts' | 'ReconcilerMessagesUnsent', by: number): void;
  time(metric: 'DecisionLatencyMs', durationMs: number): void;
  /** How high something stands; the last value of an invocation counts. */
  level(metric: 'OldestLookSeconds', value: number): void;
  /** Of a channel by its name; the last value of an invocation counts. */
  gauge(metric: Gauge, channel: string, isSo: boolean): void;
}
