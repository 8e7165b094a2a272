/**
 * Goal: what the examples do not show is right as well: the longest names, epoch locking, a second source that is the primary, many
 * outputs, an output without a CDN, and the changes of a second day that AWS carries out in place.
 */
import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import {
  channel,
  flows,
  here,
  output,
  pair,
  refusal,
  rtp,
  s3,
  secret,
  there,
} from '../../config/sound-channel.ts';
import { authorizationFindings } from './authorization.ts';
import { deploymentOf, type DeploymentTemplates } from './deployed-template.ts';
import { templateFindings } from './template-rules.ts';

const vpc = { subnet: 'subnet-0a1b2c3d', securityGroups: ['sg-0a1b2c3d'] };
const keyed = { allow: here, port: 5000, encryption: { secret } };
const manyOutputs = Array.from({ length: 25 }, (_, index) => ({
  ...s3,
  name: `web${index}`,
  path: `live/${index}`,
}));
const longest = channel({
  inputs: { ['S'.repeat(13)]: rtp, B: rtp },
  outputs: [
    { ...output, name: 'o'.repeat(24) },
    { ...s3, name: 'p'.repeat(24) },
    { type: 'mediapackage-v1', name: 'q'.repeat(24) },
  ],
});

const configurations: readonly (readonly [string, object])[] = [
  ['epoch locking', channel({ outputs: [s3], encoding: { locking: 'epoch', scte35: 'none' } })],
  [
    'a primary that is the second source',
    channel({
      inputs: {
        A: flows('rtp', pair('rtp'), { sourceFailover: { mode: 'failover', primary: 's1' } }),
        B: rtp,
      },
    }),
  ],
  ['a source with a password', channel({ inputs: { A: flows('srt-listener', [keyed]), B: rtp } })],
  ['Zixi over a VPC', channel({ inputs: { A: overVpc(), B: rtp } })],
  ['25 outputs with a CDN', channel({ outputs: manyOutputs })],
  ['no CDN before MediaPackage v2', channel({ outputs: [{ ...output, cdn: false }] })],
  ['no CDN at all', channel({ outputs: [{ ...s3, cdn: false }] })],
  [
    'every kind of endpoint, by CMAF',
    channel({ outputs: [{ ...output, ingest: 'cmaf', endpoints: ['hls', 'low-latency-hls', 'dash'] }] }),
  ],
  [
    'the longest names',
    {
      ...longest,
      name: 'd'.repeat(40),
      groups: { news: { sites: ['S'.repeat(13), 'B'] } },
      channels: longest.channels.map((one) => ({ ...one, name: 'c'.repeat(48) })),
    },
  ],
];

function overVpc() {
  const pipeline = { sources: [{ overVpc: true }], vpc };
  return { mediaconnect: { protocol: 'zixi-push', pipelines: [pipeline, pipeline] } };
}

describe('a deployment', () => {
  it.each(configurations)('with %s has nothing that AWS would refuse', async (_what, configuration) => {
    const deployment = deploymentOf(stringify(configuration));

    expect([...templateFindings(deployment), ...(await authorizationFindings(deployment))]).toEqual([]);
  });
});

const resourcesOf = (deployment: DeploymentTemplates, type: string) =>
  deployment.flatMap(({ resources }) =>
    Object.entries(resources).filter(([, resource]) => resource.type === type),
  );
const channelOf = (configuration: object) =>
  resourcesOf(deploymentOf(stringify(configuration)), 'AWS::MediaLive::Channel');
const packagedBy = (ingest: string) =>
  resourcesOf(
    deploymentOf(stringify(channel({ outputs: [{ ...output, ingest }] }))),
    'AWS::MediaPackageV2::Channel',
  ).map(([id, { properties }]) => ({ id, name: properties['ChannelName'] }));

describe('a change', () => {
  it('of the priority of sites leaves the attachments of the channel where they are', () => {
    const before = channel({});
    const after = { ...before, groups: { news: { sites: ['B', 'A'] } } };
    expect(channelOf(after)).toEqual(channelOf(before));
  });

  it('of the ingest of MediaPackage v2 makes another channel with a name of its own', () => {
    const [hls] = packagedBy('hls');
    const [cmaf] = packagedBy('cmaf');
    expect(cmaf?.id).not.toBe(hls?.id);
    expect([hls?.name, cmaf?.name]).toEqual(['one-main', 'one-main-cmaf']);
  });
});

describe('the configuration is refused', () => {
  it('with names that are too long for a flow', () => {
    const { channels } = channel({});
    const named = { ...channel({}), channels: channels.map((one) => ({ ...one, name: 'c'.repeat(48) })) };
    const long = {
      ...named,
      groups: { news: { sites: ['S'.repeat(14), 'B'] } },
      channels: named.channels.map((one) => ({
        ...one,
        build: { ...one.build, inputs: { ['S'.repeat(14)]: rtp, B: rtp } },
      })),
    };
    expect(refusal(long)).toContain(
      '65 characters. Allowed: 64. Give the channel or the site a shorter name.',
    );
  });

  it.each([
    [
      'an RTP source',
      flows('rtp', [{ allow: here, port: 1023 }]),
      '1023 is not allowed. Allowed: 1024 to 65535. MediaConnect takes no port below 1024.',
    ],
    ['the listener of an SRT caller', caller(1023), '1023 is not allowed. Allowed: 1024 to 65535.'],
    [
      'a Zixi port of an SRT caller',
      caller(2088),
      'listener.port 2088: MediaConnect keeps 2077 and 2088 for Zixi',
    ],
  ])('with a port that MediaConnect does not take for %s', (_what, input, text) => {
    expect(refusal(channel({ inputs: { A: input, B: rtp } }))).toContain(text);
  });

  it('with a secret of another region or account', () => {
    const elsewhere = (arn: string) =>
      refusal({
        ...channel({
          inputs: { A: flows('srt-listener', [{ ...keyed, encryption: { secret: arn } }]), B: rtp },
        }),
        account: '000000000000',
      });
    expect(elsewhere(secret)).toBe('');
    expect(elsewhere(secret.replace('eu-west-1', 'eu-west-2'))).toContain(
      'MediaConnect reads secrets of its own region and account alone',
    );
    expect(elsewhere(secret.replace('000000000000', '111122223333'))).toContain(
      'is in eu-west-1 of account 111122223333',
    );
  });

  it('with encoders of an account that it does not name', () => {
    const onGround = {
      name: 'arena',
      region: 'eu-west-1',
      groundToCloud: [
        { name: 'one', origin: { type: 'mediapackage-v2', encoders: ['arn:aws:iam::000000000000:role/a'] } },
      ],
    };
    expect(refusal(onGround)).toContain('Say which account it is, like account: "111122223333".');
    expect(refusal({ ...onGround, account: '000000000000' })).toBe('');
  });
});

function caller(port: number) {
  return flows('srt-caller', [{ listener: { address: there.replace('/32', ''), port } }]);
}
