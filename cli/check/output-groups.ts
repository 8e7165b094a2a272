import type { DescribeChannelResponse, HlsGroupSettings, OutputGroup } from '@aws-sdk/client-medialive';

/** An HLS output group with where it goes. */
export interface HlsGroup {
  readonly name: string;
  readonly settings: HlsGroupSettings;
  /** First that of pipeline 0. */
  readonly urls: readonly string[];
  readonly toMediaPackage: boolean;
  readonly toS3: boolean;
  readonly nameModifiers: readonly string[];
  readonly segmentModifiers: readonly string[];
}

export function hlsGroups(channel: DescribeChannelResponse): readonly HlsGroup[] {
  return outputGroups(channel).flatMap((group) => {
    const settings = group.OutputGroupSettings?.HlsGroupSettings;
    if (settings === undefined) return [];
    const urls = destinationUrls(channel, settings.Destination?.DestinationRefId);
    const outputs = (group.Outputs ?? []).map(({ OutputSettings }) => OutputSettings?.HlsOutputSettings);
    return [
      {
        name: groupName(group),
        settings,
        urls,
        toMediaPackage: urls.some((url) => /^https?:\/\/[^/]*\.mediapackage(v2)?\./.test(url)),
        toS3: urls.some((url) => /^s3(ssl)?:/.test(url)),
        nameModifiers: outputs.map((output) => output?.NameModifier ?? ''),
        segmentModifiers: outputs.map((output) => output?.SegmentModifier ?? ''),
      },
    ];
  });
}

/** What an output group does while its pipeline has no input. */
interface InputLossAction {
  readonly chosen: string;
  /** The one choice with which nothing is sent any more. */
  readonly silent: 'PAUSE_OUTPUT' | 'DROP_TS';
}

/**
 * Undefined where it cannot be chosen; the API's default is to go on. A transport stream goes on with DROP_PROGRAM too:
 * null packets take the programme's place (BM:medialive.UdpGroupSettings).
 */
export function inputLossAction({ OutputGroupSettings: settings }: OutputGroup): InputLossAction | undefined {
  const files = settings?.HlsGroupSettings ?? settings?.MsSmoothGroupSettings ?? settings?.RtmpGroupSettings;
  if (files !== undefined) return { chosen: files.InputLossAction ?? 'EMIT_OUTPUT', silent: 'PAUSE_OUTPUT' };
  const stream = settings?.UdpGroupSettings ?? settings?.SrtGroupSettings;
  return stream && { chosen: stream.InputLossAction ?? 'EMIT_PROGRAM', silent: 'DROP_TS' };
}

/** The names of the groups that fall silent without input. */
export function pausingGroups(channel: DescribeChannelResponse): readonly string[] {
  return outputGroups(channel)
    .filter((group) => {
      const always = group.OutputGroupSettings?.MediaPackageGroupSettings !== undefined;
      const action = inputLossAction(group);
      return always || (action !== undefined && action.chosen === action.silent);
    })
    .map(groupName);
}

export function outputGroups({ EncoderSettings }: DescribeChannelResponse): readonly OutputGroup[] {
  return EncoderSettings?.OutputGroups ?? [];
}

export function groupName({ Name }: OutputGroup): string {
  return Name ?? '?';
}

export function groupWords({ name }: Pick<HlsGroup, 'name'>): string {
  return `output group "${name}"`;
}

function destinationUrls(
  { Destinations = [] }: DescribeChannelResponse,
  id: string | undefined,
): readonly string[] {
  const destination = Destinations.find(({ Id }) => Id === id);
  return (destination?.Settings ?? []).map(({ Url }) => Url ?? '');
}
