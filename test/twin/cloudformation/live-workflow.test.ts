/** The media resources of a template: what becomes of each, and that a mistake in any of them fails the deployment. */
import { afterEach, describe, expect, it } from '@jest/globals';
import type { JsonValue } from '../../../twin/gateway/json-value.ts';
import { liveWorkflow, withProperty } from '../fixtures/live-workflow.ts';
import { mediaStack } from '../fixtures/media-stack.ts';
import { manualClock } from '../manual-clock.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

const setup = async () => {
  const clock = manualClock();
  const stack = await mediaStack(clock);
  open.push(stack);
  return { ...stack, clock };
};

const output = (logicalId: string, name: string) => ({ Value: { 'Fn::GetAtt': [logicalId, name] } });

describe('a live workflow', () => {
  it('becomes flows in STANDBY with their sources, failover and outputs', async () => {
    const { media, deploy } = await setup();
    await deploy(liveWorkflow);
    const [first, second] = media.flows.all;

    expect(first?.status()).toBe('STANDBY');
    expect(first?.spec).toMatchObject({
      name: 'contribution-a',
      availabilityZone: 'eu-west-1a',
      sources: [
        { name: 'main', protocol: 'zixi-push' },
        { name: 'backup', protocol: 'zixi-push' },
      ],
      failover: { mode: 'FAILOVER', primarySource: 'main' },
    });
    expect(media.flows.ingest(first?.spec.arn ?? '')).toHaveLength(2);
    expect(first?.outputs.map(({ name }) => name)).toEqual([
      'gallery',
      expect.stringMatching(/^medialive-\d{7}$/),
    ]);
    expect(second?.receivers).toHaveLength(1);
  });

  it('becomes a channel in IDLE that ingests the flow and the push endpoints of its inputs', async () => {
    const { media, deploy } = await setup();
    const { resources } = await deploy(liveWorkflow);
    const { inventory } = media.mediaLive;
    const input = inventory.inputs.get(resources.get('Input')?.ref ?? '');
    const push = resources.get('Push');
    const [channel] = inventory.channels.values();

    expect(input).toMatchObject({
      type: 'MEDIACONNECT',
      flowArns: media.flows.all.map(({ spec }) => spec.arn),
    });
    expect(media.pushEndpoints.get(push?.ref ?? '')?.map(({ url }) => url)).toEqual(
      push?.attributes?.['Destinations'],
    );
    expect(channel?.state).toBe('IDLE');
    expect(channel?.pipelines).toEqual([0, 1]);
    expect(channel?.spec).toMatchObject({
      name: 'news',
      inputPrepare: true,
      attachments: [
        { name: 'A', inputId: input?.id, settings: { InputSettings: { SourceEndBehavior: 'CONTINUE' } } },
        { name: 'B', inputId: push?.ref },
      ],
      settings: { LogLevel: 'INFO', Destinations: [{ Id: 'origin' }] },
    });
  });

  it('gives what others refer to', async () => {
    const { deploy } = await setup();
    const { outputs } = await deploy(liveWorkflow, {
      Flow: output('FlowA', 'FlowArn'),
      Listens: output('FlowA', 'Source.IngestIp'),
      Channel: output('Channel', 'Arn'),
      SendTo: { Value: { 'Fn::Select': [1, { 'Fn::GetAtt': ['Push', 'Destinations'] }] } },
      Ingest: { Value: { 'Fn::Select': [0, { 'Fn::GetAtt': ['Packaged', 'IngestEndpointUrls'] }] } },
      Playlist: { Value: { 'Fn::Select': [0, { 'Fn::GetAtt': ['Endpoint', 'HlsManifestUrls'] }] } },
      Older: output('OlderEndpoint', 'Url'),
      Delivery: output('Delivery', 'DomainName'),
      Bucket: output('Bucket', 'RegionalDomainName'),
      Identifier: {
        Value: {
          'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Secret' }, ':SecretString:Identifier::}}']],
        },
      },
    });

    expect(outputs).toEqual({
      Flow: expect.stringMatching(
        /^arn:aws:mediaconnect:eu-west-1:000000000000:flow:1-[0-9a-f]{16}-[0-9a-f]{12}:contribution-a$/,
      ),
      Listens: '127.0.0.1',
      Channel: expect.stringMatching(/^arn:aws:medialive:eu-west-1:000000000000:channel:\d{7}$/),
      SendTo: expect.stringMatching(/^rtp:\/\/127\.0\.0\.1:\d+$/),
      Ingest: expect.stringMatching(
        /^https:\/\/.+\.mediapackagev2\.eu-west-1\.amazonaws\.com\/in\/v1\/group\/1\/news\/index$/,
      ),
      Playlist: expect.stringMatching(/^https:\/\/.+\/out\/v1\/group\/news\/hls\/index\.m3u8$/),
      Older: expect.stringMatching(
        /^https:\/\/.+\.mediapackage\.eu-west-1\.amazonaws\.com\/out\/v1\/.+\.m3u8$/,
      ),
      Delivery: expect.stringMatching(/^d.+\.cloudfront\.net$/),
      Bucket: expect.stringMatching(/^.+\.s3\.eu-west-1\.amazonaws\.com$/),
      Identifier: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('has the same names in every run', async () => {
    const names = await Promise.all(
      [setup(), setup()].map(async (started) => {
        const { deploy } = await started;
        const { resources } = await deploy(liveWorkflow);
        return [...resources.values()].map(({ ref }) => ref);
      }),
    );

    expect(names[0]).toEqual(names[1]);
  });
});

describe('a deployment fails on a property that is not known', () => {
  it.each(Object.keys(liveWorkflow).filter((id) => !id.startsWith('Input') || id === 'Input'))(
    'of %s, saying which are',
    async (logicalId) => {
      const { deploy } = await setup();

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
    const { deploy } = await setup();

    await expect(deploy(withProperty(logicalId, path, value))).rejects.toThrow(message);
  });

  it('on an input that is attached to a second channel', async () => {
    const { deploy } = await setup();
    const { Channel } = liveWorkflow;

    await expect(deploy({ ...liveWorkflow, ...(Channel && { Another: Channel }) })).rejects.toThrow(
      /The input \d{7} is already attached to a channel/,
    );
  });
});
