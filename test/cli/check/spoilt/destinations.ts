import * as sound from '../sound-facts.ts';
import { withDestination, withGroup, type Spoilt } from './spoilt.ts';

const { input } = sound;
const oneAddress = /one address: pipeline 1 delivers nothing/;
const endpoint = (ChannelEndpointId: string) => ({ ChannelGroup: 'g', ChannelName: 'c', ChannelEndpointId });
const container = 'x.data.mediastore.eu-west-1.amazonaws.com/live';

const oneOnly: readonly (readonly [what: string, settings: object])[] = [
  ['one address', { Settings: [{ Url: 's3ssl://bucket/live/x' }] }],
  ['one address over RTMP', { Settings: [{ Url: 'rtmp://203.0.113.9/live', StreamName: 'one' }] }],
  ['one address over UDP', { Settings: [{ Url: 'udp://203.0.113.9:5000' }] }],
  ['one address over SRT', { SrtSettings: [{ Url: 'srt://203.0.113.9:5000' }] }],
  ['one SRT listener', { SrtSettings: [{ ConnectionMode: 'LISTENER', ListenerPort: 5000 }] }],
  ['one endpoint of MediaPackage v2', { MediaPackageSettings: [endpoint('ENDPOINT_1')] }],
  ['one output of the router', { MediaConnectRouterSettings: [{ EncryptionType: 'AUTOMATIC' }] }],
];
const twiceTheSame: readonly (readonly [what: string, settings: object, found: RegExp])[] = [
  ['one UDP port for both', { Settings: Array(2).fill({ Url: 'udp://203.0.113.9:5000' }) }, /udp:.*:5000/],
  [
    'one RTMP stream for both',
    { Settings: Array(2).fill({ Url: 'rtmp://203.0.113.9/live', StreamName: 'one' }) },
    /live as one/,
  ],
  [
    'one endpoint of MediaPackage v2 for both',
    { MediaPackageSettings: [endpoint('ENDPOINT_1'), endpoint('ENDPOINT_1')] },
    /g\/c\/ENDPOINT_1/,
  ],
];
const ended: readonly (readonly [what: string, spoilt: sound.Parts])[] = [
  [
    'a destination with its scheme',
    withDestination({ Settings: ['0', '1'].map((p) => ({ Url: `mediastoressl://${container}/${p}` })) }),
  ],
  [
    'a destination at a container',
    withDestination({ Settings: ['0', '1'].map((p) => ({ Url: `https://${container}/${p}` })) }),
  ],
  [
    'settings for it',
    withGroup({
      HlsGroupSettings: {
        InputLossAction: 'PAUSE_OUTPUT',
        RedundantManifest: 'ENABLED',
        HlsCdnSettings: { HlsMediaStoreSettings: {} },
      },
    }),
  ],
  [
    'an input that reads from it',
    {
      inputs: [
        input('b', {
          Type: 'URL_PULL',
          MediaConnectFlows: [],
          Sources: [{ Url: 'https://example.com/a.m3u8' }, { Url: `mediastoressl://${container}/a.m3u8` }],
        }),
      ],
    },
  ],
];

/** What is wrong with where the channel delivers to. */
export const spoiltDestinations: readonly Spoilt[] = [
  ...oneOnly.map(([what, settings]): Spoilt => [
    'two-destinations',
    what,
    withDestination(settings),
    'error',
    oneAddress,
  ]),
  ...twiceTheSame.map(([what, settings, found]): Spoilt => [
    'two-destinations',
    what,
    withDestination(settings),
    'error',
    found,
  ]),
  ...ended.map(([what, spoilt]): Spoilt => ['mediastore', what, spoilt, 'error', /has ended on 2025-11-13/]),
  ...(['UdpGroupSettings', 'SrtGroupSettings'] as const).flatMap((kind) =>
    [undefined, 'EMIT_PROGRAM', 'DROP_PROGRAM'].map((InputLossAction): Spoilt => [
      'input-loss-action',
      `${InputLossAction ?? 'no word'} in ${kind}`,
      withGroup({ [kind]: { InputLossAction } }),
      'warning',
      new RegExp(`${InputLossAction ?? 'EMIT_PROGRAM'}: packets go on without input`),
    ]),
  ),
  [
    'repeat-frame',
    'the last picture for long over UDP that stops',
    {
      channel: sound.channel({
        EncoderSettings: {
          ...sound.encoder,
          OutputGroups: [
            {
              Name: 'udp',
              OutputGroupSettings: { UdpGroupSettings: { InputLossAction: 'DROP_TS' } },
              Outputs: [],
            },
          ],
          GlobalConfiguration: { InputLossBehavior: { RepeatFrameMsec: 5000 } },
        },
      }),
    },
    'warning',
    /"udp" pauses 5000 ms/,
  ],
];
