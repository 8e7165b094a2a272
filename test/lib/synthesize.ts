import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { parseConfiguration } from '../../config/load-configuration.ts';
import { buildDeployment } from '../../lib/deployment.ts';
import { quotas } from '../../lib/quotas/quotas.ts';

const settings: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../cdk.json'), 'utf8'));

/**
 * An app as cdk.json makes it, without the bundling of functions and, unless asked for, the slow built-in rules and the warnings of
 * quotas, which CDK prints.
 */
export function testApp({ rules = false, warnings = false } = {}): App {
  return new App({
    builtinCloudFormationValidation: rules,
    context: {
      ...(isRecord(settings) && isRecord(settings['context']) ? settings['context'] : {}),
      'aws:cdk:bundling-stacks': [],
      ...(warnings ? {} : { raisedQuotas: quotas.map(({ id }) => id) }),
    },
  });
}

/** The templates of a configuration's stacks, in the order in which they are built. */
export function templatesOf(text: string): readonly Template[] {
  return buildDeployment(testApp(), parseConfiguration(text, 'test.yaml')).map((stack) =>
    Template.fromStack(stack),
  );
}

/** A stack in the account of the examples, to try one construct in. */
export function testStack(): Stack {
  return new Stack(testApp(), 'Test', { env: { account: '000000000000', region: 'eu-west-1' } });
}

/** A template without what changes with every edit of a function: the names of assets. */
export function normalised(template: Template): unknown {
  const text = JSON.stringify(template.toJSON());
  return JSON.parse(text.replace(/\b[0-9a-f]{64}\b/g, 'ASSET')) as unknown;
}

/** A property of a resource in a template. */
export function propertyOf(resource: unknown, name: string): unknown {
  const properties = isRecord(resource) ? resource['Properties'] : undefined;
  return isRecord(properties) ? properties[name] : undefined;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
