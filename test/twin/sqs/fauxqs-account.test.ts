/** Goal: queues and topics are of the account that the twin stands in for, and messages arrive as they were sent. */
import { CreateTopicCommand, PublishCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { emptyEstate } from '../../../twin/estate.ts';
import { startTwin, type Twin } from '../../../twin/twin.ts';

const account = '111122223333';
const region = 'eu-west-1';
/** What a message may say of any account. */
const text = `{"mine":"arn:aws:sqs:${region}:${account}:q","zeros":"000000000000"}`;

let twin: Twin;
let sqs: SQSClient;
let sns: SNSClient;

beforeAll(async () => {
  twin = await startTwin({ estate: emptyEstate({ account, region }) });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const settings = { endpoint: twin.endpoint, region, credentials, maxAttempts: 1 };
  [sqs, sns] = [new SQSClient(settings), new SNSClient(settings)];
});

afterAll(async () => {
  for (const client of [sqs, sns]) client.destroy();
  await twin.stop();
});

async function queue(
  QueueName: string,
  Attributes = {},
): Promise<{ url: string; arn: string; redrive: string }> {
  const { QueueUrl: url = '' } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  const { Attributes: given = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
  );
  return { url, arn: given.QueueArn ?? '', redrive: given.RedrivePolicy ?? '' };
}

const receive = async (QueueUrl: string): Promise<readonly (string | undefined)[]> =>
  ((await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }))).Messages ?? []).map(
    ({ Body }) => Body,
  );

describe('an account of another number', () => {
  it('is in the URL and the ARN of a queue, and in its redrive policy', async () => {
    const dead = await queue('dead');
    const policy = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: '3' });
    const live = await queue('live', { RedrivePolicy: policy });
    expect([live.url, live.arn]).toEqual([
      `${twin.endpoint}/${account}/live`,
      `arn:aws:sqs:${region}:${account}:live`,
    ]);
    expect(JSON.parse(live.redrive)).toMatchObject({
      deadLetterTargetArn: `arn:aws:sqs:${region}:${account}:dead`,
    });
  });

  it('changes no message, whose digest the client checks', async () => {
    const { url } = await queue('messages');
    await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: text }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: [{ Id: '1', MessageBody: text }] }));
    expect(await receive(url)).toEqual([text, text]);
  });

  it('is that of a topic, whose messages come as they were published', async () => {
    const { url, arn } = await queue('subscribed');
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'topic' }));
    expect(TopicArn).toBe(`arn:aws:sns:${region}:${account}:topic`);
    const Attributes = { RawMessageDelivery: 'true' };
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: arn, Attributes }));
    await sns.send(new PublishCommand({ TopicArn, Message: text }));
    expect(await receive(url)).toEqual([text]);
  });
});
