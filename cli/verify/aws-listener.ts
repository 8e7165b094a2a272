import { randomUUID } from 'node:crypto';
import {
  DeleteRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  type EventBridgeClient,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import { isRecord } from '../../config/record.ts';
import type { HeardEvent, Listener } from './account.ts';

interface Clients {
  readonly events: EventBridgeClient;
  readonly queues: SQSClient;
}

const heardEvent = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ time: v.pipe(v.string(), v.isoTimestamp()), detail: v.custom<HeardEvent['detail']>(isRecord) }),
);

/** Has a rule of its own bring everything that MediaLive says of a channel into a queue of its own, until it is closed. */
export async function listenTo(channelArn: string, { events, queues }: Clients): Promise<Listener> {
  const name = `failover-verify-${randomUUID().slice(0, 8)}`;
  const undo: (() => Promise<unknown>)[] = [];
  const close = async () => {
    const done = await Promise.allSettled(undo.splice(0).map((act) => act()));
    const failed = done.find((one) => one.status === 'rejected');
    if (failed !== undefined) {
      throw new Error(`Delete the rule and the queue ${name}. ${String(failed.reason)}`);
    }
  };
  try {
    const { QueueUrl = '' } = await queues.send(new CreateQueueCommand({ QueueName: name }));
    undo.push(() => queues.send(new DeleteQueueCommand({ QueueUrl })));
    const { Attributes } = await queues.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
    );
    const queueArn = Attributes?.QueueArn ?? '';
    const EventPattern = JSON.stringify({ source: ['aws.medialive'], resources: [channelArn] });
    const { RuleArn = '' } = await events.send(new PutRuleCommand({ Name: name, EventPattern }));
    undo.push(async () => {
      await events.send(new RemoveTargetsCommand({ Rule: name, Ids: ['queue'] }));
      await events.send(new DeleteRuleCommand({ Name: name }));
    });
    const Policy = JSON.stringify(policyFor(queueArn, RuleArn));
    await queues.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
    await events.send(new PutTargetsCommand({ Rule: name, Targets: [{ Id: 'queue', Arn: queueArn }] }));
    return { heard: () => receive(queues, QueueUrl), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function receive(queues: SQSClient, QueueUrl: string): Promise<readonly HeardEvent[]> {
  const { Messages = [] } = await queues.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: 1,
      VisibilityTimeout: 3600,
    }),
  );
  return Messages.flatMap(({ Body }) => {
    const read = v.safeParse(heardEvent, Body);
    return read.success ? [{ at: Date.parse(read.output.time), detail: read.output.detail }] : [];
  });
}

/** Nothing but this rule may send. */
function policyFor(queueArn: string, ruleArn: string): object {
  const Condition = { ArnEquals: { 'aws:SourceArn': ruleArn } };
  const Principal = { Service: 'events.amazonaws.com' };
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: 'sqs:SendMessage', Resource: queueArn, Condition }],
  };
}
