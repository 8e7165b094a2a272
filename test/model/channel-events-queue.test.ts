import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { startFauxqs, type FauxqsServer } from 'fauxqs';
import type { Notification } from '../../core/model/effect.ts';
import { snsNotifier } from '../../aws/adapters/sns-notifier.ts';
import { sqsChannelEvents } from '../../aws/adapters/sqs-channel-events.ts';
import { sqsLooks } from '../../aws/adapters/sqs-looks.ts';
import { parseMessage } from '../../control/events/parse-message.ts';
import { ManualClock, noon } from '../control/support/manual-clock.ts';
import { RecordingLogger } from '../control/support/recording-logger.ts';
import { account, channelArnOf } from '../control/support/deployment.ts';

let server: FauxqsServer;
let sqs: SQSClient;
let sns: SNSClient;
let queueUrl: string;
let queues = 0;

beforeAll(async () => {
  server = await startFauxqs({ port: 0, logger: false, host: '127.0.0.1' });
  const options = {
    endpoint: `http://127.0.0.1:${server.port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
  };
  sqs = new SQSClient({ ...options, useQueueUrlAsEndpoint: false });
  sns = new SNSClient(options);
});
afterAll(async () => {
  sqs.destroy();
  sns.destroy();
  await server.stop();
});
beforeEach(async () => {
  const created = await sqs.send(new CreateQueueCommand({ QueueName: `queue-${queues++}` }));
  queueUrl = created.QueueUrl ?? '';
});

async function receive() {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
  );
  return Messages;
}

async function countOfDelayed(): Promise<string | undefined> {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }),
  );
  return Attributes?.ApproximateNumberOfMessagesDelayed;
}

describe('the timer queue (SQS)', () => {
  it('delivers a timer that is due at once, as a message that we understand', async () => {
    const queue = sqsChannelEvents(sqs, queueUrl, new ManualClock());
    await queue.start(channelArnOf(1), 'verify', noon - 5);
    const [message] = await receive();
    expect(parseMessage({ messageId: 'm1', body: message?.Body ?? '' }, account, noon)).toEqual({
      type: 'channel',
      channelArn: channelArnOf(1),
      event: { type: 'timer', id: 'm1', timerId: 'verify', dueAt: noon - 5 },
    });
  });

  it('holds back a timer that is due in a few seconds, and one that is due in days', async () => {
    const queue = sqsChannelEvents(sqs, queueUrl, new ManualClock());
    await queue.start(channelArnOf(1), 'verify', noon + 3900);
    await queue.start(channelArnOf(1), 'planned', noon + 3 * 86_400_000);
    expect(await countOfDelayed()).toBe('2');
  });
});

describe('the delay of a timer', () => {
  it.each([
    ['nothing when it is overdue', -5000, 0],
    ['whole seconds, the fraction left to the controller', 3900, 3],
    ['no more than SQS can, when it is further away', 3 * 86_400_000, 900],
  ])('is %s', async (_what, inMs, seconds) => {
    const mock = mockClient(SQSClient);
    mock.on(SendMessageCommand).resolves({});
    const queue = sqsChannelEvents(new SQSClient({ region: 'eu-west-1' }), 'queue', new ManualClock());
    await queue.start(channelArnOf(1), 'verify', noon + inMs);
    expect(mock.commandCalls(SendMessageCommand)[0]?.args[0].input.DelaySeconds).toBe(seconds);
    mock.restore();
  });
});

describe('the observation queue (SQS)', () => {
  it('delivers an observation without answers', async () => {
    await sqsChannelEvents(sqs, queueUrl, new ManualClock()).send(channelArnOf(1));
    const [message] = await receive();
    expect(JSON.parse(message?.Body ?? '')).toEqual({
      source: 'medialive-failover',
      kind: 'observation',
      channelArn: channelArnOf(1),
    });
  });
});

describe('the queue of looks (SQS)', () => {
  const ask = { channel: true, alerts: false, before: noon + 60_000 };
  const answers = {
    channel: { at: noon, state: 'RUNNING', pipelines: { '0': { attachment: 'a', actionName: null } } },
    alerts: [{ alarmId: 'x', alertType: 'y', pipeline: '1', setAt: noon, message: 'z' }],
  } as const;
  const looksAt = (times: readonly number[]) =>
    times.map((at, index) => ({ channelArn: channelArnOf(index + 1), answers: {}, ask, at }));
  const observers = { clock: new ManualClock(), logger: new RecordingLogger() };

  it('delivers a look with its answers, as a message that we understand', async () => {
    const look = { channelArn: channelArnOf(1), answers, ask, at: noon };
    expect(await sqsLooks(sqs, queueUrl, observers).sendAll([look])).toEqual([]);
    const [message] = await receive();
    expect(parseMessage({ messageId: 'm1', body: message?.Body ?? '' }, account, noon)).toEqual({
      type: 'channel',
      channelArn: channelArnOf(1),
      event: { type: 'observation', id: 'm1', answers, ask: { channel: true, alerts: false } },
    });
  });

  it('holds back what is for later', async () => {
    const unsent = await sqsLooks(sqs, queueUrl, observers).sendAll(
      looksAt([noon, noon + 30_000, noon + 900]),
    );
    expect(unsent).toEqual([]);
    expect(await countOfDelayed()).toBe('1');
    expect(await receive()).toHaveLength(2);
  });

  describe('in batches', () => {
    const client = new SQSClient({ region: 'eu-west-1' });
    const mock = mockClient(client);
    const looks = sqsLooks(client, 'queue', observers);
    const sizes = () =>
      mock.commandCalls(SendMessageBatchCommand).map(({ args }) => args[0].input.Entries?.length);

    beforeEach(() => {
      mock.reset();
    });
    afterAll(() => {
      mock.restore();
    });

    it('of ten', async () => {
      mock.on(SendMessageBatchCommand).resolves({});
      expect(await looks.sendAll(looksAt(Array.from({ length: 23 }, () => noon)))).toEqual([]);
      expect(sizes()).toEqual([10, 10, 3]);
    });

    it('of no more than SQS takes together', async () => {
      mock.on(SendMessageBatchCommand).resolves({});
      const flow = { at: noon, status: 'ERROR', errors: ['ü'.repeat(40_000)] };
      const large = looksAt([noon, noon, noon, noon]).map((look) => ({
        ...look,
        answers: { flows: { x: flow } },
      }));
      await looks.sendAll(large);
      expect(sizes()).toEqual([3, 1]);
    });

    it('of which the queue does not take all: those are told', async () => {
      const all = looksAt([noon, noon, noon]);
      mock.on(SendMessageBatchCommand).resolves({
        Successful: [],
        Failed: [{ Id: '1', Code: 'InternalError', SenderFault: false }],
      });
      expect(await looks.sendAll(all)).toEqual([all[1]]);
    });

    it('of which one is lost and the others go out', async () => {
      const all = looksAt(Array.from({ length: 12 }, () => noon));
      mock.on(SendMessageBatchCommand).rejectsOnce(new Error('out of reach')).resolves({});
      expect(await looks.sendAll(all)).toEqual(all.slice(0, 10));
    });
  });
});

describe('the notifier (SNS)', () => {
  const notification: Notification = {
    event: 'switch-started',
    channelArn: channelArnOf(1),
    failoverGroup: 'news',
    at: noon,
    original: 'A',
    current: 'B',
    reason: 'site A is lost',
    sites: { A: 'Unhealthy', B: 'Active' },
    correlationId: 'failover-1-B',
  };

  it('tells subscribers every field, with the time in words, and what to filter by', async () => {
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'people' }));
    const queueArn = `arn:aws:sqs:us-east-1:000000000000:${queueUrl.split('/').at(-1) ?? ''}`;
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: queueArn }));
    await snsNotifier(sns, TopicArn ?? '').notify(`ü\nnews: ${'ü'.repeat(200)}`, notification);
    const [message] = await receive();
    const received = JSON.parse(message?.Body ?? '') as {
      Subject: string;
      Message: string;
      MessageAttributes: unknown;
    };
    // Less than 100 characters, and the first of them no blank (API Publish).
    expect(received.Subject).toBe('news:'.padEnd(99));
    expect(JSON.parse(received.Message)).toEqual({ ...notification, at: '2026-11-21T12:00:00.000Z' });
    expect(received.MessageAttributes).toEqual({
      event: { Type: 'String', Value: 'switch-started' },
      failoverGroup: { Type: 'String', Value: 'news' },
    });
  });
});
