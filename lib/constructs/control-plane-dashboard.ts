import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  MathExpression,
  type Alarm,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { ChannelEventsQueue } from './channel-events-queue.ts';
import { controlMetric } from './control-metrics.ts';

export interface ControlPlaneDashboardProps {
  /** Whose metrics it shows. */
  readonly deployment: string;
  readonly alarms: readonly Alarm[];
  readonly queue: ChannelEventsQueue;
  readonly controller: IFunction;
  readonly reconciler: IFunction;
}

/** The control plane at a glance: is it well, what did it decide, how fast. */
export class ControlPlaneDashboard extends Construct {
  constructor(scope: Construct, id: string, props: ControlPlaneDashboardProps) {
    super(scope, id);
    const period = { period: Duration.minutes(1) };
    const whose = { deployment: props.deployment };
    new Dashboard(this, 'Dashboard', {
      defaultInterval: Duration.hours(3),
      widgets: [
        [new AlarmStatusWidget({ title: 'Alarms', alarms: [...props.alarms], width: 24, height: 3 })],
        [
          graph('Channels off the air, without a healthy standby, stopped (1: at least one)', [
            controlMetric('OffAir', { ...whose, statistic: 'Maximum' }),
            controlMetric('StandbyUnhealthy', { ...whose, statistic: 'Maximum' }),
            controlMetric('ChannelStopped', { ...whose, statistic: 'Maximum' }),
          ]),
          byChannel('Off the air, by channel', 'OffAir', props.deployment),
        ],
        [
          graph('Switches', [
            controlMetric('Switches', whose),
            controlMetric('FailoversPrevented', whose),
            controlMetric('FailoversPrevented', { ...whose, rule: 'verification' }),
          ]),
          graph('Decision latency', [
            controlMetric('DecisionLatencyMs', { ...whose, statistic: 'p50' }),
            controlMetric('DecisionLatencyMs', { ...whose, statistic: 'p99' }),
          ]),
        ],
        [
          graph('Events', [
            props.queue.queue.metricNumberOfMessagesReceived(period),
            controlMetric('IgnoredMessages', whose),
            props.queue.queue.metricApproximateAgeOfOldestMessage(period),
            props.queue.deadLetters.metricApproximateNumberOfMessagesVisible(period),
          ]),
          graph('Functions', [
            props.controller.metricDuration({ ...period, statistic: 'p99' }),
            props.controller.metricErrors(period),
            props.reconciler.metricDuration({ ...period, statistic: 'p99' }),
            props.reconciler.metricErrors(period),
          ]),
        ],
        [
          graph('Seconds since the look at a channel on air that is longest ago', [
            controlMetric('OldestLookSeconds', { ...whose, statistic: 'Maximum' }),
          ]),
        ],
      ],
    });
  }
}

/** One line for each channel, however many there are. */
const byChannel = (title: string, gauge: 'OffAir', deployment: string) =>
  new GraphWidget({
    title,
    left: [
      new MathExpression({
        expression: `SEARCH('{MediaLiveFailover,Channel,Deployment} MetricName="${gauge}" Deployment="${deployment}"', 'Maximum', 60)`,
        label: '',
        period: Duration.minutes(1),
        usingMetrics: {},
      }),
    ],
    width: 12,
    height: 6,
  });

const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 12, height: 6 });
