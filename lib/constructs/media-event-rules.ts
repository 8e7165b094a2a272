import { Stack } from 'aws-cdk-lib';
import { Rule, type EventPattern } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { flowDetailTypes } from '../../control/events/media-connect/read-event.ts';
import { channelDetailTypes } from '../../control/events/media-live/read-event.ts';
import type { ChannelEventsQueue } from './channel-events-queue.ts';
import { arnEnd, patternsFor } from './event-pattern.ts';

/** A flow whose news is wanted. */
export interface WatchedFlow {
  readonly arn: string;
  /** Of a flow of this deployment, whose ARN is known only when it is made. */
  readonly name?: string;
}

export interface MediaEventRulesProps {
  readonly queue: ChannelEventsQueue;
  readonly channelArns: readonly string[];
  readonly flows: readonly WatchedFlow[];
}

/** The numbers of rules have so many digits. */
const digits = 3;

/** What the rules of a stack are called, `?` being any digit: the queue lets in so many by no more than this. */
export function mediaRuleNames(stack: Stack): readonly string[] {
  return [ruleName(stack, 'live', '?'.repeat(digits)), ruleName(stack, 'flow', '?'.repeat(digits))];
}

/** No longer than EventBridge's 64 characters: the name of a stack has 54 at most (config/configuration.ts). */
function ruleName({ stackName }: Stack, kind: 'live' | 'flow', number: string): string {
  return `${stackName}-${kind}-${number}`;
}

/**
 * What MediaLive and MediaConnect say of this deployment's channels and flows, and of no other, on its way to the controller; as many
 * rules as that takes. Filtered by detail type, because MediaConnect also sends source metadata every 20 s or so. Alerts of every type
 * come through: those that no policy counts are kept in the log, so that "why did nothing happen?" has an answer.
 */
export class MediaEventRules extends Construct {
  constructor(scope: Construct, id: string, props: MediaEventRulesProps) {
    super(scope, id);
    const channels = props.channelArns.map((arn) => arnEnd(arn, 'channel'));
    // Channels may share flows.
    const flows = new Map(props.flows.map(({ arn, name }) => [arn, arnEnd(arn, 'flow', name)]));
    this.#rules('live', 'What MediaLive says of channels', patternsFor(channels, channelNews), props);
    this.#rules(
      'flow',
      'What MediaConnect says of flows and their sources',
      patternsFor([...flows.values()], flowNews),
      props,
    );
  }

  #rules(
    kind: 'live' | 'flow',
    description: string,
    patterns: readonly EventPattern[],
    { queue }: MediaEventRulesProps,
  ): void {
    for (const [index, eventPattern] of patterns.entries()) {
      const number = String(index + 1).padStart(digits, '0');
      new Rule(this, `${kind}-${number}`, {
        ruleName: ruleName(Stack.of(this), kind, number),
        description,
        eventPattern,
        targets: [queue.delivery],
      });
    }
  }
}

/**
 * Alerts, input switches that happened, channels and pipelines that start and stop. The channel is told from `detail.channel_arn`:
 * `resources` was seen to name another one (UG/monitoring-cloudwatch-json-state-change).
 */
const channelNews = (values: string[]): EventPattern => ({
  source: ['aws.medialive'],
  detailType: channelDetailTypes(),
  detail: { channel_arn: values },
});

const flowNews = (values: string[]): EventPattern => ({
  source: ['aws.mediaconnect'],
  detailType: flowDetailTypes(),
  resources: values,
});
