import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';

interface ControlMetricProps {
  readonly statistic?: string;
  /** Only what was counted under this rule of the state machine. */
  readonly rule?: string;
}

/** A metric that the functions report in the embedded format, by the minute; docs/operations.md explains each. */
export function controlMetric(
  metricName: 'DecisionLatencyMs' | 'FailoversPrevented' | 'IgnoredMessages' | 'ReconcilerRuns' | 'Switches',
  { statistic = 'Sum', rule }: ControlMetricProps = {},
): Metric {
  return new Metric({
    namespace: 'MediaLiveFailover',
    metricName,
    statistic,
    period: Duration.minutes(1),
    ...(rule === undefined ? {} : { dimensionsMap: { Rule: rule } }),
  });
}
