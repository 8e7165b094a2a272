import { Rule, type EventPattern, type IRuleTarget } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { ChannelEventsQueue } from './channel-events-queue.ts';
import { withinSizeLimit } from './event-pattern.ts';

export interface MediaEventRulesProps {
  readonly queue: ChannelEventsQueue;
  readonly channelArns: readonly string[];
  readonly flowArns: readonly string[];
  /** The alert types that any policy counts as evidence; no other alert is worth a message. */
  readonly alertTypes: readonly string[];
}

/**
 * What MediaLive and MediaConnect say, on its way to the controller. Filtered by detail type, because MediaConnect also
 * sends source metadata every 20 s or so.
 */
export class MediaEventRules extends Construct {
  constructor(scope: Construct, id: string, props: MediaEventRulesProps) {
    super(scope, id);
    const target = new SqsQueue(props.queue.queue, { deadLetterQueue: props.queue.deadLetters });
    if (props.alertTypes.length > 0) {
      this.#rule('ChannelAlert', 'Input alerts of the channels', target, [
        medialive(['MediaLive Channel Alert'], { alert_type: [...props.alertTypes] }, props.channelArns),
        medialive(['MediaLive Channel Alert'], { alert_type: [...props.alertTypes] }),
      ]);
    }
    this.#rule('InputChange', 'Input switches that happened', target, [
      medialive(['MediaLive Channel Input Change'], {}, props.channelArns),
      medialive(['MediaLive Channel Input Change'], {}),
    ]);
    this.#rule('ChannelState', 'Channels and pipelines that start and stop', target, [
      medialive(['MediaLive Channel State Change'], {}, props.channelArns),
      medialive(['MediaLive Channel State Change'], {}),
    ]);
    if (props.flowArns.length > 0) {
      this.#rule('FlowHealth', 'The health of flows and their sources', target, [
        { ...flowHealth, resources: [...props.flowArns] },
        flowHealth,
      ]);
    }
  }

  #rule(
    id: string,
    description: string,
    target: IRuleTarget,
    [narrow, wide]: readonly [EventPattern, EventPattern],
  ): void {
    new Rule(this, id, { description, eventPattern: withinSizeLimit(narrow, wide), targets: [target] });
  }
}

const flowHealth: EventPattern = {
  source: ['aws.mediaconnect'],
  detailType: ['MediaConnect Source Health', 'MediaConnect Flow Health'],
};

/** The channel is told from `detail.channel_arn`: `resources` was seen to name another one (UG/monitoring-cloudwatch-json-state-change). */
function medialive(
  detailType: string[],
  detail: Readonly<Record<string, string[]>>,
  channelArns?: readonly string[],
): EventPattern {
  const full = channelArns === undefined ? detail : { ...detail, channel_arn: [...channelArns] };
  return {
    source: ['aws.medialive'],
    detailType,
    ...(Object.keys(full).length > 0 ? { detail: full } : {}),
  };
}
