import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Template } from 'aws-cdk-lib/assertions';
import { loadConfiguration } from '../../config/load-configuration.ts';
import { buildDeployment } from '../../lib/deployment.ts';
import { isRecord, testApp } from '../lib/synthesize.ts';

/** Goal: docs/deployment.md names every service that a deployment needs permissions for, and no other. */
const root = join(import.meta.dirname, '../..');
const examples = ['control-plane', 'one-channel-zixi', 'three-channels', 'ground-to-cloud'];

describe('the permissions in docs/deployment.md', () => {
  it('are for the services of the templates', () => {
    expect(servicesOfDocument()).toEqual(servicesOfTemplates());
  });
});

function servicesOfTemplates(): readonly string[] {
  const types = examples.flatMap((name) => {
    const configuration = loadConfiguration(join(root, 'examples', `${name}.yaml`));
    return buildDeployment(testApp(), configuration).flatMap((stack) => {
      const resources: unknown = Template.fromStack(stack).toJSON()['Resources'];
      return Object.values(isRecord(resources) ? resources : {}).map((resource) =>
        isRecord(resource) ? String(resource['Type']) : '',
      );
    });
  });
  const services = types.flatMap((type) => /^AWS::(\w+)::/.exec(type)?.[1]?.toLowerCase() ?? []);
  return [...new Set(services)].sort();
}

/** The second column of the table that begins with "every deployment". */
function servicesOfDocument(): readonly string[] {
  const lines = readFileSync(join(root, 'docs/deployment.md'), 'utf8').split('\n');
  const first = lines.findIndex((line) => line.startsWith('| every deployment'));
  const last = lines.findIndex((line, index) => index > first && !line.startsWith('|'));
  const cells = lines.slice(first, last).map((line) => line.split('|')[2] ?? '');
  return [
    ...new Set(cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name ?? ''))),
  ].sort();
}
