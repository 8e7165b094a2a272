// Goal: the largest deployment of each kind that a configuration may ask for stays within AWS's quotas, and one more is refused in words.
import { Fn, Stack, type App } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { builtChannels } from '../../bench/built-channels.ts';
import { existingChannels, type ExistingChannels } from '../../bench/existing-channels.ts';
import { deploymentLimits } from '../../config/deployment-limits.ts';
import { parseConfiguration } from '../../config/load-configuration.ts';
import { buildDeployment } from '../../lib/deployment.ts';
import { ControlPlaneStack, type ManagedChannel } from '../../lib/stacks/control-plane-stack.ts';
import { isRecord, propertyOf, testApp } from './synthesize.ts';

/** What AWS takes: of a stack, a role, a rule, a bus, an alarm. */
const quotas = {
  resources: 500,
  templateBytes: 1_000_000,
  inlinePolicyCharacters: 10_240,
  managedPolicyCharacters: 6144,
  managedPolicies: 10,
  rules: 300,
  patternCharacters: 2048,
  metricsOfAlarm: 10,
};
const place = 'eu-west-1:000000000000';
const padded = (index: number, digits: number) => String(index).padStart(digits, '0');

// CDK warns of a template that comes near the quota; that it does is what is looked for here.
beforeAll(() => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterAll(() => {
  jest.restoreAllMocks();
});

/** Each resource has its path as metadata, as when the CDK's command synthesizes. */
function appOfCommand(): App {
  const app = testApp();
  app.node.setContext('aws:cdk:enable-path-metadata', true);
  return app;
}

function overExisting(shape: ExistingChannels): Template {
  const [stack] = buildDeployment(appOfCommand(), parseConfiguration(existingChannels(shape), 'test.yaml'));
  if (stack === undefined) throw new Error('No stack was built.');
  return Template.fromStack(stack);
}

/**
 * The control plane over channels that are built, as it refers to them: their own stacks, two for each, are left out, as they take
 * minutes. Names of exports are as CDK makes them.
 */
function overBuilt(channels: number): Template {
  const app = appOfCommand();
  const elsewhere = new Stack(app, 'Elsewhere');
  const exported = (stack: string, of: string) =>
    Fn.importValue(`newsroom-${stack}:ExportsOutputFnGetAtt${of}`);
  const managed = Array.from({ length: channels }, (_, index): ManagedChannel => {
    const name = `newsroom-channel-${padded(index, 4)}`;
    const flowsOf = (site: string) =>
      [0, 1].map((pipeline) => ({
        arn: exported(`${name}-contribution`, `Flow${site}${pipeline}0DCF4D1CFlowArn1B36F9A5`),
        name: `${name}-${site}-${pipeline}`,
      }));
    const inputOf = (site: string) => ({
      attachment: site,
      flows: flowsOf(site).map(({ arn }) => ({ arn, sources: 2 as const })),
    });
    return {
      arn: exported(`${name}-channel`, 'Channel4048F135Arn1C9B6E0D'),
      name,
      group: 'bench',
      inputs: { A: inputOf('A'), B: inputOf('B') },
      flows: ['A', 'B'].flatMap(flowsOf),
      deadLetters: Queue.fromQueueArn(
        elsewhere,
        name,
        exported(`${name}-channel`, 'LifecycleFunctionDeadLetters5A7F3B1AArn9C0D2E4F'),
      ),
    };
  });
  const configuration = parseConfiguration(builtChannels(1), 'test.yaml');
  const env = { account: '000000000000', region: 'eu-west-1' };
  return Template.fromStack(
    new ControlPlaneStack(app, 'newsroom-control-plane', { env, configuration, channels: managed }),
  );
}

function rulesIn(template: Template): readonly unknown[] {
  return Object.values(template.findResources('AWS::Events::Rule'));
}

function expectWithinQuotas(template: Template): void {
  const all = template.toJSON() as { readonly Resources: Readonly<Record<string, unknown>> };
  expect(Object.keys(all.Resources).length).toBeLessThanOrEqual(quotas.resources);
  expect(JSON.stringify(all).length).toBeLessThanOrEqual(quotas.templateBytes);
  const policiesOf = (type: string) =>
    Object.values(template.findResources(type)).map(
      (resource) => JSON.stringify(propertyOf(resource, 'PolicyDocument'), deployedArn).length,
    );
  expect(Math.max(...policiesOf('AWS::IAM::Policy'))).toBeLessThanOrEqual(quotas.inlinePolicyCharacters);
  expect(Math.max(0, ...policiesOf('AWS::IAM::ManagedPolicy'))).toBeLessThanOrEqual(
    quotas.managedPolicyCharacters,
  );
  const attached = Object.values(template.findResources('AWS::IAM::Role')).map(
    (role) => [propertyOf(role, 'ManagedPolicyArns') ?? []].flat().length,
  );
  expect(Math.max(...attached)).toBeLessThanOrEqual(quotas.managedPolicies);
  for (const alarm of Object.values(template.findResources('AWS::CloudWatch::Alarm'))) {
    const metrics = [propertyOf(alarm, 'Metrics') ?? []].flat();
    expect(metrics.filter((one) => isRecord(one) && 'MetricStat' in one).length).toBeLessThanOrEqual(
      quotas.metricsOfAlarm,
    );
  }
}

/** What is imported is an ARN of a channel when it is deployed. */
function deployedArn(_key: string, value: unknown): unknown {
  return isRecord(value) && 'Fn::ImportValue' in value ? `arn:aws:medialive:${place}:channel:1234567` : value;
}

describe('the largest deployment', () => {
  it('of channels that exist, with four flows each, is one that AWS takes', () => {
    const template = overExisting({ channels: deploymentLimits.existing });
    expectWithinQuotas(template);
    expect(rulesIn(template).length).toBeLessThanOrEqual(quotas.rules);
  });

  it('of channels that are built is one that AWS takes', () => {
    const template = overBuilt(deploymentLimits.built);
    expectWithinQuotas(template);
    expect(rulesIn(template).length).toBeLessThanOrEqual(quotas.rules);
  });

  it('has room for as many groups, and flows with names as long as there may be', () => {
    const { groups, flows } = deploymentLimits;
    const template = overExisting({ channels: flows / 4, groups, flowNameCharacters: 64 });
    expect(Object.keys(template.toJSON()['Resources'] as object).length).toBeLessThanOrEqual(
      quotas.resources,
    );
  });
});

describe('a thousand channels over three deployments', () => {
  const share = 334;

  it.each([
    ['that exist', () => overExisting({ channels: share })],
    [
      'that exist, with names as long as there may be',
      () => overExisting({ channels: share, flowNameCharacters: 64 }),
    ],
    ['that are built', () => overBuilt(share)],
  ])('%s take no more rules than a bus has', (_which, make) => {
    expect(3 * rulesIn(make()).length).toBeLessThanOrEqual(quotas.rules);
  });
});

describe('a configuration beyond that', () => {
  const refusalOf = (text: string) => () => parseConfiguration(text, 'large.yaml');

  it('is refused by the number of its channels', () => {
    expect(refusalOf(existingChannels({ channels: deploymentLimits.existing }))).not.toThrow();
    expect(refusalOf(existingChannels({ channels: deploymentLimits.existing + 1 }))).toThrow(
      /large\.yaml: .*\n {2}channels \(line 1\): the channels are more than one deployment takes: 701 that exist already\. Allowed: 700, or 300 channels that are built\. Divide the channels over several files/,
    );
    expect(refusalOf(builtChannels(deploymentLimits.built))).not.toThrow();
    expect(refusalOf(builtChannels(deploymentLimits.built + 1))).toThrow(
      /takes: 301 channels that are built\. Allowed: 300, or 700 that exist already\. Divide/,
    );
  });

  it('is refused by the number of both', () => {
    const mixed = (built: number) => {
      const group = JSON.parse(existingChannels({ channels: 350 })) as {
        readonly channels: readonly object[];
      };
      const more = group.channels.map((channel) => `  - ${JSON.stringify({ ...channel, group: 'bench' })}\n`);
      return builtChannels(built) + more.join('');
    };
    expect(refusalOf(mixed(150))).not.toThrow();
    expect(refusalOf(mixed(151))).toThrow(
      /takes: 350 that exist already beside 151 channels that are built\. Allowed: 347 beside these\./,
    );
  });

  it('is refused by the number of flows and of groups', () => {
    expect(refusalOf(existingChannels({ channels: 466, moreSites: ['C'] }))).not.toThrow();
    expect(refusalOf(existingChannels({ channels: 467, moreSites: ['C'] }))).toThrow(
      /the flows of the channels are more than one deployment takes: 2802 that exist already\. Allowed: 2800, or 300 ch/,
    );
    expect(refusalOf(existingChannels({ channels: 1, groups: deploymentLimits.groups + 1 }))).toThrow(
      /groups .*: the failover groups are more than one deployment takes: 151\. Allowed: 150\. Divide/,
    );
  });
});
