import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Template } from 'aws-cdk-lib/assertions';
import { loadConfiguration } from '../../config/load-configuration.ts';
import { buildDeployment } from '../../lib/deployment.ts';
import { isRecord, propertyOf, testApp } from './synthesize.ts';

/** Goal: no role of any stack is taken for another account. What they are granted is held to AWS's own list in `independent/`. */
const examples = join(import.meta.dirname, '..', '..', 'examples');
const templates = readdirSync(examples)
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) => {
    const deployment = { ...loadConfiguration(join(examples, name)), standbyMetrics: true };
    return buildDeployment(testApp(), deployment).map((stack) => Template.fromStack(stack));
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
