/** The serverless half of the twin as a whole, from a synthesized app to its functions, with the SDK's own clients. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { DescribeRuleCommand, ListRulesCommand, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { ListSubscriptionsByTopicCommand, PublishCommand } from '@aws-sdk/client-sns';
import {
  GetQueueAttributesCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { deploy, eventually, orderIn, type Deployed } from './fixtures/deployed.ts';
import { synthesizeOrders } from './fixtures/synthesize.ts';

describe('a deployed app', () => {
  let deployed: Deployed;

  beforeAll(async () => {
    deployed = await deploy(await synthesizeOrders());
    // Starts a container, so that the visibility timeout of the queue is not spent on it.
    await deployed.invoke(deployed.output('WorkerName'), { Records: [] });
  }, 120_000);

  afterAll(() => deployed.stop());

  it('takes an event by its rule to the queue, the function and the table', async () => {
    const { twin } = deployed;
    const event = {
      source: 'aws.orders',
      'detail-type': 'Order Placed',
      resources: [],
      detail: { id: 'by-rule' },
    };
    twin.buses.emit(event);
    expect(await orderIn(deployed, 'by-rule')).toMatchObject({ receives: { N: '1' } });
    expect(twin.buses.deliveries.list().at(-1)).toMatchObject({ outcome: 'delivered', event });
    expect(twin.functions.logs.list().map(({ text }) => text)).toContain('working on by-rule');
    expect(twin.gateway.calls.list().find(({ operation }) => operation === 'PutItem')?.functionName).toBe(
      deployed.output('WorkerName'),
    );
  });

  it('takes a message of a topic to the subscribed queue, and lists subscribers it does not call', async () => {
    const { clients, output } = deployed;
    const TopicArn = output('TopicArn');
    await clients.sns.send(new PublishCommand({ TopicArn, Message: '{"id":"by-topic"}' }));
    expect(await orderIn(deployed, 'by-topic')).toBeDefined();
    const { Subscriptions = [] } = await clients.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    expect(Subscriptions.map(({ Protocol }) => Protocol).sort()).toEqual(['email', 'sqs']);
  });

  it('keeps what failed from the rest of its batch, tries again, and dead-letters in the end', async () => {
    const { clients, output } = deployed;
    await clients.sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: output('QueueUrl'),
        Entries: [
          { Id: 'bad', MessageBody: '{"id":"bad","fail":true}' },
          { Id: 'good', MessageBody: '{"id":"good"}' },
          { Id: 'garbage', MessageBody: 'not JSON' },
        ],
      }),
    );
    expect(await orderIn(deployed, 'good')).toMatchObject({ receives: { N: '1' } });
    const dead: string[] = [];
    await eventually(async () => {
      const receive = { QueueUrl: output('DeadLetterUrl'), WaitTimeSeconds: 1, MaxNumberOfMessages: 10 };
      const { Messages = [] } = await clients.sqs.send(new ReceiveMessageCommand(receive));
      dead.push(...Messages.map(({ Body = '' }) => Body));
      return dead.length >= 2 ? dead : undefined;
    });
    expect(dead.sort()).toEqual(['not JSON', '{"id":"bad","fail":true}'].sort());
  });

  it('refuses what the role of a function does not allow, as AccessDeniedException', async () => {
    const { invoke, output } = deployed;
    const { answer } = await invoke(output('ProbeName'), { action: 'delete', table: output('TableName') });
    expect(answer).toMatch(
      /^AccessDeniedException: User: .*not authorized to perform: dynamodb:DeleteItem on resource: arn/,
    );
  });

  it('asks custom resources with the request of CloudFormation, and uses what they answer', () => {
    expect(deployed.output('Greeting')).toBe('hello');
    expect(JSON.parse(deployed.output('CustomRequest'))).toMatchObject({
      RequestType: 'Create',
      ResourceType: 'Custom::Greeting',
      LogicalResourceId: 'Custom',
      StackId: expect.stringMatching(/^arn:aws:cloudformation:eu-west-1:000000000000:stack\/Orders\//),
      RequestId: expect.any(String),
      ResponseURL: expect.stringContaining(deployed.twin.gateway.endpoint),
      ResourceProperties: { Count: '3', Nested: { On: 'true' }, Table: deployed.output('TableName') },
    });
  });

  it('describes tables with their expiry and backups, under the ARNs of the account', async () => {
    const { clients, output } = deployed;
    const TableName = output('TableName');
    const { Table } = await clients.dynamo.send(new DescribeTableCommand({ TableName }));
    expect(Table).toMatchObject({
      TableStatus: 'ACTIVE',
      TableArn: `arn:aws:dynamodb:eu-west-1:000000000000:table/${TableName}`,
    });
    const ttl = await clients.dynamo.send(new DescribeTimeToLiveCommand({ TableName }));
    expect(ttl.TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
    const backups = await clients.dynamo.send(new DescribeContinuousBackupsCommand({ TableName }));
    expect(backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription).toMatchObject({
      PointInTimeRecoveryStatus: 'ENABLED',
    });
    await expect(
      clients.dynamo.send(new DescribeTimeToLiveCommand({ TableName: 'nowhere' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('shows queues under URLs of the gateway, and their redrive policy', async () => {
    const { clients, output, twin } = deployed;
    const { QueueUrls = [] } = await clients.sqs.send(new ListQueuesCommand({}));
    expect(QueueUrls).toContain(output('QueueUrl'));
    expect(output('QueueUrl').startsWith(`${twin.gateway.endpoint}/000000000000/`)).toBe(true);
    const { Attributes } = await clients.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: output('QueueUrl'), AttributeNames: ['All'] }),
    );
    expect(JSON.parse(Attributes?.RedrivePolicy ?? '')).toMatchObject({ maxReceiveCount: 2 });
    expect(Attributes?.VisibilityTimeout).toBe('3');
  });

  it('rejects delays that SQS does not take', async () => {
    const { clients, output } = deployed;
    const send = new SendMessageCommand({
      QueueUrl: output('QueueUrl'),
      MessageBody: 'x',
      DelaySeconds: 901,
    });
    await expect(clients.sqs.send(send)).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: expect.stringContaining('Value 901 for parameter DelaySeconds is invalid'),
    });
  });

  it('shows the rules of the template', async () => {
    const { clients } = deployed;
    const { Rules: [rule] = [] } = await clients.events.send(new ListRulesCommand({ NamePrefix: 'Orders-' }));
    expect(rule).toMatchObject({ State: 'ENABLED', EventBusName: 'default' });
    const described = await clients.events.send(new DescribeRuleCommand({ Name: rule?.Name }));
    expect(JSON.parse(described.EventPattern ?? '')).toMatchObject({ source: ['aws.orders'] });
    await expect(clients.events.send(new DescribeRuleCommand({ Name: 'nothing' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('takes events of clients, and refuses more than ten at once', async () => {
    const { clients, twin } = deployed;
    const entry = { Source: 'tests', DetailType: 'Test', Detail: '{"n":1}', Time: new Date(60_000) };
    const { Entries } = await clients.events.send(new PutEventsCommand({ Entries: [entry] }));
    expect(twin.buses.events.list().at(-1)?.event).toMatchObject({
      id: Entries?.[0]?.EventId,
      time: '1970-01-01T00:01:00Z',
    });
    await expect(
      clients.events.send(new PutEventsCommand({ Entries: Array.from({ length: 11 }, () => entry) })),
    ).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('fires a schedule of the template on demand, through its role', async () => {
    const { twin, output } = deployed;
    await twin.schedules.fireNow('Schedule');
    const fired = await eventually(() =>
      twin.functions.invocations.list().find(({ payload }) => payload.includes('"action":"echo"')),
    );
    expect(fired).toMatchObject({ functionName: output('ProbeName'), outcome: { kind: 'returned' } });
    expect(fired.outcome).toMatchObject({ payload: expect.stringMatching(/^"\d{4}-.*Z"$/) });
    expect(twin.schedules.firings.list().at(-1)).not.toHaveProperty('failure');
  });
});
