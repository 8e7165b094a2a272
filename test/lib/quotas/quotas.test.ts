/** Goal: who needs more than an account has by default reads it before the deployment, not in the middle of it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { parseConfiguration } from '../../../config/load-configuration.ts';
import { buildDeployment } from '../../../lib/deployment.ts';
import { deployedResources, type Deployed } from '../../../lib/quotas/deployed-resources.ts';
import { excesses, quotas, sentenceOf } from '../../../lib/quotas/quotas.ts';
import { channels, file, second, straight, v1, zones } from '../../cli/plan/change-files.ts';
import { output } from '../../config/sound-channel.ts';
import { isRecord, testApp } from '../synthesize.ts';
import { planted } from './planted.ts';

const idsOf = (deployed: Deployed, region?: string) =>
  excesses(deployed, region).map(({ quota }) => quota.id);

describe('a quota', () => {
  it('is counted on something that is planted here', () => {
    expect(Object.keys(planted)).toEqual(quotas.map(({ id }) => id));
  });

  it.each(quotas.map((quota) => [quota.id, quota] as const))(
    'is enough for what just fits, and not for one more: %s',
    (id, { byDefault, count }) => {
      const of = planted[id] ?? (() => []);
      expect(count(of(byDefault))).toBe(byDefault);
      expect(idsOf(of(byDefault))).not.toContain(id);
      expect(excesses(of(byDefault + 1), undefined)).toContainEqual(
        expect.objectContaining({ allowed: byDefault, needed: byDefault + 1 }),
      );
      expect(idsOf(of(byDefault + 1))).toContain(id);
      expect(count([])).toBe(0);
    },
  );

  it('is another one in another region', () => {
    const rules = planted['eventbridge-rules']?.(101) ?? [];
    expect(idsOf(rules, 'eu-south-1')).toEqual(['eventbridge-rules']);
    expect(idsOf(rules, 'eu-west-1')).toEqual([]);
  });
});

const deploymentOf = (text: string, context: Readonly<Record<string, unknown>> = {}) => {
  const app = testApp({ warnings: true });
  for (const [key, value] of Object.entries(context)) app.node.setContext(key, value);
  return buildDeployment(app, parseConfiguration(text, 'test.yaml'));
};
const example = (name: string) => readFileSync(join(import.meta.dirname, '../../../examples', name), 'utf8');
/** Read off the constructs: a synthesis of each would take seconds. What is acknowledged is not among them. */
const warningsOf = (text: string, context?: Readonly<Record<string, unknown>>) =>
  deploymentOf(text, context)
    .flatMap((stack) => stack.node.findAll().flatMap(({ node }) => node.metadata))
    .filter(({ type, data }) => type === 'aws:cdk:warning' && String(data).includes('quota:'))
    .map(({ data }) => String(data));
const idIn = (warning: string) => /\[ack: quota:([\w-]+)\]/.exec(warning)?.[1];

const named = (count: number, channel: object) =>
  stringify(channels(...Array.from({ length: count }, (_, at) => ({ ...channel, name: `channel-${at}` }))));
const built = (change: object) => ({
  group: 'news',
  build: { availabilityZones: zones, inputs: { A: straight, B: straight }, outputs: [output], ...change },
});

describe('what is deployed', () => {
  it.each(
    readdirSync(join(import.meta.dirname, '../../../examples')).filter((name) => name.endsWith('.yaml')),
  )('is counted before it is synthesized as it is in the templates: %s', (name) => {
    const stacks = buildDeployment(testApp(), parseConfiguration(example(name), name));
    const before = deployedResources(stacks);
    const inTemplates: Deployed = stacks.flatMap((stack) =>
      Object.values(Template.fromStack(stack).toJSON()['Resources'] as object).map((resource: unknown) => {
        if (!isRecord(resource)) throw new Error('A resource is no object.');
        const { Type, Properties } = resource;
        return {
          stack: stack.stackName,
          type: String(Type),
          properties: isRecord(Properties) ? Properties : {},
        };
      }),
    );
    const counted = (deployed: Deployed) => quotas.map(({ id, count }) => `${id}: ${count(deployed)}`);
    expect(counted(before)).toEqual(counted(inTemplates));
  });
});

describe('synth', () => {
  it.each<[string, string, readonly string[]]>([
    ['two channels', named(2, second), []],
    ['three channels', named(3, second), ['medialive-push-inputs']],
    [
      'three channels that are fed by RTP',
      named(3, built({})),
      ['medialive-push-inputs', 'medialive-input-security-groups'],
    ],
    ['a channel with ten outputs', stringify(file({ outputs: outputs(10, output) })), []],
    ['a channel with eleven', stringify(file({ outputs: outputs(11, output) })), ['mediapackagev2-channels']],
    [
      'one with 31 of MediaPackage v1',
      stringify(file({ outputs: outputs(31, v1) })),
      ['mediapackage-channels'],
    ],
  ])('warns of what is too much by default: %s', (_what, text, ids) => {
    expect(warningsOf(text).map(idIn)).toEqual(ids);
  });

  it('says what the quota is, what is needed, and what to do', () => {
    expect(warningsOf(example('three-channels.yaml'))).toEqual([
      'MediaLive allows the region 5 by default ("Push Inputs"), and this configuration needs 6. Before you deploy, look at Service Quotas of this account and region (under MediaLive, L-9E233AF7) and ask for more where it is not more already. [ack: quota:medialive-push-inputs]',
    ]);
    const [fixed] = excesses(planted['cloudfront-cache-policy-distributions']?.(101) ?? [], undefined);
    expect(fixed && sentenceOf(fixed)).toBe(
      'CloudFront allows each cache policy 100 by default ("Distributions associated with the same cache policy"), and this configuration needs 101. AWS does not raise it: divide the channels over several files, each a deployment with a name of its own.',
    );
  });

  it.each(['control-plane.yaml', 'ground-to-cloud.yaml', 'one-channel-zixi.yaml'])(
    'says nothing of an example that an account has room for: %s',
    (name) => {
      expect(warningsOf(example(name))).toEqual([]);
    },
  );

  it.each([
    ['medialive-push-inputs'],
    ['cloudfront-distributions, medialive-push-inputs'],
    [['medialive-push-inputs']],
  ])('takes the word of a user who has more: %j', (raisedQuotas) => {
    expect(warningsOf(example('three-channels.yaml'), { raisedQuotas })).toEqual([]);
  });

  it('refuses a word that means nothing', () => {
    expect(() => warningsOf(stringify(file()), { raisedQuotas: 'push' })).toThrow(
      'raisedQuotas "push" is not a quota that is known here.',
    );
    expect(() => warningsOf(stringify(file()), { raisedQuotas: '' })).toThrow('raisedQuotas ""');
  });

  function outputs(count: number, of: object) {
    return Array.from({ length: count }, (_, at) => ({
      ...of,
      name: `o${at}`,
    }));
  }
});
