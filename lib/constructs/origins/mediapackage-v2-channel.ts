import { Fn } from 'aws-cdk-lib';
import { CfnChannel, CfnChannelPolicy, CfnOriginEndpoint } from 'aws-cdk-lib/aws-mediapackagev2';
import { Construct, type IDependable } from 'constructs';
import type { MediaPackageV2Output } from '../../../config/channel/outputs.ts';
import type { ChannelGroup } from './channel-group.ts';

export interface MediaPackageV2ChannelProps {
  readonly channelGroup: ChannelGroup;
  /** What the channel is called in the group; also part of the path that players use. */
  readonly channelName: string;
  readonly ingest: MediaPackageV2Output['ingest'];
  /** Choose the ingest by its quality score; CMAF only. */
  readonly qualitySwitching: boolean;
  readonly endpoints: MediaPackageV2Output['endpoints'];
  readonly segmentSeconds: number;
  /** How much of the past a manifest shows. */
  readonly windowSeconds: number;
  /** Whether manifests show the ad breaks that come with the media. */
  readonly adMarkers: boolean;
  /** ARNs of the roles and users that may deliver. */
  readonly writers: readonly string[];
}

/** The messages of SCTE-35 that open an ad break (BM:mediapackagev2.ScteFilter). */
const adBreaks = [
  'SPLICE_INSERT',
  'BREAK',
  'PROVIDER_ADVERTISEMENT',
  'DISTRIBUTOR_ADVERTISEMENT',
  'PROVIDER_PLACEMENT_OPPORTUNITY',
  'DISTRIBUTOR_PLACEMENT_OPPORTUNITY',
  'PROVIDER_OVERLAY_PLACEMENT_OPPORTUNITY',
  'DISTRIBUTOR_OVERLAY_PLACEMENT_OPPORTUNITY',
];

/**
 * What sets the channel of one kind of ingest apart from that of the other. A channel that is there does not change its ingest,
 * and CloudFormation replaces none that has a fixed name: with a name of its own the new one is made first.
 */
export function ingestSuffix(ingest: MediaPackageV2Output['ingest']): string {
  return ingest === 'cmaf' ? '-cmaf' : '';
}

/** A MediaPackage v2 channel with its two ingest endpoints, who may deliver to them, and what it makes of them. */
export class MediaPackageV2Channel extends Construct {
  readonly channelArn: string;
  readonly channelName: string;
  readonly channelGroup: ChannelGroup;
  /** Where to deliver: first for pipeline or encoder 0, then for 1. */
  readonly ingestUrls: readonly [string, string];
  readonly endpoints: readonly CfnOriginEndpoint[];
  /** Whether its answers carry the quality score of the media (MQCS). */
  readonly publishesQuality: boolean;
  /** Lets the writers in. */
  readonly ingestPolicy: IDependable;

  constructor(scope: Construct, id: string, props: MediaPackageV2ChannelProps) {
    super(scope, id);
    const { channelGroup, channelName } = props;
    const channel = new CfnChannel(this, 'Channel', {
      channelGroupName: channelGroup.channelGroupName,
      channelName,
      inputType: props.ingest === 'cmaf' ? 'CMAF' : 'HLS',
      ...(props.qualitySwitching
        ? {
            inputSwitchConfiguration: { mqcsInputSwitching: true, preferredInput: 1 },
            outputHeaderConfiguration: { publishMqcs: true },
          }
        : {}),
    });
    this.channelArn = channel.attrArn;
    this.channelName = channelName;
    this.publishesQuality = props.qualitySwitching;
    this.channelGroup = channelGroup;
    this.ingestUrls = [
      Fn.select(0, channel.attrIngestEndpointUrls),
      Fn.select(1, channel.attrIngestEndpointUrls),
    ];
    this.ingestPolicy = this.#allowIngest(channel, props.writers);
    this.endpoints = props.endpoints.map((kind) => this.#endpoint(kind, channel, props));
  }

  /** MediaPackage v2 asks for a policy on the channel as well as one on the caller. */
  #allowIngest(channel: CfnChannel, writers: readonly string[]): IDependable {
    return new CfnChannelPolicy(this, 'IngestPolicy', {
      channelGroupName: channel.channelGroupName,
      channelName: channel.channelName,
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: writers.length === 1 ? writers[0] : [...writers] },
            Action: 'mediapackagev2:PutObject',
            Resource: channel.attrArn,
          },
        ],
      },
    });
  }

  #endpoint(
    kind: MediaPackageV2Output['endpoints'][number],
    channel: CfnChannel,
    { segmentSeconds, windowSeconds, adMarkers }: MediaPackageV2ChannelProps,
  ): CfnOriginEndpoint {
    const manifest = { manifestName: 'index', manifestWindowSeconds: windowSeconds };
    const hls = { ...manifest, ...(adMarkers && { scteHls: { adMarkerHls: 'DATERANGE' } }) };
    const dash = { ...manifest, ...(adMarkers && { scteDash: { adMarkerDash: 'XML' } }) };
    const endpoint = new CfnOriginEndpoint(this, `Endpoint-${kind}`, {
      channelGroupName: channel.channelGroupName,
      channelName: channel.channelName,
      originEndpointName: kind,
      containerType: kind === 'hls' ? 'TS' : 'CMAF',
      segment: {
        segmentDurationSeconds: segmentSeconds,
        ...(adMarkers && { scte: { scteFilter: adBreaks } }),
      },
      startoverWindowSeconds: Math.max(windowSeconds, 300),
      // Answers with an error instead of an old or half manifest, so that a CDN fails over to its other origin.
      forceEndpointErrorConfiguration: {
        endpointErrorConditions: ['STALE_MANIFEST', 'INCOMPLETE_MANIFEST'],
      },
      ...(kind === 'hls' ? { hlsManifests: [hls] } : {}),
      ...(kind === 'low-latency-hls' ? { lowLatencyHlsManifests: [hls] } : {}),
      ...(kind === 'dash' ? { dashManifests: [dash] } : {}),
    });
    // Made right after the channel, an endpoint may not find it yet: say that it comes after.
    endpoint.node.addDependency(channel);
    return endpoint;
  }
}
