import { Rule, type EventPattern, type IRuleTarget } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import type { ChannelEventsQueue } from './channel-events-queue.ts';
import { withinSizeLimit } from './event-pattern.ts';

export interface MediaEventRulesProps {
  readonly queue: ChannelEventsQueue;
  readonly channelArns: readonly string[];
  readonly flowArns: readonly string[];
}

/**
 * What MediaLive and MediaConnect say, on its way to the controller. Filtered by detail type, because MediaConnect also
 * sends source metadata every 20 s or so. Alerts of every type come through: those that no policy counts are kept in the
 * log, so that "why did nothing happen?" has an answer.
 */
export class MediaEventRules extends Construct {
  constructor(scope: Construct, id: string, props: MediaEventRulesProps) {
    super(scope, id);
    const target = props.queue.delivery;
    this.#rule(
      'ChannelAlert',
      'Alerts of the channels',
      target,
      medialive('MediaLive Channel Alert', props.channelArns),
    );
    this.#rule(
      'InputChange',
      'Input switches that happened',
      target,
      medialive('MediaLive Channel Input Change', props.channelArns),
    );
    this.#rule(
      'ChannelState',
      'Channels and pipelines that start and stop',
      target,
      medialive('MediaLive Channel State Change', props.channelArns),
    );
    if (props.flowArns.length > 0) {
      this.#rule('FlowHealth', 'What MediaConnect says of the flows and their sources', target, [
        { ...flowNews, resources: [...props.flowArns] },
        flowNews,
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

/** All that `lambdas/shared/events/media-connect` reads; outputs are MediaLive's own, and say nothing of the contribution. */
const flowNews: EventPattern = {
  source: ['aws.mediaconnect'],
  detailType: [
    'MediaConnect Source Health',
    'MediaConnect Flow Health',
    'MediaConnect Flow Status Change',
    'MediaConnect Flow Maintenance',
    'MediaConnect Alert',
    'MediaConnect Flow Content Quality',
  ],
};

/**
 * Narrow and wide. The channel is told from `detail.channel_arn`: `resources` was seen to name another one
 * (UG/monitoring-cloudwatch-json-state-change).
 */
function medialive(
  detailType: string,
  channelArns: readonly string[],
): readonly [EventPattern, EventPattern] {
  const wide = { source: ['aws.medialive'], detailType: [detailType] };
  return [{ ...wide, detail: { channel_arn: [...channelArns] } }, wide];
}
