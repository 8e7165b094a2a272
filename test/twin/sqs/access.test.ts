/** Who may do what with a queue: policies of identities and of the queue, the sender that SQS names, and who may redrive to whom. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import type { JsonObject } from '../../../twin/gateway/json-value.ts';
import { parsePolicy } from '../../../twin/iam/policy.ts';
import { Serverless } from '../../../twin/serverless.ts';
import { callSts, within } from '../fixtures/sts.ts';

const region = 'eu-west-1';
const roleOf = (name: string) => `arn:aws:iam::000000000000:role/${name}`;
const arnOf = (name: string) => `arn:aws:sqs:${region}:000000000000:${name}`;
const denied = { name: 'AccessDeniedException' };

let twin: Serverless;
let root: SQSClient;

const client = (accessKeyId: string) =>
  new SQSClient({
    endpoint: twin.gateway.endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey: 'twin' },
    maxAttempts: 1,
  });

const sts = (parameters: Readonly<Record<string, string>>, accessKeyId?: string) =>
  callSts(twin.gateway.endpoint, parameters, accessKeyId);
const assume = (name: string, accessKeyId?: string) =>
  sts({ Action: 'AssumeRole', RoleArn: roleOf(name), RoleSessionName: 'tester' }, accessKeyId);

/** A client with the rights of a role. */
const as = async (name: string) => client(within(await assume(name), 'AccessKeyId'));

const addRole = (name: string, ...actions: readonly string[]) => {
  twin.access.addRole(roleOf(name), `AROA${name.toUpperCase()}`);
  const Statement = { Effect: 'Allow', Action: [...actions], Resource: '*' };
  twin.access.addToRole(roleOf(name), parsePolicy({ Statement }, name));
};

/** Who may not do this with a queue: everybody but one role and the root user. */
const denies = (name: string, Action: string | readonly string[], butTo: string, Condition: JsonObject) => ({
  Effect: 'Deny',
  Principal: '*',
  Action,
  Resource: arnOf(name),
  Condition: {
    ArnNotLike: { 'aws:PrincipalArn': [roleOf(butTo), 'arn:aws:iam::000000000000:root'] },
    ...Condition,
  },
});

const messages = ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:PurgeQueue', 'sqs:StartMessageMoveTask'];

/** As in the control plane's own policies. */
const onlyOurs = (name: string) => ({
  Statement: [
    denies(name, messages, 'ours', { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } }),
    denies(name, 'sqs:SetQueueAttributes', 'deployer', {
      'ForAllValues:StringNotEquals': { 'aws:CalledVia': ['cloudformation.amazonaws.com'] },
    }),
  ],
});

const create = async (name: string, Attributes: Readonly<Record<string, string>> = {}) => {
  const { QueueUrl = '' } = await root.send(new CreateQueueCommand({ QueueName: name, Attributes }));
  return QueueUrl;
};

const send = (sender: SQSClient, QueueUrl: string, MessageBody: string) =>
  sender.send(new SendMessageCommand({ QueueUrl, MessageBody }));
const sendBatch = (sender: SQSClient, QueueUrl: string, MessageBody: string) =>
  sender.send(new SendMessageBatchCommand({ QueueUrl, Entries: [{ Id: 'a', MessageBody }] }));
const set = (caller: SQSClient, QueueUrl: string, Attributes: Readonly<Record<string, string>>) =>
  caller.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));

const receive = async (QueueUrl: string) => {
  const command = new ReceiveMessageCommand({
    QueueUrl,
    MaxNumberOfMessages: 10,
    MessageSystemAttributeNames: ['SenderId', 'ApproximateReceiveCount'],
  });
  return (await root.send(command)).Messages ?? [];
};

beforeAll(async () => {
  twin = new Serverless({ region });
  await twin.start();
  root = client('outside');
  addRole('ours', 'sqs:SendMessage', 'sqs:ReceiveMessage');
  addRole('deployer', 'sqs:*');
  addRole('application', 'sqs:*', 'events:*');
});

afterAll(() => twin.stop());

describe('a queue whose policy denies all but some', () => {
  let url: string;

  beforeAll(async () => {
    url = await create('guarded', { Policy: JSON.stringify(onlyOurs('guarded')) });
  });

  it('refuses a role that may do everything with every queue', async () => {
    const application = await as('application');
    const attempts = [
      () => send(application, url, 'forged'),
      () => application.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x', DelaySeconds: 900 })),
      () => sendBatch(application, url, 'forged'),
      () => application.send(new ReceiveMessageCommand({ QueueUrl: url })),
      () => application.send(new PurgeQueueCommand({ QueueUrl: url })),
      () => application.send(new StartMessageMoveTaskCommand({ SourceArn: arnOf('guarded') })),
      () => set(application, url, { DelaySeconds: '900' }),
      () => set(application, url, { Policy: '' }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject(denied);
    expect(await receive(url)).toEqual([]);
  });

  it('lets in the role that it names, the root user, and the deployer as far as it says', async () => {
    const ours = await as('ours');
    await send(ours, url, 'a timer');
    const [message] = await receive(url);
    expect(message?.Body).toBe('a timer');
    await root.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: message?.ReceiptHandle }));
    const deployer = await as('deployer');
    await set(deployer, url, { DelaySeconds: '0' });
    await expect(send(deployer, url, 'forged')).rejects.toMatchObject(denied);
  });

  it('is open again to one who may take its policy away', async () => {
    const open = await create('opened', { Policy: JSON.stringify(onlyOurs('opened')) });
    const deployer = await as('deployer');
    await set(deployer, open, { Policy: '' });
    const application = await as('application');
    await send(application, open, 'in');
    expect(await receive(open)).toMatchObject([{ Body: 'in' }]);
  });

  it('refuses the root user too where it makes no exception', async () => {
    const closed = await create('closed', {
      Policy: JSON.stringify({
        Statement: { Effect: 'Deny', Principal: '*', Action: 'sqs:SendMessage', Resource: arnOf('closed') },
      }),
    });
    await expect(send(root, closed, 'x')).rejects.toMatchObject(denied);
  });
});

