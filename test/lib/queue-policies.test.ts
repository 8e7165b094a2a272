// Goal: in every stack, each queue takes messages from our functions and our rules alone, and nobody else takes any out.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from '@jest/globals';
import { parseDocument } from 'yaml';
import { ConfigurationError } from '../../config/problem.ts';
import { parseConfiguration } from '../../config/load-configuration.ts';
import { isRecord, propertyOf, templatesOf } from './synthesize.ts';

const examples = join(import.meta.dirname, '..', '..', 'examples');
const exampleFiles = readdirSync(examples).filter((name) => name.endsWith('.yaml'));
const existing = readFileSync(join(examples, 'control-plane.yaml'), 'utf8');

type Statement = Readonly<Record<string, unknown>>;

interface GuardedQueue {
  readonly id: string;
  readonly queue: unknown;
  readonly statements: readonly Statement[];
}

function queuesOf(template: Template): readonly GuardedQueue[] {
  const policies = Object.values(template.findResources('AWS::SQS::QueuePolicy'));
  return Object.entries(template.findResources('AWS::SQS::Queue')).map(([id, queue]) => {
    const own = policies.filter((policy) => JSON.stringify(propertyOf(policy, 'Queues')).includes(`"${id}"`));
    const statements = own.flatMap((policy) => {
      const document = propertyOf(policy, 'PolicyDocument');
      const given: unknown = isRecord(document) ? document['Statement'] : undefined;
      return Array.isArray(given) ? given.filter(isRecord) : [];
    });
    return { id, queue, statements };
  });
}

const allQueues = (text: string) => templatesOf(text).flatMap(queuesOf);
const exampleTexts = exampleFiles.map((name) => readFileSync(join(examples, name), 'utf8'));
const exampleQueues = exampleTexts.flatMap(allQueues);
/** The same, where a deployment has its rules bring events with a role. */
const queuesWithRole = exampleTexts.map(withEventRole).flatMap(allQueues);
const named = ({ statements }: GuardedQueue, sid: string) => statements.find(({ Sid }) => Sid === sid);
const conditionsOf = ({ Condition }: Statement) =>
  Object.entries(isRecord(Condition) ? Condition : {}).flatMap(([operator, keys]) =>
    Object.entries(isRecord(keys) ? keys : {}).map(([key, value]) => ({ operator, key, value })),
  );
const listed = (statement: Statement | undefined, key: string): readonly unknown[] => {
  const found = conditionsOf(statement ?? {}).find((condition) => condition.key === key)?.value;
  return Array.isArray(found) ? found : [found];
};
const isDeadLetterQueue = ({ queue }: GuardedQueue) => propertyOf(queue, 'RedrivePolicy') === undefined;

function withEventRole(text: string): string {
  const document = parseDocument(text);
  document.setIn(['controlPlane', 'eventRole'], true);
  return document.toString();
}

const ruleArns = (kind: 'live' | 'flow') =>
  expect.stringMatching(
    new RegExp(`^arn:aws:events:[a-z0-9-]+:\\d{12}:rule/[a-z-]+-control-plane-${kind}-\\?{3}$`),
  ) as unknown;
const oneRule = { 'Fn::GetAtt': [expect.stringMatching(/RolledBack/), 'Arn'] };

/** Where rules bring something in: events, or the dead letters of events. */
const takesFromRules = ({ id }: GuardedQueue) => /^ChannelEvents(Queue|DeadLetters)|FunctionQueue/.test(id);

