import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmRule,
  ComparisonOperator,
  CompositeAlarm,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface IngestAlarmsProps {
  readonly channelName: string;
  /** The dimensions of each ingest endpoint's metrics, first encoder 0's. */
  readonly ingests: readonly Readonly<Record<string, string>>[];
  /** Minutes in a row without a byte before it counts. */
  readonly silentMinutes: number;
  readonly topic: ITopic;
}

/**
 * Tells people when an encoder delivers nothing, which viewers do not see as long as the other one does, and when neither
 * does, which they do. Without MediaLive there is no other evidence. Each alarm has a heading in docs/operations.md.
 */
export class IngestAlarms extends Construct {
  constructor(scope: Construct, id: string, props: IngestAlarmsProps) {
    super(scope, id);
    const action = new SnsAction(props.topic);
    const alarms = props.ingests.map((dimensionsMap, encoder) => {
      const alarm = new Alarm(this, `IngestSilent-${encoder}`, {
        alarmDescription: `Encoder ${encoder} of ${props.channelName} delivers nothing: MediaPackage has no other one to change to.`,
        metric: new Metric({
          namespace: 'AWS/MediaPackage',
          metricName: 'IngressBytes',
          dimensionsMap,
          statistic: 'Sum',
          period: Duration.minutes(1),
        }),
        threshold: 1,
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        evaluationPeriods: props.silentMinutes,
        // Where nothing arrives, nothing is reported either.
        treatMissingData: TreatMissingData.BREACHING,
      });
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
      return alarm;
    });
    const both = new CompositeAlarm(this, 'IngestLost', {
      alarmDescription: `Neither encoder of ${props.channelName} delivers: the channel is off the air.`,
      alarmRule: AlarmRule.allOf(...alarms),
    });
    both.addAlarmAction(action);
    both.addOkAction(action);
  }
}
