import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  MathExpression,
  TreatMissingData,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ChannelEventsQueue } from './channel-events-queue.ts';
import { ownAlarmsMax } from '../../config/own-alarms.ts';
import { controlMetric } from './control-metrics.ts';

export interface ControlPlaneAlarmsProps {
  /** Whose metrics they are on. */
  readonly deployment: string;
  readonly queue: ChannelEventsQueue;
  readonly controller: IFunction;
  readonly reconciler: IFunction;
  readonly topic: ITopic;
  /** Those that the deployment builds have a queue for what their starting and stopping failed over. */
  readonly channels: readonly { readonly name: string; readonly deadLetters: IQueue | undefined }[];
}

interface AlarmOn {
  /** The channel that it is about, or which of them; left out: about all. */
  readonly channel?: string;
  readonly description: string;
  readonly metric: IMetric;
  /** From this value on; left out: 1. */
  readonly threshold?: number;
  /** Minutes in a row before it counts. */
  readonly minutes?: number;
  /** Alarm when the sum falls below one instead of reaching it; no data counts as that. */
  readonly whenSilent?: boolean;
  /** A state, not something that happened: without data it is as it was. */
  readonly isState?: boolean;
  /** Whom it tells: nobody, where the control plane tells them itself; of a single event not that it is over. */
  readonly tells?: 'both' | 'begin' | 'nobody';
}

/** An alarm on an expression takes no more (CloudWatch User Guide, "Limits that apply to alarms based on metric math expressions"). */
const metricsPerAlarm = 10;

/** Every channel is reported once a minute, now and then a little late: it must not look mended in between. */
const stateMinutes = 2;

/** What is promised: every channel on air is looked at every two minutes (control/reconcile/pace.ts). */
const lookPromiseSeconds = 120;

/** What an operator on shift must hear of. Each alarm has a heading of its own in docs/operations.md. */
export class ControlPlaneAlarms extends Construct {
  /** Those about the control plane itself: a dashboard shows no more than a hundred, and channels may be more. */
  readonly alarms: readonly Alarm[];
  readonly #action: SnsAction;
  readonly #deployment: string;