describe('the sender of a message', () => {
  it('is the id of the role with its session, the account of the root user, or what no role is called', async () => {
    const ruleArn = `arn:aws:events:${region}:000000000000:rule/signing`;
    const Statement = {
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: arnOf('signed'),
      Condition: { ArnEquals: { 'aws:SourceArn': ruleArn } },
    };
    const url = await create('signed', { Policy: JSON.stringify({ Statement }) });
    const pattern = { source: ['aws.test'] };
    const byRole = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arnOf('signed') };
    twin.access.addRole(roleOf('delivery'), 'AROADELIVERY');
    twin.access.addToRole(roleOf('delivery'), parsePolicy({ Statement: byRole }, 'delivery'));
    const rule = twin.buses.putRule({ name: 'signing', busName: 'default', state: 'ENABLED', pattern });
    rule.putTargets([
      { Id: 'queue', Arn: arnOf('signed'), Input: '"rule"' },
      { Id: 'by-role', Arn: arnOf('signed'), Input: '"rule with a role"', RoleArn: roleOf('delivery') },
    ]);
    twin.buses.emit({ source: 'aws.test', 'detail-type': 'Test', resources: [], detail: {} });
    const application = await as('application');
    await send(application, url, 'role');
    await send(root, url, 'root');
    await sendBatch(application, url, 'batch');
    const senders = new Map(
      (await receive(url)).map(({ Body, Attributes }): [unknown, unknown] => [Body, Attributes?.SenderId]),
    );
    expect(senders).toEqual(
      new Map<unknown, unknown>([
        ['"rule"', expect.stringMatching(/^AIDA/)],
        ['"rule with a role"', expect.stringMatching(/^AROADELIVERY:/)],
        ['role', 'AROAAPPLICATION:tester'],
        ['root', '000000000000'],
        ['batch', 'AROAAPPLICATION:tester'],
      ]),
    );
  });

  it('stays with it when SQS moves it to the dead-letter queue', async () => {
    const dead = await create('dead');
    const url = await create('source', {
      VisibilityTimeout: '0',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arnOf('dead'), maxReceiveCount: 1 }),
    });
    const application = await as('application');
    await send(application, url, 'x');
    await receive(url);
    await receive(url);
    expect(await receive(dead)).toMatchObject([{ Attributes: { SenderId: 'AROAAPPLICATION:tester' } }]);
  });
});

describe('a dead-letter queue', () => {
  const redriveTo = (name: string) => ({
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arnOf(name), maxReceiveCount: 1 }),
  });

  it('is that of any queue, of the named, or of none', async () => {
    await create('anybody');
    await create('nobody', { RedriveAllowPolicy: '{"redrivePermission":"denyAll"}' });
    const named = { redrivePermission: 'byQueue', sourceQueueArns: [arnOf('friend')] };
    await create('friends', { RedriveAllowPolicy: JSON.stringify(named) });
    await create('one', redriveTo('anybody'));
    await create('friend', redriveTo('friends'));
    const refused = { name: 'InvalidParameterValue', message: expect.stringContaining('does not allow') };
    await expect(create('two', redriveTo('nobody'))).rejects.toMatchObject(refused);
    const url = await create('three');
    await expect(set(root, url, redriveTo('friends'))).rejects.toMatchObject(refused);
  });
});

describe('STS', () => {
  it('says as whom one works', async () => {
    expect(within(await sts({ Action: 'GetCallerIdentity' }), 'Arn')).toBe('arn:aws:iam::000000000000:root');
    const assumed = await assume('ours');
    const identity = await sts({ Action: 'GetCallerIdentity' }, within(assumed, 'AccessKeyId'));
    expect(within(identity, 'Arn')).toBe('arn:aws:sts::000000000000:assumed-role/ours/tester');
    expect(within(identity, 'UserId')).toBe('AROAOURS:tester');
  });

  it('gives nobody a role that is not there, or that the caller may not assume', async () => {
    expect(await assume('ghost')).toContain('There is no role');
    const assumed = await assume('application');
    const own = within(assumed, 'AccessKeyId');
    expect(await assume('ours', own)).toContain('AccessDenied');
  });
});
