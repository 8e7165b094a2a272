import { Fn } from 'aws-cdk-lib';
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { CfnChannel as MediaLiveChannel } from 'aws-cdk-lib/aws-medialive';
import { CfnChannel, CfnOriginEndpoint } from 'aws-cdk-lib/aws-mediapackage';
import { Construct } from 'constructs';
import type { EncodingConfiguration } from '../../../config/build/encoding.ts';
import type { MediaPackageV1Output } from '../../../config/build/outputs.ts';
import { audioName, captionsName } from '../medialive/encoder-settings.ts';
import { videoName } from '../medialive/video-description.ts';
import type { ChannelOutput } from '../medialive/channel.ts';
import { CdnIdentifier } from './cdn-identifier.ts';

export interface MediaPackageV1OriginProps {
  /** Unique in the account and region. */
  readonly channelName: string;
  readonly outputGroupName: string;
  readonly output: MediaPackageV1Output;
  readonly encoding: EncodingConfiguration;
}

/**
 * A MediaPackage v1 channel behind a MediaPackage output group: one destination serves both pipelines, and the group
 * always pauses without input. Its endpoint answers only who knows the CDN identifier.
 */
export class MediaPackageV1Origin extends Construct implements ChannelOutput {
  readonly group: MediaLiveChannel.OutputGroupProperty;
  readonly destination: MediaLiveChannel.OutputDestinationProperty;
  readonly permissions: readonly PolicyStatement[];
  readonly wildcards = [];
  readonly cdnIdentifier: CdnIdentifier;
  /** Host name of the endpoint. */
  readonly domainName: string;
  /** Path of the manifest on it. */
  readonly path: string;

  constructor(scope: Construct, id: string, props: MediaPackageV1OriginProps) {
    super(scope, id);
    const { output, outputGroupName, encoding } = props;
    const channel = new CfnChannel(this, 'Channel', {
      id: props.channelName,
      description: 'Origin of a live channel',
    });
    this.cdnIdentifier = new CdnIdentifier(this, 'CdnIdentifier');
    const role = new Role(this, 'SecretsRole', {
      description: 'Reads the identifier that a CDN shows to the endpoint',
      assumedBy: new ServicePrincipal('mediapackage.amazonaws.com'),
    });
    const readIdentifier = new Policy(this, 'ReadIdentifier', {
      roles: [role],
      statements: [this.cdnIdentifier.readStatement()],
    });
    const endpoint = new CfnOriginEndpoint(this, 'Endpoint', {
      id: `${props.channelName}-hls`,
      channelId: channel.ref,
      manifestName: 'index',
      timeDelaySeconds: output.delay,
      hlsPackage: {
        segmentDurationSeconds: output.segment,
        playlistWindowSeconds: 60,
        programDateTimeIntervalSeconds: output.segment,
        adMarkers: encoding.scte35 === 'passthrough' ? 'SCTE35_ENHANCED' : 'NONE',
      },
      authorization: {
        cdnIdentifierSecret: this.cdnIdentifier.secretArn,
        secretsRoleArn: role.roleArn,
      },
    });
    endpoint.node.addDependency(readIdentifier);
    // https://HOST/out/v1/ID/index.m3u8
    const parts = Fn.split('/', endpoint.attrUrl);
    this.domainName = Fn.select(2, parts);
    this.path = Fn.join(
      '/',
      [3, 4, 5, 6].map((part) => Fn.select(part, parts)),
    );
    this.permissions = [
      new PolicyStatement({ actions: ['mediapackage:DescribeChannel'], resources: [channel.attrArn] }),
    ];
    this.destination = { id: outputGroupName, mediaPackageSettings: [{ channelId: channel.ref }] };
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
