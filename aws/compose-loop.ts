import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { callLimits } from './adapters/aws-call-limits.ts';
import { awsMediaLiveGateway } from './adapters/aws-media-live-gateway.ts';
import { dynamoChannelStore } from './adapters/dynamo-channel-store.ts';
import { dynamoGroupStore } from './adapters/dynamo-group-store.ts';
import { dynamoLogStore } from './adapters/dynamo-log-store.ts';
import { eventBridgePublisher } from './adapters/event-bridge-publisher.ts';
import { openMediaLive } from './adapters/media-live-client.ts';
import { snsNotifier } from './adapters/sns-notifier.ts';
import { sqsChannelEvents } from './adapters/sqs-channel-events.ts';
import type { Table } from './adapters/table.ts';
import type { LoopDeps } from '../control/loop/deps.ts';
import type { BaseDeps } from './middleware/base-middleware.ts';

/** What a function that decides needs to know of its deployment. */
interface DecideEnvironment {
  readonly EVENTS_QUEUE_URL: string;
  readonly NOTIFICATION_TOPIC_ARN: string;
  readonly EVENT_BUS_NAME: string;
  readonly LOG_RETENTION_DAYS: string;
}

/** The AWS services that deciding on channels needs; shared by the controller and the operator function. */
export function composeLoop(base: BaseDeps, table: Table, environment: DecideEnvironment): LoopDeps {
  return {
    ...base,
    chance: Math.random,
    channels: dynamoChannelStore(table, base.clock),
    groups: dynamoGroupStore(table, base.clock),
    log: dynamoLogStore(table, Number(environment.LOG_RETENTION_DAYS)),
    mediaLive: awsMediaLiveGateway(openMediaLive(), base.clock),
    timers: sqsChannelEvents(new SQSClient(callLimits), environment.EVENTS_QUEUE_URL, base.clock),
    notifier: snsNotifier(new SNSClient(callLimits), environment.NOTIFICATION_TOPIC_ARN),
    publisher: eventBridgePublisher(new EventBridgeClient(callLimits), environment.EVENT_BUS_NAME),
  };
}
