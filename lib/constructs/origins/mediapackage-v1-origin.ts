import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { CfnChannel as MediaLiveChannel } from 'aws-cdk-lib/aws-medialive';
import { Construct } from 'constructs';
import type { EncodingConfiguration } from '../../../config/channel/encoding.ts';
import type { MediaPackageV1Output } from '../../../config/channel/outputs.ts';
import { audioName, captionsName } from '../medialive/encoder-settings.ts';
import { videoName } from '../medialive/video-description.ts';
import type { ChannelOutput } from '../medialive/channel.ts';
import { MediaPackageV1Channel } from './mediapackage-v1-channel.ts';

export interface MediaPackageV1OriginProps {
  /** Unique in the account and region. */
  readonly channelName: string;
  readonly outputGroupName: string;
  readonly output: MediaPackageV1Output;
  readonly encoding: EncodingConfiguration;
}

/**
 * A MediaPackage v1 channel behind a MediaPackage output group: one destination serves both pipelines, and the group
 * always pauses without input.
 */
export class MediaPackageV1Origin extends Construct implements ChannelOutput {
  readonly group: MediaLiveChannel.OutputGroupProperty;
  readonly destination: MediaLiveChannel.OutputDestinationProperty;
  readonly permissions: readonly PolicyStatement[];
  readonly prerequisites = [];
  readonly wildcards = [];
  readonly channel: MediaPackageV1Channel;

  constructor(scope: Construct, id: string, props: MediaPackageV1OriginProps) {
    super(scope, id);
    const { output, outputGroupName, encoding } = props;
    this.channel = new MediaPackageV1Channel(this, 'Default', {
      channelName: props.channelName,
      segmentSeconds: output.segment,
      delaySeconds: output.delay,
      adMarkers: encoding.scte35 === 'passthrough' ? 'SCTE35_ENHANCED' : 'NONE',
    });
    this.permissions = [
      new PolicyStatement({
        actions: ['mediapackage:DescribeChannel'],
        resources: [this.channel.channelArn],
      }),
    ];
    this.destination = { id: outputGroupName, mediaPackageSettings: [{ channelId: this.channel.channelId }] };
    this.group = {
      name: outputGroupName,
      outputGroupSettings: {
        mediaPackageGroupSettings: { destination: { destinationRefId: outputGroupName } },
      },
      outputs: encoding.ladder.renditions.map((rendition) => ({
        outputName: `${outputGroupName}-${rendition.name}`,
        videoDescriptionName: videoName(rendition),
        audioDescriptionNames: [audioName],
        captionDescriptionNames: encoding.captions ? [captionsName] : [],
        outputSettings: { mediaPackageOutputSettings: {} },
      })),
    };
  }
}
