import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ServiceCall } from '../../../twin/gateway/service.ts';
import { AccessControl } from '../../../twin/iam/access-control.ts';
import { conditionsHold } from '../../../twin/iam/conditions.ts';
import { parsePolicy } from '../../../twin/iam/policy.ts';
import { matchesAction, matchesWildcard } from '../../../twin/iam/wildcard.ts';

const account = '000000000000';
const roleArn = `arn:aws:iam::${account}:role/worker`;
const queueArn = `arn:aws:sqs:eu-west-1:${account}:q`;
const ruleArn = `arn:aws:events:eu-west-1:${account}:rule/r`;

describe('a role', () => {
  it('may do what an Allow names, with wildcards, and nothing else', () => {
    const access = withRole([{ Effect: 'Allow', Action: ['sqs:Send*'], Resource: [`${queueArn}*`] }]);
    expect(may(access, 'sqs:SendMessage', queueArn)).toBe(true);
    expect(may(access, 'sqs:sendmessage', queueArn)).toBe(true);
    expect(may(access, 'sqs:ReceiveMessage', queueArn)).toBe(false);
    expect(may(access, 'sqs:SendMessage', 'arn:aws:sqs:eu-west-1:000000000000:p')).toBe(false);
  });

  it('may not do what a Deny names, whatever else allows it', () => {
    const access = withRole([
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 'sqs:SendMessage', Resource: queueArn },
    ]);
    expect(may(access, 'sqs:SendMessage', queueArn)).toBe(false);
    expect(may(access, 'sqs:DeleteMessage', queueArn)).toBe(true);
  });

  it('is bound by NotAction and NotResource', () => {
    const access = withRole([{ Effect: 'Allow', NotAction: 'sqs:*', NotResource: queueArn }]);
    expect(may(access, 'sns:Publish', 'arn:aws:sns:eu-west-1:000000000000:t')).toBe(true);
    expect(may(access, 'sqs:SendMessage', 'arn:aws:sns:eu-west-1:000000000000:t')).toBe(false);
    expect(may(access, 'sns:Publish', queueArn)).toBe(false);
  });

  it('may do what the policy of the resource allows it, unless that denies it', () => {
    const access = withRole([]);
    access.addToResource(
      queueArn,
      parsePolicy(
        { Statement: { Effect: 'Allow', Principal: { AWS: roleArn }, Action: 'sqs:*', Resource: queueArn } },
        'p',
      ),
    );
    expect(may(access, 'sqs:SendMessage', queueArn)).toBe(true);
    access.addToResource(
      queueArn,
      parsePolicy(
        { Statement: { Effect: 'Deny', Principal: '*', Action: 'sqs:SendMessage', Resource: queueArn } },
        'p',
      ),
    );
    expect(may(access, 'sqs:SendMessage', queueArn)).toBe(false);
  });

  it('is told in AWS words why it may not', () => {
    const access = withRole([]);
    const call = { principal: { accessKeyId: 'k', roleArn }, region: 'eu-west-1' };
    const refusal = access.refusalOf(call as ServiceCall, [
      { action: 'sqs:SendMessage', resource: queueArn },
    ]);
    expect(refusal).toMatch(
      /^User: arn:aws:sts::000000000000:assumed-role\/worker is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs/,
    );
  });

  it('gets the policies of AWS that the twin knows, and no others', () => {
    const access = withRole([]);
    access.addToRole(
      roleArn,
      access.managed('arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole'),
    );
    expect(may(access, 'sqs:ReceiveMessage', queueArn)).toBe(true);
    expect(() => access.managed('arn:aws:iam::aws:policy/PowerUserAccess')).toThrow(
      /does not know the AWS managed policy .*PowerUserAccess/,
    );
  });
});

describe('clients from outside', () => {
  it('may do everything that no policy of a resource denies', () => {
    const call = { principal: { accessKeyId: 'k' }, region: 'eu-west-1' };
    const access = new AccessControl(account);
    expect(access.refusalOf(call as ServiceCall, [{ action: 'x:y', resource: '*' }])).toBeUndefined();
    const deny = { Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: queueArn };
    access.addToResource(queueArn, parsePolicy({ Statement: deny }, 'p'));
    const send = { action: 'sqs:SendMessage', resource: queueArn };
    expect(access.refusalOf(call as ServiceCall, [send])).toMatch(
      /^User: arn:aws:iam::000000000000:root is not/,
    );
  });
});

