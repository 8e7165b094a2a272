import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { parseConfiguration } from '../../../config/load-configuration.ts';
import { buildDeployment } from '../../../lib/deployment.ts';
import { statementsOf } from '../statements.ts';
import { isRecord, propertyOf, testApp } from '../synthesize.ts';

/** Goal: CloudFormation stops what it is about to change, starts it afterwards, and waits for both. */
const file = join(import.meta.dirname, '../../../examples/one-channel-zixi.yaml');
const text = readFileSync(file, 'utf8');

function channelTemplate(changed: (text: string) => string = (same) => same): Template {
  const stacks = buildDeployment(testApp(), parseConfiguration(changed(text), file));
  const stack = stacks.find(({ stackName }) => stackName.endsWith('-channel'));
  if (!stack) throw new Error('There is no channel stack.');
  return Template.fromStack(stack);
}
const template = channelTemplate();
const only = (of: Template, type: string): [string, Record<string, unknown>] => {
  const [found, ...more] = Object.entries(of.findResources(type));
  if (!found || more.length > 0) throw new Error(`Not one ${type}.`);
  return found;
};
const [pauseId, pause] = only(template, 'Custom::WorkflowPause');
const [runId, run] = only(template, 'Custom::WorkflowRun');
const [channelId] = only(template, 'AWS::MediaLive::Channel');

/** The logical ids that a resource comes after, by what it says and by what it refers to. */
function comesAfter(of: Template, id: string, found = new Set<string>()): Set<string> {
  const resources: unknown = of.toJSON()['Resources'];
  const resource = isRecord(resources) ? resources[id] : undefined;
  const json = JSON.stringify(resource ?? {});
  const names = [...json.matchAll(/"(?:Ref|Fn::GetAtt)":\[?"([A-Za-z0-9]+)"/g)].map(([, name]) => name ?? '');
  const said =
    isRecord(resource) && Array.isArray(resource['DependsOn']) ? resource['DependsOn'].map(String) : [];
  for (const name of [...names, ...said].filter((each) => each !== id && !found.has(each))) {
    found.add(name);
    comesAfter(of, name, found);
  }
  return found;
}

describe('the order of a channel stack', () => {
  it('has the pause before the channel and every input, and the start after', () => {
    for (const id of [channelId, ...Object.keys(template.findResources('AWS::MediaLive::Input'))]) {
      expect(comesAfter(template, id)).toContain(pauseId);
      expect(comesAfter(template, runId)).toContain(id);
    }
    expect(comesAfter(template, pauseId)).not.toContain(channelId);
  });

  it('has the function, its source of messages and its permissions before both, hence deletes them after', () => {
    const [mapping] = only(template, 'AWS::Lambda::EventSourceMapping');
    for (const id of [pauseId, runId]) expect(comesAfter(template, id)).toContain(mapping);
    const permissions = statementsOf(template).find(({ actions }) =>
      actions.includes('medialive:StartChannel'),
    );
    expect(comesAfter(template, runId)).toContain(permissions?.policy);
  });

  it('takes the permission for a flow away only after the pause, which stops the flows that are given up', () => {
    const permissions = statementsOf(template).find(({ actions }) =>
      actions.includes('mediaconnect:StopFlow'),
    );
    expect(comesAfter(template, permissions?.policy ?? '')).toContain(pauseId);
  });

  it('has CloudFormation wait longer than the function does', () => {
    expect([pause, run].map((resource) => propertyOf(resource, 'ServiceTimeout'))).toEqual(['1800', '1800']);
  });
});

describe('the revision', () => {
  const revisionOf = (of: Template) => propertyOf(only(of, 'Custom::WorkflowPause')[1], 'Revision');

  it('is the same for the pause and the start', () => {
    expect(propertyOf(run, 'Revision')).toBe(propertyOf(pause, 'Revision'));
  });

  it.each([
    ['another ladder', 'ladder: hd-25', 'ladder: hd-50'],
    ['another output', 'name: main\n          type', 'name: other\n          type'],
  ])('changes with %s', (_what, from, to) => {
    const changed = channelTemplate((given) => given.replace(from, to));
    expect(revisionOf(changed)).not.toBe(revisionOf(template));
  });

  it.each([
    ['whom a flow takes', 'allow: 192.0.2.10/32', 'allow: 192.0.2.99/32'],
    ['the policy of the group', 'prepareStandby: true', 'prepareStandby: false'],
    ['what is started', 'outputs:', 'startOnDeploy: true\n      outputs:'],
  ])('does not change with %s: nothing has to stand still for it', (_what, from, to) => {
    const changed = channelTemplate((given) => given.replace(from, to));
    expect(revisionOf(changed)).toBe(revisionOf(template));
  });
});

describe('the lifecycle function', () => {
  it('is told of the channel and its four flows, and starts them only where the configuration says so', () => {
    expect(propertyOf(run, 'Flows')).toHaveLength(4);
    expect(propertyOf(run, 'StartOnDeploy')).toBe('false');
    const started = channelTemplate((given) =>
      given.replace('outputs:', 'startOnDeploy: true\n      outputs:'),
    );
    expect(propertyOf(only(started, 'Custom::WorkflowRun')[1], 'StartOnDeploy')).toBe('true');
  });

  it('may start and stop that channel and those flows, and nothing else', () => {
    const starts = statementsOf(template).filter(({ actions }) =>
      actions.some((action) => /:(Start|Stop|CreateTags|DeleteTags)/.test(action)),
    );
    expect(starts.map(({ resources }) => resources)).toEqual([
      [expect.stringContaining(channelId)],
      Array.from({ length: 4 }, () => expect.stringContaining('Fn::ImportValue') as unknown),
    ]);
  });

  it('finds the channel by a tag that names the stack', () => {
    template.hasResourceProperties('AWS::MediaLive::Channel', {
      Tags: { 'medialive-failover:stack': { Ref: 'AWS::StackId' } },
    });
  });

  it('keeps what it cannot read', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      RedrivePolicy: { maxReceiveCount: 5 },
      SqsManagedSseEnabled: true,
      VisibilityTimeout: 180,
    });
    expect(Object.keys(template.findResources('AWS::SQS::Queue'))).toHaveLength(2);
  });

  it('hears when an update was rolled back, in a message that it can read', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.cloudformation'],
        detail: {
          'stack-id': [{ Ref: 'AWS::StackId' }],
          'status-details': { status: ['UPDATE_ROLLBACK_COMPLETE'] },
        },
      },
      Targets: [Match.objectLike({ Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('Queue'), 'Arn'] } })],
    });
    const [, rule] = only(template, 'AWS::Events::Rule');
    expect(JSON.stringify(propertyOf(rule, 'Targets'))).toContain('medialive-failover/lifecycle');
  });
});
