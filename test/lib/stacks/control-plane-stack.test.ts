import { describe, expect, it } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { stringify } from 'yaml';
import { minimal, minimalText } from '../../config/minimal.ts';
import { normalised, propertyOf, templatesOf } from '../synthesize.ts';
import { statementsOf } from '../statements.ts';

const [template] = templatesOf(minimalText);
if (template === undefined) throw new Error('No stack was built.');
const channelArn = 'arn:aws:medialive:eu-west-1:000000000000:channel:1';

describe('the control plane', () => {
  it('keeps everything in one table that outlives the stack', () => {
    template.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'PK', KeyType: 'HASH' },
          { AttributeName: 'SK', KeyType: 'RANGE' },
        ],
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        DeletionProtectionEnabled: true,
      },
    });
    expect(Object.keys(template.findResources('AWS::DynamoDB::Table'))).toHaveLength(1);
  });

  it('lets the table go with the stack where the configuration says so', () => {
    const [other] = templatesOf(stringify({ ...minimal, controlPlane: { onDelete: 'destroy' } }));
    other?.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Delete',
      Properties: { DeletionProtectionEnabled: false },
    });
    expect(other).toBeDefined();
  });

  it('gives the controller batches of ten without waiting for them, and takes back what failed', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumBatchingWindowInSeconds: Match.absent(),
      ScalingConfig: { MaximumConcurrency: 20 },
    });
  });

  it('tells the configure function of each group, in JSON that CloudFormation leaves alone, and of the channels, in texts', () => {
    const [group] = Object.values(template.findResources('Custom::FailoverGroup'));
    const channels = Object.values(template.findResources('Custom::FailoverChannels'));
    expect(group?.['Properties']).toMatchObject({
      Name: 'news',
      Definition: expect.stringContaining('"leadMs":15500') as unknown,
    });
    expect(channels).toEqual([
      expect.objectContaining({ DependsOn: [expect.stringMatching(/^Groupnews/)] as unknown }),
    ]);
    expect(propertyOf(channels[0], 'Channels')).toEqual([
      {
        ChannelArn: channelArn,
        Group: 'news',
        Name: 'one',
        Inputs: {
          A: { Attachment: 'site-a', Flows: flows('a0', 'a1') },
          B: { Attachment: 'site-b', Flows: flows('b0', 'b1') },
        },
      },
    ]);
  });

  it('reserves concurrency for operators only where the configuration says so: a young account has none to reserve', () => {
    const reserved = { ReservedConcurrentExecutions: Match.anyValue() };
    template.resourcePropertiesCountIs('AWS::Lambda::Function', reserved, 0);
    const [other] = templatesOf(stringify({ ...minimal, controlPlane: { operatorConcurrency: 3 } }));
    other?.resourcePropertiesCountIs('AWS::Lambda::Function', reserved, 1);
    other?.hasResourceProperties('AWS::Lambda::Function', {
      Description: Match.stringLikeRegexp('operators'),
      ReservedConcurrentExecutions: 3,
    });
    expect(other).toBeDefined();
    expect(() => templatesOf(stringify({ ...minimal, controlPlane: { operatorConcurrency: 1 } }))).toThrow(
      /2 to 100/,
    );
  });

  it('has a dashboard unless the configuration does without, and whatever rings still does', () => {
    template.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
    const [other] = templatesOf(stringify({ ...minimal, controlPlane: { dashboard: false } }));
    other?.resourceCountIs('AWS::CloudWatch::Dashboard', 0);
    const alarms = Object.keys(template.findResources('AWS::CloudWatch::Alarm'));
    expect(Object.keys(other?.findResources('AWS::CloudWatch::Alarm') ?? {})).toEqual(alarms);
  });

  it('looks at the channels once a minute', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(1 minute)',
      FlexibleTimeWindow: { Mode: 'OFF' },
    });
  });

  it('says where its parts are', () => {
    expect(Object.keys(template.toJSON()['Outputs'] as object).sort()).toEqual([
      'ChannelEventsQueueUrl',
      'DeadLetterQueueUrl',
      'NotificationTopicArn',
      'OperatorFunctionName',
      'TableName',
    ]);
  });

  it('changes only where the template changes', () => {
    expect(normalised(template)).toMatchSnapshot();
  });
});

