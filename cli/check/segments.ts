import type { DescribeChannelResponse, OutputGroup, VideoDescription } from '@aws-sdk/client-medialive';
import { outputGroups } from './output-groups.ts';

/** A group of pictures, as it is set: in seconds, or in frames of a rate. */
export interface GroupOfPictures {
  /** As people know it: `112 frames (2.24 s)`, `2 s`. */
  readonly words: string;
  readonly seconds: number;
}

/** An output group that cuts what it delivers, with the groups of pictures it has to cut between. */
export interface CutGroup {
  readonly name: string;
  readonly segmentSeconds: number;
  readonly gops: readonly GroupOfPictures[];
}

/** The output groups with a segment length of their own; MediaPackage v1 takes the length from the group of pictures. */
export function cutGroups(channel: DescribeChannelResponse): readonly CutGroup[] {
  return outputGroups(channel).flatMap((group) => {
    const segmentSeconds = segmentLength(group);
    if (segmentSeconds === undefined) return [];
    const gops = videosOf(group, channel).flatMap((video) => gopOf(video) ?? []);
    return [{ name: group.Name ?? '?', segmentSeconds, gops }];
  });
}

function segmentLength({ OutputGroupSettings: settings }: OutputGroup): number | undefined {
  const cmaf =
    settings?.CmafIngestGroupSettings ?? settings?.MediaPackageGroupSettings?.MediapackageV2GroupSettings;
  if (cmaf?.SegmentLength !== undefined) {
    return cmaf.SegmentLength / (cmaf.SegmentLengthUnits === 'MILLISECONDS' ? 1000 : 1);
  }
  return settings?.HlsGroupSettings?.SegmentLength ?? settings?.MsSmoothGroupSettings?.FragmentLength;
}

/** The videos that the group delivers; every one of the channel where its outputs name none. */
function videosOf(
  { Outputs = [] }: OutputGroup,
  { EncoderSettings: settings }: DescribeChannelResponse,
): readonly VideoDescription[] {
  const all = settings?.VideoDescriptions ?? [];
  const named = Outputs.flatMap(({ VideoDescriptionName }) => VideoDescriptionName ?? []);
  return named.length === 0 ? all : all.filter(({ Name }) => Name !== undefined && named.includes(Name));
}

/** Undefined where it is not known: no size, or frames of a rate that comes from the source. */
function gopOf({ CodecSettings: codec }: VideoDescription): GroupOfPictures | undefined {
  const settings = codec?.H264Settings ?? codec?.H265Settings ?? codec?.Av1Settings ?? codec?.Mpeg2Settings;
  const size = settings?.GopSize;
  if (settings === undefined || size === undefined || size <= 0) return undefined;
  if (settings.GopSizeUnits === 'SECONDS') return { words: `${size} s`, seconds: size };
  const { FramerateNumerator: numerator, FramerateDenominator: denominator } = settings;
  if (codec?.H264Settings?.FramerateControl === 'INITIALIZE_FROM_SOURCE' || !numerator || !denominator) {
    return undefined;
  }
  const seconds = size / nominalRate(numerator / denominator);
  return { words: `${size} frames (${String(Number(seconds.toFixed(3)))} s)`, seconds };
}

/** 29.97 is meant where 30 is said: 60 frames of 1001/30000 s are a segment of "2 s" on both pipelines alike. */
function nominalRate(rate: number): number {
  const whole = Math.round(rate);
  return Math.abs(whole / 1.001 - rate) < 0.001 ? whole : rate;
}
