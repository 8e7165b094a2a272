/** What a deployment refuses, end to end: each of these would otherwise be a drill that waits for nothing. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../twin/gateway/json-value.ts';
import { deploy } from '../fixtures/deployed.ts';
import { functionResource, roleResource, writeAssembly } from '../fixtures/handmade-assembly.ts';

const custom = (properties: JsonObject): JsonObject => ({
  Role: roleResource,
  Handler: functionResource('custom', { Timeout: 10 }),
  Custom: {
    Type: 'Custom::Thing',
    Properties: { ServiceToken: { 'Fn::GetAtt': ['Handler', 'Arn'] }, ...properties },
  },
});

const one = (Type: string, Properties: JsonObject): JsonObject => ({ It: { Type, Properties } });

describe('a deployment fails', () => {
  it.each<[string, JsonObject, RegExp]>([
    [
      'with the reason of a custom resource',
      custom({ behave: 'fail' }),
      /Stack: Custom \(Custom::Thing\): The custom resource failed: refused on purpose/,
    ],
    [
      'when the function of a custom resource breaks',
      custom({ behave: 'throw' }),
      /did not answer: its function failed: Error: broken on purpose/,
    ],
    [
      'when a custom resource never answers',
      custom({ behave: 'forget', ServiceTimeout: '1' }),
      /did not answer: nothing was PUT to the ResponseURL within 1000 ms/,
    ],
    [
      'on a schedule that is not kept',
      one('AWS::Events::Rule', { ScheduleExpression: 'cron(0 12 * * ? *)' }),
      /does not keep the schedule "cron/,
    ],
    [
      'on an event pattern that is not understood',
      one('AWS::Events::Rule', { EventPattern: { source: [{ cidr: '10.0.0.0/8' }] } }),
      /does not support the event pattern operator "cidr"/,
    ],
    [
      'on an event bus that is not there',
      one('AWS::Events::Rule', { EventBusName: 'orders', EventPattern: { source: ['orders'] } }),
      /no event bus orders. There are: default/,
    ],
    [
      'on a target that cannot be reached',
      one('AWS::Scheduler::Schedule', {
        ScheduleExpression: 'rate(1 minute)',
        Target: {
          Arn: 'arn:aws:scheduler:::aws-sdk:sqs:sendMessage',
          RoleArn: 'arn:aws:iam::000000000000:role/r',
        },
      }),
      /cannot deliver to arn:aws:scheduler:::aws-sdk/,
    ],
    [
      'on a mapping whose function may not read the queue',
      {
        Role: roleResource,
        Worker: functionResource('worker'),
        Queue: { Type: 'AWS::SQS::Queue' },
        Mapping: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: {
            EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
            FunctionName: { Ref: 'Worker' },
          },
        },
      },
      /may not sqs:ReceiveMessage on arn:aws:sqs/,
    ],
    [
      'on a policy of AWS it does not know',
      one('AWS::IAM::Role', {
        AssumeRolePolicyDocument: {},
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/PowerUserAccess'],
      }),
      /does not know the AWS managed policy .*PowerUserAccess/,
    ],
    [
      'on a stream it would not feed',
      one('AWS::DynamoDB::Table', {
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      }),
      /Properties\.StreamSpecification/,
    ],
    [
      'on a subscriber it would not call',
      one('AWS::SNS::Subscription', { TopicArn: 'topic', Protocol: 'lambda', Endpoint: 'function' }),
      /does not deliver to subscribers by "lambda"/,
    ],
    [
      'on another runtime',
      { Role: roleResource, It: functionResource('custom', { Runtime: 'python3.13' }) },
      /The twin runs nodejs…x functions, not "python3\.13"/,
    ],
    [
      'on code that is not in the assembly',
      { Role: roleResource, It: functionResource('custom', { Code: { S3Key: 'lost.zip' } }) },
      /no asset lost\.zip for Stack\. It has: handlers/,
    ],
  ])('%s', async (_what, resources, message) => {
    await expect(deploy(writeAssembly(resources)).then(({ stop }) => stop())).rejects.toThrow(message);
  });
});
