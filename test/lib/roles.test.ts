import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Template } from 'aws-cdk-lib/assertions';
import { loadConfiguration } from '../../config/load-configuration.ts';
import { buildDeployment } from '../../lib/deployment.ts';
import { onSingleResources } from './service-authorization.ts';
import { statementsOf } from './statements.ts';
import { isRecord, propertyOf, testApp } from './synthesize.ts';

/** Goal: no role of any stack is granted on everything what it could be granted on something, or is taken for another account. */
const examples = join(import.meta.dirname, '..', '..', 'examples');
const templates = readdirSync(examples)
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) => {
    const deployment = { ...loadConfiguration(join(examples, name)), standbyMetrics: true };
    return buildDeployment(testApp(), deployment).map((stack) => Template.fromStack(stack));
  });
const statements = templates.flatMap(statementsOf);
const actions = [...new Set(statements.flatMap((statement) => statement.actions))].toSorted();

describe('what the roles may do', () => {
  it('is known to the table of what can be granted on single resources, and nothing else is in it', () => {
    expect(actions).toEqual(Object.keys(onSingleResources).toSorted());
  });

  it.each(actions)('%s is granted on everything only where it cannot be granted on something', (action) => {
    const resources = statements
      .filter((statement) => statement.actions.includes(action))
      .flatMap((statement) => statement.resources);
    const wide = resources.filter((resource) => resource === '*');
    expect(wide).toHaveLength(onSingleResources[action] === true ? 0 : resources.length);
  });
});

/** Services that document that they say for which account they take a role; of the others a condition may be asked only if they do. */
const documented = ['mediaconnect.amazonaws.com', 'scheduler.amazonaws.com'];

interface Trust {
  readonly role: string;
  readonly service: unknown;
  readonly condition: unknown;
}

function trustsOf(template: Template): readonly Trust[] {
  return Object.entries(template.findResources('AWS::IAM::Role')).flatMap(([role, resource]) => {
    const document = propertyOf(resource, 'AssumeRolePolicyDocument');
    const list: unknown = isRecord(document) ? document['Statement'] : [];
    return (Array.isArray(list) ? list : []).flatMap((statement: unknown) => {
      const principal = isRecord(statement) ? statement['Principal'] : undefined;
      const service = isRecord(principal) ? principal['Service'] : undefined;
      return { role, service, condition: isRecord(statement) ? statement['Condition'] : undefined };
    });
  });
}

describe('who may take the roles', () => {
  const trusts = templates.flatMap(trustsOf);

  it('are services of AWS alone', () => {
    expect([...new Set(trusts.map(({ service }) => service))].toSorted()).toEqual([
      'lambda.amazonaws.com',
      'mediaconnect.amazonaws.com',
      'medialive.amazonaws.com',
      'mediapackage.amazonaws.com',
      'scheduler.amazonaws.com',
    ]);
  });

  it('is no service that acts for another account', () => {
    for (const { role, service, condition } of trusts) {
      const asks = documented.includes(String(service)) ? 'StringEquals' : 'StringEqualsIfExists';
      const account = expect.anything() as unknown;
      const wanted = { [asks]: expect.objectContaining({ 'aws:SourceAccount': account }) as unknown };
      expect({ role, condition }).toEqual({ role, condition: wanted });
    }
  });

  it('is the scheduler for the group of our schedules alone', () => {
    const [scheduler] = trusts.filter(({ service }) => service === 'scheduler.amazonaws.com');
    expect(JSON.stringify(scheduler?.condition)).toMatch(/"aws:SourceArn":.*schedule-group\/default/);
  });
});
