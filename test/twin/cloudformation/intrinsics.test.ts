import { describe, expect, it } from '@jest/globals';
import { resolve } from '../../../twin/cloudformation/intrinsics.ts';
import { StackScope } from '../../../twin/cloudformation/stack-scope.ts';
import { parseTemplate } from '../../../twin/cloudformation/template.ts';
import type { JsonValue } from '../../../twin/gateway/json-value.ts';

describe('resolve', () => {
  it.each<[JsonValue, JsonValue | undefined]>([
    [{ Ref: 'Queue' }, 'queue-url'],
    [{ Ref: 'AWS::Region' }, 'eu-west-1'],
    [{ Ref: 'Size' }, '5'],
    [{ Ref: 'Zones' }, ['a', 'b']],
    [{ Ref: 'AWS::NoValue' }, undefined],
    [{ 'Fn::GetAtt': ['Queue', 'Arn'] }, 'queue-arn'],
    [{ 'Fn::GetAtt': 'Queue.Arn' }, 'queue-arn'],
    [{ 'Fn::GetAtt': ['Queue', 'Endpoint.Port'] }, 80],
    [
      { 'Fn::Sub': '${Queue}/${Queue.Arn}/${AWS::AccountId}/${!Literal}' },
      'queue-url/queue-arn/000000000000/${Literal}',
    ],
    [{ 'Fn::Sub': ['${X}-${Queue}', { X: { Ref: 'Size' } }] }, '5-queue-url'],
    [{ 'Fn::Join': [':', ['a', { Ref: 'Queue' }, 3]] }, 'a:queue-url:3'],
    [{ 'Fn::Join': ['', { 'Fn::Split': [',', 'a,b'] }] }, 'ab'],
    [{ 'Fn::Select': ['1', { 'Fn::Split': [':', 'a:b'] }] }, 'b'],
    [{ 'Fn::ImportValue': 'shared' }, 'imported'],
    [{ 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'large'] }, 9],
    [{ 'Fn::If': ['InEurope', 'yes', { Ref: 'Missing' }] }, 'yes'],
    [{ 'Fn::If': ['NotInEurope', 'yes', 'no'] }, 'no'],
    [{ 'Fn::If': ['Both', 'yes', 'no'] }, 'yes'],
    [{ 'Fn::If': ['Neither', 'yes', 'no'] }, 'no'],
    [{ 'Fn::Base64': 'hi' }, 'aGk='],
    [{ a: ['{{resolve:secretsmanager:x}}!'] }, { a: ['value of secretsmanager:x!'] }],
    [
      { 'Fn::Join': [':', ['{{resolve', 'secretsmanager', { Ref: 'Queue' }, '}}']] },
      'value of secretsmanager:queue-url:',
    ],
    [{ 'Fn::GetAZs': '' }, ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']],
    [
      { a: [{ Ref: 'AWS::NoValue' }, 1], b: { Ref: 'AWS::NoValue' }, c: { d: { Ref: 'Size' } } },
      { a: [1], c: { d: '5' } },
    ],
  ])('makes %j %j', (value, expected) => {
    expect(resolve(value, scope())).toEqual(expected);
  });

  it.each<[JsonValue, RegExp]>([
    [{ Ref: 'Missing' }, /Ref Missing: the template has no parameter or deployed resource/],
    [{ Ref: 'BootstrapVersion' }, /There is no parameter store/],
    [{ 'Fn::GetAtt': ['Queue', 'Colour'] }, /Queue has no such attribute. It has: Arn, Endpoint/],
    [{ 'Fn::Cidr': ['10.0.0.0/8', 2, 8] }, /does not evaluate Fn::Cidr/],
    [{ 'Fn::ImportValue': 'unknown' }, /No export named unknown found/],
    [{ 'Fn::Select': [7, ['a']] }, /no element 7/],
    ['{{resolve:ssm:x}}', /no parameter store/],
  ])('rejects %j', (value, message) => {
    expect(() => resolve(value, scope())).toThrow(message);
  });
});

const scope = (): StackScope => {
  const region = { Ref: 'AWS::Region' };
  const template = parseTemplate(
    {
      Parameters: {
        Size: { Type: 'Number', Default: 5 },
        Zones: { Type: 'CommaDelimitedList', Default: 'a,b' },
        BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/x/version' },
      },
      Mappings: { Sizes: { 'eu-west-1': { large: 9 } } },
      Conditions: {
        InEurope: { 'Fn::Equals': [region, 'eu-west-1'] },
        NotInEurope: { 'Fn::Not': [{ Condition: 'InEurope' }] },
        Both: { 'Fn::And': [{ Condition: 'InEurope' }, { 'Fn::Equals': [{ Ref: 'Size' }, '5'] }] },
        Neither: { 'Fn::Or': [{ Condition: 'NotInEurope' }, { 'Fn::Equals': ['a', 'b'] }] },
      },
      Resources: {},
    },
    'Stack',
  );
  const identity = { account: '000000000000', region: 'eu-west-1', stackName: 'Stack', stackId: 'arn:stack' };
  const made = new StackScope(identity, template, {
    exports: new Map([['shared', 'imported']]),
    dynamic: (reference) => {
      if (reference.startsWith('ssm:')) throw new Error('There is no parameter store.');
      return `value of ${reference}`;
    },
  });
  made.resources.set('Queue', { ref: 'queue-url', attributes: { Arn: 'queue-arn', Endpoint: { Port: 80 } } });
  return made;
};
