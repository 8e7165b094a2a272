/** The templates of the example with everything in it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import type { Stack } from 'aws-cdk-lib';
import { parseConfiguration } from '../../../config/load-configuration.ts';
import { buildDeployment } from '../../../lib/deployment.ts';
import { testApp } from '../synthesize.ts';

const file = join(import.meta.dirname, '../../../examples/three-channels.yaml');

const stacks = buildDeployment(testApp(), parseConfiguration(readFileSync(file, 'utf8'), file));

export const templates = new Map(stacks.map((stack: Stack) => [stack.stackName, Template.fromStack(stack)]));

export const named = (name: string): Template => {
  const template = templates.get(`sports-${name}`);
  if (template === undefined) throw new Error(`There is no stack ${name}.`);
  return template;
};
