import {
  AddPermissionCommand,
  ChangeMessageVisibilityBatchCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteQueueCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  RemovePermissionCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import type { Application } from './application.ts';
import type { Forgeries } from './forgeries.ts';
import type { Way } from './way.ts';

/** What can be tried with `sqs:*`: to put something in, to hide or take away what is in, and to change the queue itself. */
export function queueWays(application: Application, forge: Forgeries): readonly Way[] {
  return [...forgedMessages(application, forge), ...moved(application, forge), ...spoilt(application)];
}

function forgedMessages({ sqs, eventsQueue, workQueue }: Application, forge: Forgeries): readonly Way[] {
  const send = (QueueUrl: string, MessageBody: string, DelaySeconds?: number) =>
    sqs.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody,
        ...(DelaySeconds !== undefined && { DelaySeconds }),
        MessageAttributes: { SenderId: { DataType: 'String', StringValue: 'AROACONTROLLER:controller' } },
      }),
    );
  const batch = (...bodies: readonly string[]) =>
    sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: eventsQueue,
        Entries: bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody })),
      }),
    );
  return [
    {
      name: 'send alerts of both pipelines',
      aim: 'move',
      attempt: () => batch(forge.alert('SET', '0'), forge.alert('SET', '1')),
    },
    {
      name: 'send input changes of both pipelines',
      aim: 'move',
      attempt: () => batch(forge.inputChange('0', 'B'), forge.inputChange('1', 'B')),
    },
    {
      name: 'send the end of every alert',
      aim: 'freeze',
      attempt: () => batch(forge.alert('CLEARED', '0'), forge.alert('CLEARED', '1')),
    },
    {
      name: 'send that the channel has stopped',
      aim: 'freeze',
      attempt: () => send(eventsQueue, forge.stopped()),
    },
    {
      name: 'send a look at an idle channel',
      aim: 'freeze',
      attempt: () => send(eventsQueue, forge.sawIdle()),
    },
    {
      name: 'send a look at the other site',
      aim: 'move',
      attempt: () => send(eventsQueue, forge.sawOn('B')),
    },
    { name: 'send a timer', aim: 'move', attempt: () => send(eventsQueue, forge.timer('health')) },
    {
      name: 'send that it has stopped, delayed by 5 s',
      aim: 'freeze',
      attempt: () => send(eventsQueue, forge.stopped(), 5),
    },
    { name: 'send the work to stop it', aim: 'stop', attempt: () => send(workQueue, forge.work('stop')) },
    {
      name: 'send the work to pause it, delayed by 5 s',
      aim: 'stop',
      attempt: () => send(workQueue, forge.work('pause'), 5),
    },
  ];
}

function moved(
  { sqs, eventsQueue, workQueue, deadLetters, arnOf }: Application,
  forge: Forgeries,
): readonly Way[] {
  const own = (QueueName: string, Attributes: Record<string, string> = {}) =>
    sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  const deadIn = (url: string) => ({
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arnOf(url), maxReceiveCount: 1 }),
  });
  return [
    {
      name: 'lay a forged event among the dead letters',
      aim: 'freeze',
      attempt: () =>
        sqs.send(new SendMessageCommand({ QueueUrl: deadLetters, MessageBody: forge.stopped() })),
    },
    {
      name: 'send the dead letters back',
      aim: 'move',
      attempt: () => sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arnOf(deadLetters) })),
    },
    {
      name: 'make our queue the dead-letter queue of their own',
      aim: 'move',
      attempt: () => own('mine', deadIn(eventsQueue)),
    },
    {
      name: 'make the work queue the dead-letter queue of their own',
      aim: 'stop',
      attempt: () => own('my-work', deadIn(workQueue)),
    },
    {
      name: 'move their own dead letters into our queue',
      aim: 'move',
      attempt: async () => {
        const { QueueUrl = '' } = await own('my-dead-letters');
        await own('my-source', deadIn(QueueUrl));
        const DestinationArn = arnOf(eventsQueue);
        await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arnOf(QueueUrl), DestinationArn }));
      },
    },
  ];
}

function spoilt({ sqs, eventsQueue: QueueUrl, arnOf, deadLetters }: Application): readonly Way[] {
  const set = (Attributes: Record<string, string>) =>
    sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
  const receive = (VisibilityTimeout: number) =>
    sqs.send(new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout, MaxNumberOfMessages: 10 }));
  const entry = { Id: '0', ReceiptHandle: 'x' };
  const ways: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['receive what waits and hide it for 12 hours', () => receive(43_200)],
    [
      'receive what waits and delete it',
      async () => {
        const { Messages = [] } = await receive(30);
        const Entries = Messages.map(({ ReceiptHandle }, Id) => ({ Id: String(Id), ReceiptHandle }));
        await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
      },
    ],
    [
      'delete by a made-up handle',
      () => sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: [entry] })),
    ],
    [
      'hide by a made-up handle',
      () =>
        sqs.send(
          new ChangeMessageVisibilityBatchCommand({
            QueueUrl,
            Entries: [{ ...entry, VisibilityTimeout: 43_200 }],
          }),
        ),
    ],
    ['purge the queue', () => sqs.send(new PurgeQueueCommand({ QueueUrl }))],
    ['delete the queue', () => sqs.send(new DeleteQueueCommand({ QueueUrl }))],
    ['take the policy of the queue away', () => set({ Policy: '' })],
    ['delay every message by 15 minutes', () => set({ DelaySeconds: '900' })],
    ['hide for 12 hours what a function has received', () => set({ VisibilityTimeout: '43200' })],
    ['keep messages for a minute', () => set({ MessageRetentionPeriod: '60' })],
    [
      'give up a message after one try',
      () =>
        set({
          RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arnOf(deadLetters), maxReceiveCount: 1 }),
        }),
    ],
    ['encrypt with a key that nobody may use', () => set({ KmsMasterKeyId: 'alias/theirs' })],
    [
      'permit everything to everybody',
      () =>
        sqs.send(
          new AddPermissionCommand({ QueueUrl, Label: 'x', AWSAccountIds: ['000000000000'], Actions: ['*'] }),
        ),
    ],
    [
      'remove what refuses',
      () => sqs.send(new RemovePermissionCommand({ QueueUrl, Label: 'OnlyOursTouchMessages' })),
    ],
  ];
  return ways.map(([name, attempt]) => ({ name, aim: 'freeze', attempt }));
}
