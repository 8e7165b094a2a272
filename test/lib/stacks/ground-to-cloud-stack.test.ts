import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { loadConfiguration } from '../../../config/load-configuration.ts';
import { buildDeployment } from '../../../lib/deployment.ts';
import { statementsOf } from '../statements.ts';
import { normalised, propertyOf, testApp } from '../synthesize.ts';

/** Goal: two encoders on the ground know where and as what to deliver, nobody else may, and their silence is noticed. */
const file = join(import.meta.dirname, '../../../examples/ground-to-cloud.yaml');
const stacks = buildDeployment(testApp(), loadConfiguration(file));
const templates = new Map(stacks.map((stack) => [stack.stackName, Template.fromStack(stack)]));
const named = (name: string): Template => {
  const template = templates.get(`arena-${name}`);
  if (template === undefined) throw new Error(`There is no stack ${name}.`);
  return template;
};
const [v2, v1] = [named('arena-one-ground-to-cloud'), named('arena-two-ground-to-cloud')];

describe('a deployment without MediaLive', () => {
  it('has neither channels of MediaLive nor a control plane', () => {
    expect([...templates.keys()]).toEqual([
      'arena-origins',
      'arena-arena-one-ground-to-cloud',
      'arena-arena-two-ground-to-cloud',
    ]);
    expect(JSON.stringify([...templates.values()])).not.toContain('AWS::MediaLive');
  });

  it('tells people by one topic', () => {
    named('origins').hasResourceProperties('AWS::SNS::Subscription', { Endpoint: 'operations@example.com' });
    named('origins').resourceCountIs('AWS::SNS::Topic', 1);
  });

  it.each([...templates.keys()])('has templates that change only where they are changed: %s', (name) => {
    expect(normalised(named(name.replace('arena-', '')))).toMatchSnapshot();
  });
});

describe('a channel on MediaPackage v2', () => {
  const roles = ['a', 'b'].map((encoder) => `arn:aws:iam::000000000000:role/arena-encoder-${encoder}`);

  it('gives out both ingest endpoints', () => {
    for (const encoder of [0, 1]) {
      v2.hasOutput(`Encoder${encoder}IngestUrl`, {
        Value: {
          'Fn::Select': [encoder, { 'Fn::GetAtt': [Match.stringLikeRegexp('Origin'), 'IngestEndpointUrls'] }],
        },
      });
    }
    expect(v2.findOutputs('*')).toHaveProperty('Playbackhls');
  });

  it('lets the named encoders deliver, and nobody else', () => {
    v2.hasResourceProperties('AWS::MediaPackageV2::ChannelPolicy', {
      Policy: {
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: roles },
            Action: 'mediapackagev2:PutObject',
            Resource: Match.anyValue(),
          },
        ],
      },
    });
    v2.resourceCountIs('AWS::MediaPackageV2::ChannelPolicy', 1);
    v2.hasResourceProperties('AWS::IAM::Policy', { Roles: ['arena-encoder-a', 'arena-encoder-b'] });
    expect(statementsOf(v2).map(({ actions }) => actions)).toEqual([['mediapackagev2:PutObject']]);
  });

  it('answers with an error rather than with an old manifest, and only to CloudFront', () => {
    v2.allResourcesProperties('AWS::MediaPackageV2::OriginEndpoint', {
      ForceEndpointErrorConfiguration: { EndpointErrorConditions: ['STALE_MANIFEST', 'INCOMPLETE_MANIFEST'] },
    });
    v2.resourceCountIs('AWS::MediaPackageV2::OriginEndpointPolicy', 2);
    expect(v2.findResources('AWS::CloudFront::Distribution')).not.toEqual({});
  });
});

describe('a channel on MediaPackage v1', () => {
  it('gives out both ingest endpoints and a secret with the credentials of each', () => {
    for (const encoder of [0, 1]) {
      v1.hasOutput(`Encoder${encoder}IngestUrl`, {
        Value: { 'Fn::GetAtt': [Match.anyValue(), `Url${encoder}`] },
      });
      v1.hasOutput(`Encoder${encoder}SecretArn`, { Value: { Ref: Match.stringLikeRegexp('IngestEncoder') } });
    }
    const [resource] = Object.values(v1.findResources('Custom::IngestCredentials'));
    expect(propertyOf(resource, 'Secrets')).toHaveLength(2);
  });

  it('lets the function read this channel and write these secrets, and nothing else', () => {
    const allowed = statementsOf(v1).filter(({ policy }) => policy.startsWith('IngestHandler'));
    expect(allowed.map(({ actions, resources }) => [actions, resources.length])).toEqual([
      [['logs:CreateLogStream', 'logs:PutLogEvents'], 1],
      [['mediapackage:DescribeChannel'], 1],
      [['secretsmanager:PutSecretValue'], 2],
    ]);
    expect(JSON.stringify(allowed)).not.toContain('"*"');
  });
});

describe('the alarms of a channel without MediaLive', () => {
  const dimensionsOf = (template: Template) =>
    Object.values(template.findResources('AWS::CloudWatch::Alarm')).map((alarm) =>
      propertyOf(alarm, 'Dimensions'),
    );

  it.each([
    ['v2', v2, 2],
    ['v1', v1, 5],
  ])(
    'ring when an ingest endpoint of MediaPackage %s takes nothing in, and when neither does',
    (_kind, template, minutes) => {
      template.allResourcesProperties('AWS::CloudWatch::Alarm', {
        Namespace: 'AWS/MediaPackage',
        MetricName: 'IngressBytes',
        Statistic: 'Sum',
        Period: 60,
        EvaluationPeriods: minutes,
        ComparisonOperator: 'LessThanThreshold',
        TreatMissingData: 'breaching',
        AlarmActions: [Match.anyValue()],
        OKActions: [Match.anyValue()],
      });
      template.resourceCountIs('AWS::CloudWatch::Alarm', 2);
      template.hasResourceProperties('AWS::CloudWatch::CompositeAlarm', { AlarmActions: [Match.anyValue()] });
      expect(new Set(dimensionsOf(template).map((each) => JSON.stringify(each))).size).toBe(2);
    },
  );

  it('name the ingest endpoint as each version does', () => {
    expect(dimensionsOf(v2)[1]).toEqual([
      { Name: 'Channel', Value: 'arena-one' },
      { Name: 'ChannelGroup', Value: 'arena-1' },
      { Name: 'IngestEndpoint', Value: '2' },
    ]);
    expect(dimensionsOf(v1)[1]).toEqual([
      { Name: 'Channel', Value: 'arena-arena-two' },
      { Name: 'IngestEndpoint', Value: { 'Fn::GetAtt': [expect.stringMatching(/^Ingest/), 'Id1'] } },
    ]);
  });
});
