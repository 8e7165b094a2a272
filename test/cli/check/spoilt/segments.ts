import type { OutputGroup, VideoCodecSettings } from '@aws-sdk/client-medialive';
import * as sound from '../sound-facts.ts';
import type { Spoilt } from './spoilt.ts';

const { encoder, hlsGroup } = sound;
type Gop = readonly [size: number, units: 'FRAMES' | 'SECONDS' | undefined, rate?: readonly [number, number]];

const gop = ([GopSize, GopSizeUnits, [FramerateNumerator, FramerateDenominator] = [50, 1]]: Gop) => ({
  GopSize,
  ...(GopSizeUnits === undefined ? {} : { GopSizeUnits }),
  FramerateNumerator,
  FramerateDenominator,
});
const web = (SegmentLength: number, VideoDescriptionName?: string): OutputGroup => {
  const group = hlsGroup('web', { ...sound.redundant, SegmentLength });
  if (VideoDescriptionName === undefined) return group;
  return { ...group, Outputs: (group.Outputs ?? []).map((output) => ({ ...output, VideoDescriptionName })) };
};
const cut = (group: Omit<OutputGroup, 'Outputs'>, ...videos: readonly VideoCodecSettings[]): sound.Parts => ({
  channel: sound.channel({
    EncoderSettings: {
      ...encoder,
      VideoDescriptions: videos.map((CodecSettings, index) => ({ Name: `video-${index}`, CodecSettings })),
      OutputGroups: [{ Outputs: [], ...group }],
    },
  }),
});
const h264 = (...given: Gop): VideoCodecSettings => ({
  H264Settings: { ...gop(given), FramerateControl: 'SPECIFIED' },
});
const spoilt = (what: string, parts: sound.Parts, found: RegExp): Spoilt => [
  'segment-length',
  what,
  parts,
  'warning',
  found,
];

/** Segments that are no whole number of groups of pictures. */
export const spoiltSegments: readonly Spoilt[] = [
  spoilt('seconds', cut(web(5), h264(2, 'SECONDS')), /segments of 5 s, groups of pictures of 2 s/),
  spoilt('frames', cut(web(4), h264(112, 'FRAMES')), /of 112 frames \(2\.24 s\)/),
  spoilt('frames by default', cut(web(4), h264(112, undefined)), /of 112 frames/),
  spoilt('a group longer than the segment', cut(web(2), h264(3, 'SECONDS')), /of 3 s/),
  spoilt('H.265', cut(web(4), { H265Settings: gop([112, 'FRAMES']) }), /of 112 frames/),
  spoilt('AV1', cut(web(4), { Av1Settings: gop([112, 'FRAMES']) }), /of 112 frames/),
  spoilt('MPEG-2', cut(web(4), { Mpeg2Settings: gop([1.5, 'SECONDS']) }), /of 1\.5 s/),
  spoilt(
    'CMAF in milliseconds',
    cut(
      {
        Name: 'cmaf',
        OutputGroupSettings: {
          CmafIngestGroupSettings: {
            Destination: {},
            SegmentLength: 5000,
            SegmentLengthUnits: 'MILLISECONDS',
          },
        },
      },
      h264(2, 'SECONDS'),
    ),
    /segments of 5 s/,
  ),
  spoilt(
    'fragments of Smooth Streaming',
    cut(
      {
        Name: 'smooth',
        OutputGroupSettings: {
          MsSmoothGroupSettings: { Destination: {}, FragmentLength: 3, InputLossAction: 'PAUSE_OUTPUT' },
        },
      },
      h264(2, 'SECONDS'),
    ),
    /segments of 3 s/,
  ),
];

/** Segments that are whole numbers of them. */
export const soundSegments: readonly (readonly [what: string, parts: sound.Parts])[] = [
  ['frames that divide a segment', cut(web(4), h264(100, 'FRAMES'))],
  ['frames of 30 a second where 29.97 is meant', cut(web(4), h264(60, 'FRAMES', [30_000, 1001]))],
  ['frames of 24 a second where 23.976 is meant', cut(web(4), h264(48, 'FRAMES', [24_000, 1001]))],
  [
    'an odd group of pictures that goes elsewhere',
    cut(web(4, 'video-0'), h264(2, 'SECONDS'), h264(3, 'SECONDS')),
  ],
  ['pictures that are captured one by one', cut(web(4), { FrameCaptureSettings: {} })],
];
