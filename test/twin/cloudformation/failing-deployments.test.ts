/** What a deployment refuses, end to end: each of these would otherwise be a drill that waits for nothing. */
import { describe, expect, it } from '@jest/globals';
import {
  CustomResource,
  Duration,
  Stack,
  aws_dynamodb as dynamodb,
  aws_events as events,
  aws_iam as iam,
  aws_lambda as lambda,
  aws_scheduler as scheduler,
  aws_sns as sns,
  aws_sqs as sqs,
} from 'aws-cdk-lib';
import { fixtureFunction } from '../fixtures/app.ts';
import { deploy } from '../fixtures/deployed.ts';

const deploying = async (build: (stack: Stack) => void): Promise<void> => {
  const deployed = await deploy((app) => {
    build(new Stack(app, 'Failing'));
  });
  await deployed.stop();
};

const custom =
  (behave: string, properties: object = {}) =>
  (stack: Stack) => {
    new CustomResource(stack, 'Custom', {
      serviceToken: fixtureFunction(stack, 'Handler', 'custom').functionArn,
      properties: { behave, ...properties },
    });
  };

describe('a deployment fails', () => {
  it.each<[string, (stack: Stack) => void, RegExp]>([
    ['with the reason of a custom resource', custom('fail'), /Custom .* failed: refused on purpose/],
    [
      'when the function of a custom resource breaks',
      custom('throw'),
      /its function failed: Error: broken on purpose/,
    ],
    [
      'when a custom resource never answers',
      custom('forget', { ServiceTimeout: 1 }),
      /nothing was PUT to the ResponseURL within 1000 ms/,
    ],
    [
      'on a schedule that is not kept',
      (stack) => {
        new events.Rule(stack, 'Rule', { schedule: events.Schedule.cron({ hour: '12' }) });
      },
      /Rule.* does not keep the schedule "cron/,
    ],
    [
      'on an event pattern that is not understood',
      (stack) => {
        new events.Rule(stack, 'Rule', { eventPattern: { source: events.Match.cidr('10.0.0.0/8') } });
      },
      /does not support the event pattern operator "cidr"/,
    ],
    [
      'on a target that cannot be reached',
      (stack) => {
        new scheduler.CfnSchedule(stack, 'Schedule', {
          flexibleTimeWindow: { mode: 'OFF' },
          scheduleExpression: 'rate(1 minute)',
          target: {
            arn: 'arn:aws:scheduler:::aws-sdk:sqs:sendMessage',
            roleArn: 'arn:aws:iam::000000000000:role/r',
          },
        });
      },
      /Schedule .*cannot deliver to arn:aws:scheduler:::aws-sdk/,
    ],
    [
      'on a mapping whose function may not read the queue',
      (stack) => {
        const target = fixtureFunction(stack, 'Worker', 'worker');
        const queue = new sqs.Queue(stack, 'Queue');
        new lambda.EventSourceMapping(stack, 'Mapping', { target, eventSourceArn: queue.queueArn });
      },
      /may not sqs:ReceiveMessage on arn:aws:sqs/,
    ],
    [
      'on a policy of AWS it does not know',
      (stack) => {
        new iam.Role(stack, 'Role', {
          assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
          managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess')],
        });
      },
      /does not know the AWS managed policy .*AdministratorAccess/,
    ],
    [
      'on a stream it would not feed',
      (stack) => {
        new dynamodb.Table(stack, 'Table', {
          partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
          stream: dynamodb.StreamViewType.NEW_IMAGE,
        });
      },
      /Table.*Properties\.StreamSpecification/,
    ],
    [
      'on a subscriber it would not call',
      (stack) => {
        const topic = new sns.Topic(stack, 'Topic');
        new sns.CfnSubscription(stack, 'Subscription', {
          topicArn: topic.topicArn,
          protocol: 'lambda',
          endpoint: 'arn',
        });
      },
      /does not deliver to subscribers by "lambda"/,
    ],
    [
      'on another runtime',
      (stack) => {
        new lambda.Function(stack, 'Function', {
          runtime: lambda.Runtime.PYTHON_3_13,
          handler: 'index.handler',
          code: lambda.Code.fromInline('pass'),
          timeout: Duration.seconds(1),
        });
      },
      /The twin runs nodejs…x functions, not "python3\.13"/,
    ],
  ])('%s', async (_what, build, message) => {
    await expect(deploying(build)).rejects.toThrow(message);
  });
});
