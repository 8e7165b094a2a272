import type { Gauge, Meter, Metric, MetricDimensions } from '../../control/ports/meter.ts';

export const metricsNamespace = 'MediaLiveFailover';

/** The dimension of each metric that has one. Such a metric is also recorded without it, for alarms on the whole. */
const dimensionOf: { readonly [M in Metric]: MetricDimensions[M] } = {
  DecisionLatencyMs: undefined,
  Switches: 'Kind',
  NonDecisions: 'Rule',
  FailoversPrevented: 'Rule',
  Conflicts: undefined,
  IgnoredMessages: 'Reason',
  EvidenceMissedByEvents: undefined,
  ReconcilerRuns: undefined,
  ReconcilerMessagesUnsent: undefined,
  ReconcilerUnanswered: 'Question',
  OldestLookSeconds: undefined,
  EffectsPostponed: 'Effect',
  StoredValuesUnreadable: 'Part',
};

export interface MeterOptions {
  /** By which two deployments of an account are told apart; undefined: of functions whose metrics nobody has an alarm on. */
  readonly deployment?: string;
  /**
   * The gauges that single channels have alarms on: they have a datapoint with every look, zeros as well, or an alarm would not
   * end. All others name the channel only while it is so: each channel with data is a metric more that is paid for.
   */
  readonly alarmedByChannel?: readonly string[];
}

export interface FlushingMeter extends Meter {
  /** Writes what has been measured since the last time. */
  flush(now: number): void;
}

/**
 * CloudWatch embedded metric format: a log line that becomes metrics, without a call to an API. One line for each metric
 * and dimension value of an invocation.
 *
 */
export function emfMeter(
  write: (line: string) => void,
  { deployment, alarmedByChannel = [] }: MeterOptions = {},
): FlushingMeter {
  const whose = deployment === undefined ? {} : { Deployment: deployment };
  const counts = new Map<string, { metric: Metric; value: string | undefined; count: number }>();
  const durations: number[] = [];
  const levels = new Map<Metric, number>();
  const channels = new Map<string, Partial<Record<Gauge, number>>>();
  const increase = (metric: Metric, value: string | undefined, by: number) => {
    const key = `${metric}/${value ?? ''}`;
    const count = (counts.get(key)?.count ?? 0) + by;
    counts.set(key, { metric, value, count });
  };
  return {
    count: (metric, ...[value]) => {
      increase(metric, value, 1);
    },
    add: (metric, by) => {
      if (by > 0) increase(metric, undefined, by);
    },
    time: (_metric, durationMs) => {
      durations.push(durationMs);
    },
    level: (metric, value) => {
      levels.set(metric, value);
    },
    gauge: (metric, channel, isSo) => {
      channels.set(channel, { ...channels.get(channel), [metric]: isSo ? 1 : 0 });
    },
    flush: (now) => {
      for (const [channel, values] of channels) {
        const named = Object.entries(values).filter(
          ([name, value]) => value === 1 || alarmedByChannel.includes(name),
        );
        write(
          gaugeLine(
            now,
            whose,
            channel,
            values,
            named.map(([name]) => name),
          ),
        );
      }
      channels.clear();
      for (const { metric, value, count } of counts.values()) {
        write(countLine(now, whose, metric, value, count));
      }
      if (durations.length > 0) {
        write(emfLine(now, whose, 'DecisionLatencyMs', 'Milliseconds', durations, {}));
      }
      for (const [metric, value] of levels) write(emfLine(now, whose, metric, 'Seconds', value, {}));
      counts.clear();
      levels.clear();
      durations.length = 0;
    },
  };
}

/** The dimension that every metric of a deployment has. */
type Whose = Readonly<Record<string, string>>;

function countLine(
  now: number,
  whose: Whose,
  metric: Metric,
  value: string | undefined,
  count: number,
): string {
  const dimension = dimensionOf[metric];
  const dimensions = dimension !== undefined && value !== undefined ? { [dimension]: value } : {};
  return emfLine(now, whose, metric, 'Count', count, dimensions);
}

/** All gauges of a channel in one line: without the channel, for alarms on the whole, and those in `named` also with it. */
function gaugeLine(
  now: number,
  whose: Whose,
  channel: string,
  values: Partial<Record<Gauge, number>>,
  named: readonly string[],
): string {
  const directive = (names: readonly string[], dimensions: readonly string[]) => ({
    Namespace: metricsNamespace,
    Dimensions: [[...Object.keys(whose), ...dimensions]],
    Metrics: names.map((name) => ({ Name: name, Unit: 'None' })),
  });
  return JSON.stringify({
    _aws: {
      Timestamp: now,
      CloudWatchMetrics: [
        directive(Object.keys(values), []),
        ...(named.length > 0 ? [directive(named, ['Channel'])] : []),
      ],
    },
    ...values,
    ...whose,
    Channel: channel,
  });
}

function emfLine(
  now: number,
  whose: Whose,
  metric: Metric,
  unit: 'Count' | 'Milliseconds' | 'Seconds',
  measured: number | readonly number[],
  dimensions: Readonly<Record<string, string>>,
): string {
  const own = Object.keys(whose);
  const names = Object.keys(dimensions);
  const sets = names.length > 0 ? [own, [...own, ...names]] : [own];
  const directive = {
    Namespace: metricsNamespace,
    Dimensions: sets,
    Metrics: [{ Name: metric, Unit: unit }],
  };
  return JSON.stringify({
    _aws: { Timestamp: now, CloudWatchMetrics: [directive] },
    [metric]: measured,
    ...whose,
    ...dimensions,
  });
}
