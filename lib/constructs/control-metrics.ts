import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';

interface ControlMetricProps {
  /** The deployment whose metric it is: another one of the account has the same. */
  readonly deployment: string;
  readonly statistic?: string;
  /** Only what was counted under this rule of the state machine. */
  readonly rule?: string;
  /** Only of this channel. */
  readonly channel?: string;
}

/** A metric that the functions report in the embedded format, by the minute; docs/operations.md explains each. */
export function controlMetric(
  metricName:
    | 'OffAir'
    | 'StandbyUnhealthy'
    | 'ChannelStopped'
    | 'DecisionLatencyMs'
    | 'FailoversPrevented'
    | 'IgnoredMessages'
    | 'OldestLookSeconds'
    | 'ReconcilerRuns'
    | 'Switches',
  { deployment, statistic = 'Sum', rule, channel }: ControlMetricProps,
): Metric {
  return new Metric({
    namespace: 'MediaLiveFailover',
    metricName,
    statistic,
    period: Duration.minutes(1),
    dimensionsMap: {
      Deployment: deployment,
      ...(rule === undefined ? {} : { Rule: rule }),
      ...(channel === undefined ? {} : { Channel: channel }),
    },
  });
}