describe('every queue of every example', () => {
  it('is looked at', () => {
    expect(exampleQueues.length).toBeGreaterThan(10);
  });

  it('refuses to all but a few everything that brings in, hides or takes away a message', () => {
    for (const queue of exampleQueues) {
      expect(named(queue, 'OnlyOursTouchMessages')).toMatchObject({
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: [
          'sqs:CancelMessageMoveTask',
          'sqs:ChangeMessageVisibility',
          'sqs:DeleteMessage',
          'sqs:PurgeQueue',
          'sqs:ReceiveMessage',
          'sqs:SendMessage',
          'sqs:StartMessageMoveTask',
        ],
      });
    }
  });

  it.each([
    ['where rules bring something in', exampleQueues, takesFromRules],
    [
      'where they bring dead letters, if events come with a role',
      queuesWithRole,
      ({ id }: GuardedQueue) => id.startsWith('ChannelEventsDeadLetters'),
    ],
  ] as const)('lets AWS services send for themselves only %s, and rules alone', (_where, queues, isOpen) => {
    for (const queue of queues) {
      const letsServices = conditionsOf(named(queue, 'OnlyOursTouchMessages') ?? {}).some(
        ({ key }) => key === 'aws:PrincipalIsAWSService',
      );
      expect([queue.id, letsServices]).toEqual([queue.id, isOpen(queue)]);
      const opening = queue.statements.filter(({ Effect }) => Effect === 'Allow');
      expect([queue.id, opening.length > 0]).toEqual([queue.id, isOpen(queue)]);
      for (const statement of opening) {
        expect(statement['Principal']).toEqual({ Service: 'events.amazonaws.com' });
        const [condition, ...others] = conditionsOf(statement);
        expect(others).toEqual([]);
        expect(condition?.key).toBe('aws:SourceArn');
        // Rules are too many for the policy of this queue: those that are called after the stack and a number of three digits.
        const ours = { operator: 'ArnLike', value: [ruleArns('live'), ruleArns('flow')] };
        expect(condition).toMatchObject(
          queue.id.startsWith('ChannelEvents') ? ours : { operator: 'ArnEquals', value: oneRule },
        );
      }
    }
  });

  it('has the policy that lets its rules in made when there are all of them', () => {
    for (const template of exampleTexts.flatMap(templatesOf)) {
      const rules = Object.entries(template.findResources('AWS::Events::Rule')).flatMap(([id, rule]) =>
        propertyOf(rule, 'Name') === undefined ? [] : [id],
      );
      const policies = Object.entries(template.findResources('AWS::SQS::QueuePolicy'));
      for (const [, policy] of policies.filter(([id]) => id.startsWith('ChannelEvents'))) {
        expect(policy).toHaveProperty('DependsOn', expect.arrayContaining(rules));
      }
    }
  });

  it('refuses to all but deployments whatever would lift that', () => {
    for (const queue of exampleQueues) {
      expect(named(queue, 'OnlyDeploymentsChangeIt')).toMatchObject({
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: ['sqs:AddPermission', 'sqs:DeleteQueue', 'sqs:RemovePermission', 'sqs:SetQueueAttributes'],
      });
    }
  });

  it('can be changed by CloudFormation, with its own role or with that of its caller, and by the root user', () => {
    for (const queue of exampleQueues) {
      const statement = named(queue, 'OnlyDeploymentsChangeIt');
      const [role, root, ...others] = listed(statement, 'aws:PrincipalArn');
      expect(JSON.stringify(role)).toMatch(/cdk-hnb659fds-cfn-exec-role-/);
      expect(JSON.stringify(root)).toMatch(/:root"/);
      expect(others).toEqual([]);
      expect(listed(statement, 'aws:CalledVia')).toEqual(['cloudformation.amazonaws.com']);
    }
  });

  it.each([
    ['four functions, or that of its channel', exampleQueues, [1, 4]],
    ['the role of its rules besides, if events come with one', queuesWithRole, [2, 5]],
  ] as const)('lets in %s; dead letters nobody but the root user', (_whom, queues, counts) => {
    for (const queue of queues) {
      const principals = listed(named(queue, 'OnlyOursTouchMessages'), 'aws:PrincipalArn').map((principal) =>
        JSON.stringify(principal),
      );
      const roles = principals.filter((principal) => principal.includes('Role')).length;
      expect(isDeadLetterQueue(queue) ? [0] : counts).toContain(roles);
      expect(principals).toHaveLength(roles + 1);
    }
  });

  it('is the dead-letter queue of no other queue, where a function reads it', () => {
    for (const queue of exampleQueues.filter((each) => !isDeadLetterQueue(each))) {
      expect(propertyOf(queue.queue, 'RedriveAllowPolicy')).toEqual({ redrivePermission: 'denyAll' });
    }
  });

  it('has a policy within the quotas of SQS (quotas-policies)', () => {
    for (const { statements } of [...exampleQueues, ...queuesWithRole]) {
      expect(statements.length).toBeLessThanOrEqual(20);
      expect(statements.flatMap(conditionsOf).length).toBeLessThanOrEqual(10);
      expect(
        Math.max(...statements.map(({ Action }) => (Array.isArray(Action) ? Action.length : 1))),
      ).toBeLessThanOrEqual(7);
      expect(JSON.stringify(statements).length).toBeLessThan(8192);
    }
  });
});

describe('the administrators of the queues', () => {
  const withAdministrators = (...arns: readonly string[]) =>
    `${existing}\ncontrolPlane:\n  queueAdministrators: ${JSON.stringify(arns)}\n`;
  const operators = 'arn:aws:iam::111122223333:role/operators-*';

  it('may touch messages and the queue itself', () => {
    for (const queue of allQueues(withAdministrators(operators))) {
      for (const sid of ['OnlyOursTouchMessages', 'OnlyDeploymentsChangeIt']) {
        expect(listed(named(queue, sid), 'aws:PrincipalArn')).toContain(operators);
      }
    }
  });

  it.each([
    '*',
    'arn:aws:iam::*:role/operators',
    'arn:aws:iam::111122223333:role/*',
    'arn:aws:iam::111122223333:role/a*',
    'arn:aws:iam::111122223333:root',
    'arn:aws:sts::111122223333:assumed-role/operators/ann',
  ])('are not anybody: %s', (arn) => {
    expect(() => parseConfiguration(withAdministrators(arn), 'test.yaml')).toThrow(ConfigurationError);
  });
});
