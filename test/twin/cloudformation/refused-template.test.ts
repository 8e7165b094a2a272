/** A mistake in any media resource of a template fails the deployment, and says what is allowed. */
import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '../../../twin/gateway/json-value.ts';
import { liveWorkflow, withProperty } from '../fixtures/live-workflow.ts';
import { openMediaStack } from './open-media-stack.ts';

describe('a deployment fails on a property that is not known', () => {
  it.each(Object.keys(liveWorkflow).filter((id) => !id.startsWith('Input') || id === 'Input'))(
    'of %s, saying which are',
    async (logicalId) => {
      const { deploy } = await openMediaStack();

      await expect(deploy(withProperty(logicalId, ['Colour'], 'red'))).rejects.toThrow(
        /Live: \w+ \(AWS::\w+::\w+\): Properties\.Colour is unknown; known are \w+/,
      );
    },
  );
});

describe('a deployment fails', () => {
  it.each<[string, string, string[], JsonValue, RegExp]>([
    [
      'on a protocol that MediaConnect does not have',
      'FlowA',
      ['Source', 'Protocol'],
      'zixi',
      /Properties\.Source\.Protocol "zixi" is not allowed; allowed are zixi-push/,
    ],
    [
      'on a value that only MediaLive itself knows to be wrong',
      'Channel',
      ['InputAttachments', '0', 'InputSettings', 'SourceEndBehavior'],
      'GO_ON',
      /'GO_ON' is not allowed; allowed are CONTINUE, LOOP/,
    ],
    [
      'on a required property that is missing',
      'FlowA',
      ['Source', 'Name'],
      {},
      /Source\.Name: expected a text/,
    ],
    ['on a number that is none', 'Confidence', ['Port'], 'seven', /Port: expected a number, got "seven"/],
    [
      'on a second source of another protocol',
      'SecondSource',
      ['Protocol'],
      'rist',
      /sources of zixi-push and rist; the second needs the protocol of the first/,
    ],
    [
      'on a second source without source failover',
      'FlowA',
      ['SourceFailoverConfig'],
      { State: 'DISABLED' },
      /has 2 sources; allowed are 1, or 2 with source failover/,
    ],
    [
      'on a primary that the flow is not made with',
      'FlowA',
      ['SourceFailoverConfig', 'SourcePriority'],
      { PrimarySource: 'other' },
      /Primary source "other" is not the source that the flow is made with/,
    ],
    [
      'on a source of a flow that is not there',
      'SecondSource',
      ['FlowArn'],
      'arn:aws:mediaconnect:eu-west-1:000000000000:flow:1-none:none',
      /There is no flow arn:aws:mediaconnect:eu-west-1:000000000000:flow:1-none:none\. There are: arn:aws:mediaconnect/,
    ],
    [
      'on an input whose two flows are in one Availability Zone',
      'FlowB',
      ['AvailabilityZone'],
      'eu-west-1a',
      /Both flows are in eu-west-1a; .* different Availability Zones/,
    ],
    [
      'on an input whose role may not take the flows',
      'InputPolicy',
      ['PolicyDocument', 'Statement', '0', 'Action'],
      'mediaconnect:ManagedDescribeFlow',
      /may not mediaconnect:ManagedAddOutput on \*/,
    ],
    [
      'on an input whose role may take some flows, which MediaConnect does not allow',
      'InputPolicy',
      ['PolicyDocument', 'Statement', '0', 'Resource'],
      'arn:aws:mediaconnect:eu-west-1:000000000000:flow:*',
      /may not mediaconnect:ManagedDescribeFlow on \*/,
    ],
    ['on an input of a type that MediaLive does not have', 'Push', ['Type'], 'HLS_PUSH', /HLS_PUSH/],
    [
      'on a push input that nobody may send to',
      'Push',
      ['InputSecurityGroups'],
      ['7'],
      /There is no input security group 7/,
    ],
    [
      'on an attachment of an input that is not there',
      'Channel',
      ['InputAttachments', '1', 'InputId'],
      '7',
      /B: there is no input 7/,
    ],
    [
      'on a channel without a role',
      'Channel',
      ['RoleArn'],
      'arn:aws:iam::000000000000:role/x',
      /There is no role arn:aws:iam/,
    ],
    [
      'on an endpoint of a channel that is not there',
      'Endpoint',
      ['ChannelName'],
      'other',
      /MediaPackage has no group\/other\. It has: group, group\/news/,
    ],
    [
      'on a dynamic reference to a secret that no template makes',
      'Delivery',
      ['DistributionConfig', 'Comment'],
      '{{resolve:secretsmanager:other}}',
      /There is no secret other/,
    ],
  ])('%s', async (_what, logicalId, path, value, message) => {
    const { deploy } = await openMediaStack();

    await expect(deploy(withProperty(logicalId, path, value))).rejects.toThrow(message);
  });

  it('on an input that is attached to a second channel', async () => {
    const { deploy } = await openMediaStack();
    const { Channel } = liveWorkflow;

    await expect(deploy({ ...liveWorkflow, ...(Channel && { Another: Channel }) })).rejects.toThrow(
      /The input \d{7} is already attached to a channel/,
    );
  });
});