describe('a service', () => {
  it('may send to a queue whose policy lets its rule in, and not for another rule', () => {
    const access = new AccessControl(account);
    access.addToResource(
      queueArn,
      parsePolicy(
        {
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'events.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: queueArn,
              Condition: { ArnEquals: { 'aws:SourceArn': ruleArn } },
            },
            {
              Effect: 'Deny',
              Principal: '*',
              Action: 'sqs:*',
              Resource: queueArn,
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            },
          ],
        },
        'p',
      ),
    );
    const permission = { action: 'sqs:SendMessage', resource: queueArn };
    const service = 'events.amazonaws.com';
    expect(access.serviceMay({ service, sourceArn: ruleArn }, permission)).toBe(true);
    expect(access.serviceMay({ service, sourceArn: `${ruleArn}2` }, permission)).toBe(false);
    expect(access.serviceMay({ service: 'sns.amazonaws.com', sourceArn: ruleArn }, permission)).toBe(false);
  });
});

describe('conditionsHold', () => {
  const context = {
    'aws:sourcearn': [ruleArn],
    'aws:requestedregion': ['eu-west-1'],
    'aws:calledvia': ['a', 'c'],
  };

  it.each([
    [{ StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'us-east-1'] } }, true],
    [{ StringEquals: { 'aws:RequestedRegion': ['us-east-1'] } }, false],
    [{ StringNotEquals: { 'aws:RequestedRegion': ['us-east-1'] } }, true],
    [{ StringNotEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1'] } }, false],
    [{ StringLike: { 'aws:RequestedRegion': ['eu-*'] } }, true],
    [{ ArnLike: { 'aws:SourceArn': ['arn:aws:events:*:*:rule/*'] } }, true],
    [{ ArnLike: { 'aws:SourceArn': ['arn:aws:*:rule/*'] } }, false],
    [{ StringEquals: { 'aws:SourceAccount': ['1'] } }, false],
    [{ StringEqualsIfExists: { 'aws:SourceAccount': ['1'] } }, true],
    [{ StringNotEquals: { 'aws:SourceAccount': ['1'] } }, true],
    [{ 'ForAllValues:StringNotEquals': { 'aws:CalledVia': ['a', 'b'] } }, false],
    [{ 'ForAllValues:StringEquals': { 'aws:CalledVia': ['a', 'c'] } }, true],
    [{ 'ForAllValues:StringEquals': { 'aws:CalledVia': ['a'] } }, false],
    [{ 'ForAnyValue:StringEquals': { 'aws:CalledVia': ['c'] } }, true],
    [{ 'ForAnyValue:StringNotEquals': { 'aws:CalledVia': ['a'] } }, true],
    [{ 'ForAnyValue:StringNotEquals': { 'aws:CalledVia': ['a', 'c'] } }, false],
    [{ 'ForAllValues:StringNotEquals': { 'aws:SourceAccount': ['1'] } }, true],
    [{ 'ForAnyValue:StringNotEquals': { 'aws:SourceAccount': ['1'] } }, false],
  ])('answers %j with %j', (conditions, expected) => {
    expect(conditionsHold(conditions, context)).toBe(expected);
  });

  it('rejects operators and keys it does not evaluate, rather than let them pass', () => {
    expect(() => conditionsHold({ IpAddress: { 'aws:SourceIp': ['10.0.0.0/8'] } }, context)).toThrow(
      /condition operator "IpAddress"/,
    );
    expect(() => conditionsHold({ StringEquals: { 'sqs:Tag': ['x'] } }, context)).toThrow(
      /condition key "sqs:Tag"/,
    );
  });
});

describe('wildcards', () => {
  it('match any text in the place of a star, and one character in the place of a question mark', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (before, middle, after) => {
        fc.pre(!/[*?]/.test(before + after));
        expect(matchesWildcard(`${before}*${after}`, before + middle + after)).toBe(true);
        expect(matchesWildcard(`${before}?${after}`, `${before}x${after}`)).toBe(true);
        expect(matchesWildcard(`${before}?${after}`, before + after)).toBe(false);
      }),
    );
  });

  it('match actions whatever their case', () => {
    expect(matchesAction('MediaLive:Batch*', 'medialive:BatchUpdateSchedule')).toBe(true);
  });
});

describe('parsePolicy', () => {
  it('rejects what is no policy, naming the place', () => {
    expect(() => parsePolicy({ Statement: [{ Effect: 'Maybe' }] }, 'Inline')).toThrow(
      /Inline is not a policy document the twin can read, at Statement/,
    );
  });
});

const withRole = (statements: readonly object[]): AccessControl => {
  const access = new AccessControl(account);
  access.addRole(roleArn, 'AROAWORKER');
  access.addToRole(roleArn, parsePolicy({ Version: '2012-10-17', Statement: statements }, 'test'));
  return access;
};

const may = (access: AccessControl, action: string, resource: string): boolean =>
  access.roleMay(roleArn, { action, resource }, 'eu-west-1');