  constructor(scope: Construct, id: string, props: ControlPlaneAlarmsProps) {
    super(scope, id);
    this.#action = new SnsAction(props.topic);
    this.#deployment = props.deployment;
    const whose = { deployment: props.deployment };
    const everyMinute = { period: Duration.minutes(1) };
    const waiting = { ...everyMinute, statistic: 'Maximum' };
    this.alarms = [
      this.#alarm('DeadLetters', {
        description: 'A message about a channel could not be processed; see the redrive runbook.',
        metric: props.queue.deadLetters.metricApproximateNumberOfMessagesVisible(waiting),
      }),
      this.#alarm('ControllerErrors', {
        description: 'The controller fails: channels may not be failed over.',
        metric: props.controller.metricErrors(everyMinute),
      }),
      this.#alarm('ControllerThrottles', {
        description: 'The controller is throttled: failovers are late. Raise the concurrency of the account.',
        metric: props.controller.metricThrottles(everyMinute),
      }),
      this.#alarm('ReconcilerErrors', {
        description: 'The reconciler fails: lost events and lost timers stay unnoticed.',
        metric: props.reconciler.metricErrors(everyMinute),
        minutes: 3,
      }),
      this.#alarm('ReconcilerSilent', {
        description:
          'The reconciler has not looked at the channels: lost events and lost timers stay unnoticed.',
        metric: controlMetric('ReconcilerRuns', whose),
        minutes: 5,
        whenSilent: true,
      }),
      this.#alarm('LooksOverdue', {
        description:
          'A channel on air has not been looked at for more than two minutes: what its events fail to say stays unnoticed.',
        metric: controlMetric('OldestLookSeconds', { ...whose, statistic: 'Maximum' }),
        threshold: lookPromiseSeconds,
        minutes: 3,
      }),
      this.#alarm('FailoverPrevented', {
        description: 'A channel has lost its site and automation must not or cannot switch it: act by hand.',
        metric: controlMetric('FailoversPrevented', whose),
        tells: 'begin',
      }),
      this.#alarm('SwitchFailed', {
        description:
          'A switch was ordered and the channel did not follow, also on the second try: act by hand.',
        metric: controlMetric('FailoversPrevented', { ...whose, rule: 'verification' }),
        tells: 'begin',
      }),
      this.#alarm('ChannelStopped', {
        description: 'A channel does not run. People are told by the control plane, which names it.',
        metric: controlMetric('ChannelStopped', { ...whose, statistic: 'Maximum' }),
        isState: true,
        tells: 'nobody',
      }),
      ...(props.channels.length > ownAlarmsMax ? this.#ofChannels(undefined) : []),
    ];
    if (props.channels.length <= ownAlarmsMax) {
      for (const { name } of props.channels) this.#ofChannels(name);
    }
    this.#ofWorkflows(
      props.channels.flatMap(({ name, deadLetters }) =>
        deadLetters === undefined
          ? []
          : [{ name, metric: deadLetters.metricApproximateNumberOfMessagesVisible(waiting) }],
      ),
    );
  }

  /** What the starting and stopping of channels failed over; one alarm for several channels where they are many. */
  #ofWorkflows(queues: readonly { readonly name: string; readonly metric: IMetric }[]): void {
    if (queues.length <= ownAlarmsMax) {
      for (const { name, metric } of queues) {
        this.#alarm('WorkflowDeadLetters', {
          channel: name,
          description: `What a deployment asked about ${name} could not be done: the channel may stand still; see the runbook.`,
          metric,
        });
      }
      return;
    }
    for (let from = 0; from < queues.length; from += metricsPerAlarm) {
      const some = queues.slice(from, from + metricsPerAlarm);
      this.#alarm('WorkflowDeadLetters', {
        channel: `${from + 1}-to-${from + some.length}`,
        description: `What a deployment asked about one of these could not be done: it may stand still; see the runbook. ${some.map(({ name }) => name).join(', ')}`,
        metric: greatestOf(some.map(({ metric }) => metric)),
      });
    }
  }

  /** What viewers see of it, and what protects them; of one channel or of all. */
  #ofChannels(channel: string | undefined): readonly Alarm[] {
    const whose = channel ?? 'A channel';
    const of = channel === undefined ? {} : { channel };
    const gauge = { deployment: this.#deployment, statistic: 'Maximum', ...of };
    return [
      this.#alarm('OffAir', {
        ...of,
        description: `${whose} is off the air: the site it is on is lost on every running pipeline.`,
        metric: controlMetric('OffAir', gauge),
        isState: true,
      }),
      this.#alarm('StandbyUnhealthy', {
        ...of,
        description: `${whose} has no healthy standby: the next loss may not be answered.`,
        metric: controlMetric('StandbyUnhealthy', gauge),
        isState: true,
      }),
    ];
  }

  #alarm(kind: string, on: AlarmOn): Alarm {
    const { channel, description, metric, threshold = 1, minutes = 1, whenSilent = false } = on;
    const { isState = false, tells = 'both' } = on;
    const alarm = new Alarm(this, channel === undefined ? kind : `${kind}-${channel}`, {
      alarmDescription: description,
      metric,
      threshold,
      comparisonOperator: whenSilent
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: isState ? stateMinutes : minutes,
      ...(isState && { datapointsToAlarm: 1 }),
      treatMissingData: missing(on),
    });
    if (tells !== 'nobody') alarm.addAlarmAction(this.#action);
    if (tells === 'both') alarm.addOkAction(this.#action);
    return alarm;
  }
}

/** An idle queue reports nothing, and must not hide the others. */
function greatestOf(metrics: readonly IMetric[]): IMetric {
  const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`q${index}`, metric]));
  return new MathExpression({
    expression: `MAX([${Object.keys(usingMetrics)
      .map((id) => `FILL(${id}, 0)`)
      .join(', ')}])`,
    usingMetrics,
    label: 'Dead letters',
    period: Duration.minutes(1),
  });
}

function missing({ whenSilent = false, isState = false }: AlarmOn): TreatMissingData {
  if (whenSilent) return TreatMissingData.BREACHING;
  return isState ? TreatMissingData.IGNORE : TreatMissingData.NOT_BREACHING;
}