describe('what the functions may do', () => {
  const statements = statementsOf(template);

  it('names the channels for everything that can name one', () => {
    const medialive = statements.filter(({ actions }) =>
      actions.some((action) => action.startsWith('medialive:')),
    );
    for (const { actions, resources } of medialive) {
      const lists = actions.every((action) => /:List(Alerts|Channels|Flows)$/.test(action));
      expect(resources).toEqual(lists ? ['*'] : [channelArn]);
    }
    expect(medialive).not.toHaveLength(0);
  });

  it('names four hundred channels in policies of the sizes that IAM takes', () => {
    const channels = Array.from({ length: 400 }, (_, index) => ({
      ...minimal.channels[0],
      name: `channel-${index}`,
      existing: { arn: `arn:aws:medialive:eu-west-1:000000000000:channel:${1_000_000 + index}` },
    }));
    const [many] = templatesOf(JSON.stringify({ ...minimal, channels }));
    const sizes = (type: string) =>
      Object.values(many?.findResources(type) ?? {}).map(
        (resource) => JSON.stringify(propertyOf(resource, 'PolicyDocument')).length,
      );
    expect(Math.max(...sizes('AWS::IAM::Policy'))).toBeLessThanOrEqual(10_240);
    expect(Math.max(...sizes('AWS::IAM::ManagedPolicy'))).toBeLessThanOrEqual(6_144);
    const attached = Object.values(many?.findResources('AWS::IAM::Role') ?? {}).map(
      (role) => (propertyOf(role, 'ManagedPolicyArns') as unknown[] | undefined)?.length ?? 0,
    );
    expect(Math.max(...attached)).toBeLessThanOrEqual(10);
  });

  it('names the flows that the reconciler asks about, and all of the account where they are too many', () => {
    const described = (all: readonly { actions: readonly string[]; resources: readonly unknown[] }[]) =>
      all
        .filter(({ actions }) => actions.includes('mediaconnect:DescribeFlow'))
        .flatMap(({ resources }) => resources);
    expect(described(statements)).toHaveLength(4);
    expect(described(statements)).not.toContain('*');
    const inputs = (index: number) =>
      Object.fromEntries(
        ['A', 'B'].map((site) => [
          site,
          {
            attachment: `site-${site}`,
            flows: [0, 1].map(
              (id) => `arn:aws:mediaconnect:eu-west-1:000000000000:flow:1-${site}${index}${id}:x`,
            ),
          },
        ]),
      );
    const channels = Array.from({ length: 30 }, (_, index) => ({
      ...minimal.channels[0],
      name: `channel-${index}`,
      existing: { arn: `arn:aws:medialive:eu-west-1:000000000000:channel:${1_000_000 + index}` },
      inputs: inputs(index),
    }));
    const [many] = templatesOf(JSON.stringify({ ...minimal, channels }));
    if (many === undefined) throw new Error('no template');
    expect(described(statementsOf(many))).toEqual(['arn:aws:mediaconnect:eu-west-1:000000000000:flow:*']);
  });

  it('has no wildcard among the actions', () => {
    expect(statements.flatMap(({ actions }) => actions).filter((action) => action.includes('*'))).toEqual([]);
  });

  it.each([
    [
      'Controller',
      [
        'medialive:BatchUpdateSchedule',
        'sqs:ReceiveMessage',
        'sns:Publish',
        'events:PutEvents',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
      ],
    ],
    [
      'Operator',
      ['medialive:BatchUpdateSchedule', 'medialive:ListChannels', 'sns:Publish', 'dynamodb:PutItem'],
    ],
    [
      'Reconciler',
      ['medialive:ListChannels', 'mediaconnect:DescribeFlow', 'sqs:SendMessage', 'dynamodb:Query'],
    ],
    ['Configure', ['sqs:SendMessage', 'dynamodb:PutItem']],
  ])('gives the %s what it needs', (name, needed) => {
    const own = statements.filter(({ policy }) => policy.startsWith(`Functions${name}`));
    const allowed = new Set(own.flatMap(({ actions }) => actions));
    expect(needed.filter((action) => !allowed.has(action))).toEqual([]);
  });

  it.each([
    [
      'Reconciler',
      [
        'medialive:BatchUpdateSchedule',
        'medialive:DescribeChannel',
        'medialive:ListAlerts',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'sns:Publish',
        'sqs:ReceiveMessage',
      ],
    ],
    [
      'Configure',
      ['medialive:BatchUpdateSchedule', 'medialive:DescribeChannel', 'sns:Publish', 'sqs:ReceiveMessage'],
    ],
    ['Operator', ['sqs:ReceiveMessage', 'sqs:DeleteMessage']],
  ])('gives the %s no more than that', (name, withheld) => {
    const own = statements.filter(({ policy }) => policy.startsWith(`Functions${name}`));
    const allowed = new Set(own.flatMap(({ actions }) => actions));
    expect(withheld.filter((action) => allowed.has(action))).toEqual([]);
  });
});

const flows = (...names: string[]) => names.map((name) => `1-${name}:${name}`);
