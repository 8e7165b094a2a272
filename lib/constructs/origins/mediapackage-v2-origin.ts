import { PolicyStatement, type IRole } from 'aws-cdk-lib/aws-iam';
import type { CfnChannel as MediaLiveChannel } from 'aws-cdk-lib/aws-medialive';
import { CfnChannel, CfnChannelPolicy, CfnOriginEndpoint } from 'aws-cdk-lib/aws-mediapackagev2';
import { Fn } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { EncodingConfiguration } from '../../../config/build/encoding.ts';
import type { MediaPackageV2Output } from '../../../config/build/outputs.ts';
import type { ChannelOutput } from '../medialive/channel.ts';
import { cmafGroupSettings, cmafOutputs } from '../medialive/cmaf-outputs.ts';
import { hlsGroupSettings, hlsOutputs } from '../medialive/hls-outputs.ts';
import type { ChannelGroup } from './channel-group.ts';

export interface MediaPackageV2OriginProps {
  readonly channelGroup: ChannelGroup;
  /** What the channel is called in the group; also part of the path that players use. */
  readonly channelName: string;
  readonly outputGroupName: string;
  readonly output: MediaPackageV2Output;
  readonly encoding: EncodingConfiguration;
  /** The role with which MediaLive delivers. */
  readonly writer: IRole;
}

/** A MediaPackage v2 channel with its two ingest endpoints, one for each pipeline, and what it makes of them. */
export class MediaPackageV2Origin extends Construct implements ChannelOutput {
  readonly group: MediaLiveChannel.OutputGroupProperty;
  readonly destination: MediaLiveChannel.OutputDestinationProperty;
  readonly permissions: readonly PolicyStatement[];
  readonly wildcards = [];
  readonly endpoints: readonly CfnOriginEndpoint[];

  constructor(scope: Construct, id: string, props: MediaPackageV2OriginProps) {
    super(scope, id);
    const { output, channelGroup, outputGroupName } = props;
    const channel = new CfnChannel(this, 'Channel', {
      channelGroupName: channelGroup.channelGroupName,
      channelName: props.channelName,
      inputType: output.ingest === 'cmaf' ? 'CMAF' : 'HLS',
      ...(output.qualitySwitching
        ? {
            inputSwitchConfiguration: { mqcsInputSwitching: true, preferredInput: 1 },
            outputHeaderConfiguration: { publishMqcs: true },
          }
        : {}),
    });
    this.permissions = [
      new PolicyStatement({ actions: ['mediapackagev2:PutObject'], resources: [channel.attrArn] }),
    ];
    this.#allowIngest(channel, props.writer);
    this.endpoints = output.endpoints.map((kind) => this.#endpoint(kind, channel, output));
    this.destination = {
      id: outputGroupName,
      settings: [0, 1].map((pipeline) => ({ url: Fn.select(pipeline, channel.attrIngestEndpointUrls) })),
    };
    this.group = outputGroup(props);
  }

  /** MediaPackage v2 asks for a policy on the channel as well as one on the caller. */
  #allowIngest(channel: CfnChannel, writer: IRole): void {
    new CfnChannelPolicy(this, 'IngestPolicy', {
      channelGroupName: channel.channelGroupName,
      channelName: channel.channelName,
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: writer.roleArn },
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
    { segment, window }: MediaPackageV2Output,
  ): CfnOriginEndpoint {
    const manifest = { manifestName: 'index', manifestWindowSeconds: window };
    const endpoint = new CfnOriginEndpoint(this, `Endpoint-${kind}`, {
      channelGroupName: channel.channelGroupName,
      channelName: channel.channelName,
      originEndpointName: kind,
      containerType: kind === 'hls' ? 'TS' : 'CMAF',
      segment: { segmentDurationSeconds: segment },
      startoverWindowSeconds: Math.max(window, 300),
      // Answers with an error instead of an old or half manifest, so that a CDN fails over to its other origin.
      forceEndpointErrorConfiguration: {
        endpointErrorConditions: ['STALE_MANIFEST', 'INCOMPLETE_MANIFEST'],
      },
      ...(kind === 'hls' ? { hlsManifests: [manifest] } : {}),
      ...(kind === 'low-latency-hls' ? { lowLatencyHlsManifests: [manifest] } : {}),
      ...(kind === 'dash' ? { dashManifests: [manifest] } : {}),
    });
    // Made right after the channel, an endpoint may not find it yet: say that it comes after.
    endpoint.node.addDependency(channel);
    return endpoint;
  }
}

function outputGroup({
  output,
  encoding,
  outputGroupName,
}: MediaPackageV2OriginProps): MediaLiveChannel.OutputGroupProperty {
  const destination = { destinationRefId: outputGroupName };
  if (output.ingest === 'cmaf') {
    return {
      name: outputGroupName,
      outputGroupSettings: {
        cmafIngestGroupSettings: { destination, ...cmafGroupSettings(encoding, output.segment) },
      },
      outputs: cmafOutputs(encoding, outputGroupName),
    };
  }
  return {
    name: outputGroupName,
    outputGroupSettings: {
      hlsGroupSettings: {
        destination,
        ...hlsGroupSettings(encoding, output.segment),
        indexNSegments: 10,
        keepSegments: 21,
        // Filler frames are no missing segments: MediaPackage changes pipelines only if a lost one falls silent.
        inputLossAction: 'PAUSE_OUTPUT',
        redundantManifest: 'DISABLED',
        hlsCdnSettings: {
          hlsBasicPutSettings: {
            connectionRetryInterval: 1,
            filecacheDuration: 300,
            numRetries: 10,
            restartDelay: 15,
          },
        },
      },
    },
    outputs: hlsOutputs(encoding, outputGroupName),
  };
}
