import type { OutputDestination } from '@aws-sdk/client-medialive';
import { attachedInputs, inputWords, isStandard } from '../attached-input.ts';
import type { ChannelFacts } from '../facts.ts';
import type { Remark } from '../finding.ts';
import { groupName, groupWords, outputGroups } from '../output-groups.ts';
import { remarks, type Rule } from '../rule.ts';

/** Where the outputs go: an address for each pipeline, on a service that still stands. */
export const destinationRules: readonly Rule[] = [
  {
    name: 'two-destinations',
    demands: 'Every destination of a standard channel has two addresses, which differ.',
    source: 'BM:medialive.OutputDestination',
    look: (facts) => (isStandard(facts) ? (facts.channel.Destinations ?? []).flatMap(addressRemarks) : []),
  },
  {
    name: 'mediastore',
    demands: 'Nothing is read from MediaStore or written to it: the service has ended.',
    source: 'AWS Elemental MediaStore, end of support 2025-11-13',
    look: mediaStoreRemarks,
  },
];

function addressRemarks(destination: OutputDestination): readonly Remark[] {
  const addresses = addressesOf(destination);
  const [first, second] = addresses;
  const where = `destination "${destination.Id ?? '?'}"`;
  return remarks([
    [
      addresses.length === 1,
      {
        severity: 'error',
        where,
        found: 'one address: pipeline 1 delivers nothing',
        remedy: 'Stop the channel and give the destination a second address.',
      },
    ],
    [
      addresses.length > 1 && first !== undefined && first === second,
      {
        severity: 'error',
        where,
        found: `both pipelines write to ${first ?? ''}: each overwrites what the other delivers`,
        remedy:
          'Stop the channel and give each pipeline an address of its own, like …/pipeline-0 and …/pipeline-1, another port, or another stream name.',
      },
    ],
  ]);
}

/**
 * One for each pipeline, undefined where it has no name: an SRT listener, an output of MediaConnect's router. Left out are
 * those that serve both pipelines: a channel of MediaPackage v1 by its id, and a multiplex (BM:medialive.OutputDestination).
 */
function addressesOf({
  Settings = [],
  SrtSettings = [],
  MediaPackageSettings = [],
  MediaConnectRouterSettings = [],
}: OutputDestination): readonly (string | undefined)[] {
  return [
    ...Settings.map(({ Url, StreamName }) => address(Url, StreamName)),
    ...SrtSettings.map(({ Url, StreamId }) => address(Url, StreamId)),
    ...MediaPackageSettings.filter(({ ChannelEndpointId }) => ChannelEndpointId !== undefined).map(
      ({ MediaPackageRegionName, ChannelGroup = '?', ChannelName = '?', ChannelEndpointId = '?' }) =>
        [MediaPackageRegionName, ChannelGroup, ChannelName, ChannelEndpointId]
          .filter((part) => part !== undefined)
          .join('/'),
    ),
    ...MediaConnectRouterSettings.map(() => undefined),
  ];
}

function address(url: string | undefined, stream: string | undefined): string | undefined {
  if (url === undefined || url === '') return undefined;
  return stream === undefined || stream === '' ? url : `${url} as ${stream}`;
}

function mediaStoreRemarks(facts: ChannelFacts): readonly Remark[] {
  const { Destinations = [] } = facts.channel;
  const places = [
    ...Destinations.map(({ Id = '?', Settings = [] }) => ({
      where: `destination "${Id}"`,
      urls: Settings.map(({ Url = '' }) => Url),
    })),
    ...attachedInputs(facts).map((attached) => ({
      where: inputWords(attached),
      urls: (attached.input?.Sources ?? []).map(({ Url = '' }) => Url),
    })),
  ];
  const byAddress = places.flatMap(({ where, urls }) => {
    const url = urls.find(isMediaStore);
    return url === undefined ? [] : [mediaStoreRemark(where, url)];
  });
  // A group may be set up for MediaStore and name no address that says so; one with such an address is told of above.
  const bySettings = outputGroups(facts.channel).flatMap((group) => {
    const settings = group.OutputGroupSettings?.HlsGroupSettings;
    const known = Destinations.find(({ Id }) => Id === settings?.Destination?.DestinationRefId);
    const told = (known?.Settings ?? []).some(({ Url = '' }) => isMediaStore(Url));
    if (settings?.HlsCdnSettings?.HlsMediaStoreSettings === undefined || told) return [];
    return [mediaStoreRemark(groupWords({ name: groupName(group) }), 'HlsMediaStoreSettings')];
  });
  return [...byAddress, ...bySettings];
}

/** By its own scheme, or by the host of a container: `https://x.data.mediastore.eu-west-1.amazonaws.com`. */
function isMediaStore(url: string): boolean {
  return (
    /^mediastore(ssl)?:/i.test(url) || /^[a-z0-9]+:\/\/[^/]*\.mediastore\.[^/]*amazonaws\.com/i.test(url)
  );
}

function mediaStoreRemark(where: string, found: string): Remark {
  return {
    severity: 'error',
    where,
    found: `${found}: MediaStore has ended on 2025-11-13, nothing arrives there`,
    remedy: 'Stop the channel and use S3 (s3ssl://…) or MediaPackage instead.',
  };
}
