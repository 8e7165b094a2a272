/** The media resources of a template: what becomes of each. */
import { describe, expect, it } from '@jest/globals';
import { liveWorkflow } from '../fixtures/live-workflow.ts';
import { openMediaStack } from './open-media-stack.ts';

const output = (logicalId: string, name: string) => ({ Value: { 'Fn::GetAtt': [logicalId, name] } });

describe('a live workflow', () => {
  it('becomes flows in STANDBY with their sources, failover and outputs', async () => {
    const { media, deploy } = await openMediaStack();
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
    const { media, deploy } = await openMediaStack();
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
    const { deploy } = await openMediaStack();
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
      [openMediaStack(), openMediaStack()].map(async (started) => {
        const { deploy } = await started;
        const { resources } = await deploy(liveWorkflow);
        return [...resources.values()].map(({ ref }) => ref);
      }),
    );

    expect(names[0]).toEqual(names[1]);
  });
});
