import { describe, expect, it } from '@jest/globals';
import { Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ChannelEventsQueue } from '../../../lib/constructs/channel-events-queue.ts';
import { FailoverTable } from '../../../lib/constructs/failover-table.ts';
import { NotificationTopic } from '../../../lib/constructs/notification-topic.ts';
import { testStack } from '../synthesize.ts';

describe('the queue of channel events', () => {
  const stack = testStack();
  new ChannelEventsQueue(stack, 'Events', {
    consumerTimeout: Duration.seconds(20),
    eventRole: false,
    ruleNames: ['Test-live-???'],
  });
  const template = Template.fromStack(stack);

  it('gives up on a message after six tries and keeps it for two weeks', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      VisibilityTimeout: 40,
      RedrivePolicy: { maxReceiveCount: 6, deadLetterTargetArn: Match.anyValue() },
    });
    template.hasResourceProperties('AWS::SQS::Queue', {
      MessageRetentionPeriod: 14 * 86_400,
      RedrivePolicy: Match.absent(),
    });
    expect(Object.keys(template.findResources('AWS::SQS::Queue'))).toHaveLength(2);
  });

  it('encrypts both queues and refuses requests without TLS', () => {
    template.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
    template.resourcePropertiesCountIs(
      'AWS::SQS::QueuePolicy',
      {
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          ]),
        },
      },
      2,
    );
    expect(Object.keys(template.findResources('AWS::SQS::QueuePolicy'))).toHaveLength(2);
  });
});

describe('the table', () => {
  it('refuses requests without TLS', () => {
    const stack = testStack();
    new FailoverTable(stack, 'Table', { onDelete: 'retain' });
    const refusal = {
      Sid: 'TlsOnly',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 'dynamodb:*',
      Resource: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    };
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      ResourcePolicy: { PolicyDocument: { Statement: [refusal] } },
    });
    expect(template).toBeDefined();
  });
});

describe('the topic for notifications', () => {
  const stack = testStack();
  new NotificationTopic(stack, 'Notifications', { emails: ['shift@example.com'] });
  const template = Template.fromStack(stack);

  it('tells each address', () => {
    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'shift@example.com',
    });
    expect(Object.keys(template.findResources('AWS::SNS::Subscription'))).toHaveLength(1);
  });

  it('is encrypted with a key that rotates', () => {
    template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
    template.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
    expect(Object.keys(template.findResources('AWS::KMS::Key'))).toHaveLength(1);
  });

  it('takes alarms of its own account, through both the topic and the key', () => {
    const alarms = Match.objectLike({
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': '000000000000' } },
    });
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: { Statement: Match.arrayWith([alarms]) },
    });
    template.hasResourceProperties('AWS::KMS::Key', { KeyPolicy: { Statement: Match.arrayWith([alarms]) } });
    expect(template).toBeDefined();
  });
});

describe('the topic for notifications with a key that exists', () => {
  it('has no key of its own, and lets the function that notifies use that one and no other', () => {
    const keyArn = 'arn:aws:kms:eu-west-1:000000000000:key/0a1b2c3d-0000-0000-0000-000000000000';
    const stack = testStack();
    const topic = new NotificationTopic(stack, 'Notifications', { emails: [], keyArn });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::KMS::Key', 0);
    template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: keyArn });
    const statements = topic.publishStatements().map((statement) => statement.toStatementJson() as unknown);
    expect(statements).toContainEqual(
      expect.objectContaining({ Sid: 'EncryptNotifications', Resource: keyArn }),
    );
  });
});
