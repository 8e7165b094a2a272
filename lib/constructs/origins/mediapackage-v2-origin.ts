import { PolicyStatement, type IRole } from 'aws-cdk-lib/aws-iam';
import type { CfnChannel as MediaLiveChannel } from 'aws-cdk-lib/aws-medialive';
import { Construct, type IDependable } from 'constructs';
import type { EncodingConfiguration } from '../../../config/channel/encoding.ts';
import type { MediaPackageV2Output } from '../../../config/channel/outputs.ts';
import type { ChannelOutput } from '../medialive/channel.ts';
import { cmafGroupSettings, cmafOutputs } from '../medialive/cmaf-outputs.ts';
import { hlsGroupSettings, hlsOutputs } from '../medialive/hls-outputs.ts';
import type { ChannelGroup } from './channel-group.ts';
import { MediaPackageV2Channel } from './mediapackage-v2-channel.ts';

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

/** A MediaPackage v2 channel as an output of a MediaLive channel: one ingest endpoint for each pipeline. */
export class MediaPackageV2Origin extends Construct implements ChannelOutput {
  readonly group: MediaLiveChannel.OutputGroupProperty;
  readonly destination: MediaLiveChannel.OutputDestinationProperty;
  readonly permissions: readonly PolicyStatement[];
  readonly prerequisites: readonly IDependable[];
  readonly wildcards = [];
  readonly channel: MediaPackageV2Channel;

  constructor(scope: Construct, id: string, props: MediaPackageV2OriginProps) {
    super(scope, id);
    const { output, channelGroup, outputGroupName } = props;
    this.channel = new MediaPackageV2Channel(this, 'Default', {
      channelGroup,
      channelName: props.channelName,
      ingest: output.ingest,
      qualitySwitching: output.qualitySwitching,
      endpoints: output.endpoints,
      segmentSeconds: output.segment,
      windowSeconds: output.window,
      adMarkers: props.encoding.scte35 === 'passthrough',
      writers: [props.writer.roleArn],
    });
    // A channel that starts before it may deliver begins with errors.
    this.prerequisites = [this.channel.ingestPolicy];
    this.permissions = [
      new PolicyStatement({
        // MediaLive looks the channel up before it delivers: without GetChannel there is no picture (aws-cdk issue 38581).
        actions: ['mediapackagev2:GetChannel', 'mediapackagev2:PutObject'],
        resources: [this.channel.channelArn],
      }),
    ];
    this.destination = { id: outputGroupName, settings: this.channel.ingestUrls.map((url) => ({ url })) };
    this.group = outputGroup(props);
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
