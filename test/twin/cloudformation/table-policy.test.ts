import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Serverless } from '../../../twin/serverless.ts';
import { writeAssembly } from '../fixtures/handmade-assembly.ts';

/** Goal: the policy of a table binds roles as that of a queue does. */
const anything = { Effect: 'Allow', Action: '*', Resource: '*' };
const refusal = { Effect: 'Deny', Principal: '*', Action: 'dynamodb:DeleteItem', Resource: '*' };
const assembly = writeAssembly({
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: 'worker',
      AssumeRolePolicyDocument: {},
      Policies: [{ PolicyName: 'all', PolicyDocument: { Statement: [anything] } }],
    },
  },
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName: 'states',
      KeySchema: [{ AttributeName: 'PK', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'PK', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
      ResourcePolicy: { PolicyDocument: { Statement: [refusal] } },
    },
  },
});
const twin = new Serverless({ region: 'eu-west-1' });

beforeAll(async () => {
  await twin.start();
  await twin.deploy(assembly);
});

afterAll(async () => {
  await twin.stop();
  rmSync(assembly, { recursive: true });
});

describe('the policy of a table', () => {
  it.each([
    ['dynamodb:PutItem', true],
    ['dynamodb:DeleteItem', false],
  ])('decides on %s: %j', (action, allowed) => {
    const role = 'arn:aws:iam::000000000000:role/worker';
    const resource = 'arn:aws:dynamodb:eu-west-1:000000000000:table/states';
    expect(twin.access.roleMay(role, { action, resource }, 'eu-west-1')).toBe(allowed);
  });
});
