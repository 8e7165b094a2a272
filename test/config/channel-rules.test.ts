import { describe, expect, it } from '@jest/globals';
import { channel, here, output, refusal, rtp, withOutput, withS3 } from './sound-channel.ts';

/** Goal: every rule on inputs, outputs and encoding that a configuration can break is refused in the rule's own words. */
const refusals: readonly [what: string, configuration: unknown, message: RegExp][] = [
  ['a site fed by nothing', channel({ inputs: { A: {}, B: rtp } }), /fed in one way, none given/],
  [
    'a site fed twice',
    channel({ inputs: { A: { ...rtp, rtp: { allow: [here] } }, B: rtp } }),
    /fed in one way, two given/,
  ],
  [
    'three push inputs',
    {
      ...channel({ inputs: { A: rtp, B: rtp, C: rtp } }),
      groups: { news: { sites: ['A', 'B', 'C'] } },
    },
    /3 push inputs: "a channel takes 2 push inputs at most"/,
  ],
  ['a missing site', channel({ inputs: { A: rtp } }), /build\.inputs.*"B" is missing/],
  [
    'both pipelines in one zone',
    channel({ availabilityZones: ['eu-west-1a', 'eu-west-1a'] }),
    /different Availability Zones/,
  ],
  [
    'a zone of another region',
    channel({ availabilityZones: ['eu-west-1a', 'us-east-1b'] }),
    /"us-east-1b" is not a zone of eu-west-1.*same Region/,
  ],
  ['no output', channel({ outputs: [] }), /one output or more/],
  [
    'two outputs of one name',
    channel({ outputs: [output, output] }),
    /outputs\[1\]\.name.*"main" is given twice/,
  ],
  [
    'slate to MediaPackage v2 over HLS',
    withOutput({ inputLoss: 'emit' }),
    /filler frames are not missing segments/,
  ],
  [
    'slate to MediaPackage v2 over CMAF',
    withOutput({ ingest: 'cmaf', inputLoss: 'emit' }),
    /CMAF ingest has no such setting/,
  ],
  [
    'slate to MediaPackage v1',
    withOutput({ type: 'mediapackage-v1', inputLoss: 'emit' }),
    /a MediaPackage output group always pauses/,
  ],
  [
    'redundant manifests for MediaPackage v2',
    withOutput({ redundantManifests: true }),
    /redundant manifests are not for MediaPackage/,
  ],
  [
    'redundant manifests for MediaPackage v1',
    withOutput({ type: 'mediapackage-v1', redundantManifests: true }),
    /redundant manifests are not for MediaPackage/,
  ],
  [
    'a second origin for MediaPackage v1',
    withOutput({ type: 'mediapackage-v1', secondOrigin: true }),
    /path of its own/,
  ],
  [
    'one endpoint twice',
    withOutput({ endpoints: ['hls', 'dash', 'hls'] }),
    /hls, dash, hls: one of a kind is enough/,
  ],
  [
    'a second base name missing',
    withS3({ baseNames: ['pipeline-0'] }),
    /Give two base names, first that of pipeline 0/,
  ],
  [
    'a rendition whose name holds a variable',
    withOutput(
      {},
      {
        ladder: {
          frameRate: { numerator: 25, denominator: 1 },
          renditions: [{ name: 'x$t$', width: 640, height: 360, kbps: 500 }],
        },
      },
    ),
    /"x\$t\$": Allowed are small letters, digits and hyphens/,
  ],
  [
    'RTP that nobody may send',
    channel({ inputs: { A: { rtp: { allow: [] } }, B: rtp } }),
    /Give the addresses that may send/,
  ],
  [
    'RTP that everyone may send',
    channel({ inputs: { A: { rtp: { allow: ['0.0.0.0/0'] } }, B: rtp } }),
    /would let everyone send/,
  ],
  [
    'more rules than an input security group takes',
    channel({ inputs: { A: { rtp: { allow: Array.from({ length: 11 }, () => here) } }, B: rtp } }),
    /ten rules at most/,
  ],
  [
    'three Availability Zones',
    channel({ availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] }),
    /Give two Availability Zones/,
  ],
  [
    'switching by quality without CMAF',
    withOutput({ qualitySwitching: true }),
    /MQCS input switching: only CMAF/,
  ],
  [
    'segments that cut a GOP',
    withOutput({ segment: '5s' }),
    /5s is not a multiple of the ladder's GOP of 2s/,
  ],
  ['segments of half a second more', withOutput({ segment: '4500ms' }), /Allowed: whole seconds/],
  ['one base name for both pipelines', withS3({ baseNames: ['a', 'a'] }), /different base filenames/],
  ['base names in two folders', withS3({ baseNames: ['x/a', 'y/b'] }), /a base name has no slash/],
  [
    'a base name with the time in it',
    withS3({ baseNames: ['a$dt$', 'b'] }),
    /must not contain date or time variables/,
  ],
  ['slate with redundant manifests', withS3({ inputLoss: 'emit' }), /"emit" defeats the redundant manifests/],
  [
    'too few segments kept',
    withS3({ indexSegments: 6, keepSegments: 12 }),
    /12 is too few: keep "2 x index \+ 1", here 13/,
  ],
  ['too few segments listed', withS3({ indexSegments: 2 }), /Allowed: 3 to 60/],
  [
    'a playlist called stale while it is only due',
    withS3({ staleAfterSegments: 1 }),
    /staleAfterSegments.*1: Allowed: whole numbers from 2 to 30, or 0 for never/,
  ],
  ['a path that climbs', withS3({ path: '../x' }), /not a path of folders/],
  [
    'SCTE-35 in HLS with epoch locking',
    withS3({}, { locking: 'epoch' }),
    /no SCTE-35 passthrough in HLS groups/,
  ],
  [
    'epoch locking for MediaPackage v2',
    withOutput({}, { locking: 'epoch', scte35: 'none' }),
    /unsuitable with MediaPackage v2/,
  ],
  [
    'pipelines without locking',
    withOutput({}, { locking: 'disabled' }),
    /unlocked pipelines are not interchangeable/,
  ],
  [
    'a long repeat of the last picture',
    withOutput({}, { repeatFrame: '2s' }),
    /adds directly to the time before the origin notices/,
  ],
  [
    'a ladder that is not there',
    withOutput({}, { ladder: 'hd-24' }),
    /there is no ladder "hd-24".*Did you mean "hd-25"/,
  ],
  [
    'a rendition of odd height',
    withOutput(
      {},
      {
        ladder: {
          frameRate: { numerator: 25, denominator: 1 },
          renditions: [{ name: 'x', width: 640, height: 361, kbps: 500 }],
        },
      },
    ),
    /361 is not allowed\. Allowed: even numbers/,
  ],
  [
    'a channel both built and existing',
    {
      ...channel({}),
      channels: [
        {
          ...channel({}).channels[0],
          existing: { arn: 'arn:aws:medialive:eu-west-1:000000000000:channel:1' },
        },
      ],
    },
    /either existing.*or build/,
  ],
];

describe('a channel to be built', () => {
  it('is accepted when it breaks no rule', () => {
    expect(refusal(channel({}))).toBe('');
  });

  it.each(refusals)('is refused with %s', (_what, configuration, message) => {
    expect(refusal(configuration)).toMatch(message);
  });

  it.each([
    ['S3 on slate without redundant manifests', withS3({ inputLoss: 'emit', redundantManifests: false })],
    ['epoch locking for S3 without SCTE-35', withS3({}, { locking: 'epoch', scte35: 'none' })],
    ['RTP straight into MediaLive', channel({ inputs: { A: { rtp: { allow: [here] } }, B: rtp } })],
  ])('is accepted with %s', (_what, configuration) => {
    expect(refusal(configuration)).toBe('');
  });
});
