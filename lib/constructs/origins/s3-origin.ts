import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { CfnChannel } from 'aws-cdk-lib/aws-medialive';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct, type IConstruct } from 'constructs';
import type { EncodingConfiguration } from '../../../config/channel/encoding.ts';
import type { S3Output } from '../../../config/channel/outputs.ts';
import type { ChannelOutput } from '../medialive/channel.ts';
import { hlsGroupSettings, hlsOutputs, nameModifier } from '../medialive/hls-outputs.ts';
import { StalePlaylistSweeper } from './stale-playlist-sweeper.ts';

export interface S3OriginProps {
  readonly outputGroupName: string;
  readonly output: S3Output;
  readonly encoding: EncodingConfiguration;
  /** Days that the sweeper's logs are kept. */
  readonly logRetentionDays: number;
}

/**
 * HLS in a private bucket, both pipelines in one folder under different names. With redundant manifests each pipeline's
 * main manifest also lists the other's renditions, and MediaLive deletes those of a pipeline that has lost its input.
 */
export class S3Origin extends Construct implements ChannelOutput {
  readonly bucket: IBucket;
  readonly group: CfnChannel.OutputGroupProperty;
  readonly destination: CfnChannel.OutputDestinationProperty;
  readonly permissions: readonly PolicyStatement[];
  readonly prerequisites = [];
  readonly wildcards: ChannelOutput['wildcards'];

  constructor(scope: Construct, id: string, props: S3OriginProps) {
    super(scope, id);
    const { outputGroupName, output, encoding } = props;
    const bucket: IConstruct = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      // Segments that a crash left behind; MediaLive itself deletes those that leave the playlists.
      lifecycleRules: [
        { expiration: Duration.days(1), abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    if (!isBucket(bucket)) throw new Error('CDK made a bucket that is none.');
    this.bucket = bucket;
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions::AwsSolutions-S1',
      reason:
        'Only CloudFront reads and only MediaLive writes, several times a second: a log entry for each would cost more than the bucket.',
    });
    const files = bucket.arnForObjects(`${output.path}/*`);
    this.wildcards = [
      {
        resource: files,
        reason: 'The files of a channel, in a folder of its own, have names that count up.',
      },
    ];
    this.permissions = [
      new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] }),
      new PolicyStatement({
        // To delete is part of the resilience: what a paused pipeline leaves must not answer 200 (UG/hls-redundant-manifests).
        actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
        resources: [files],
      }),
    ];
    this.#sweep(bucket, props);
    this.destination = {
      id: outputGroupName,
      settings: output.baseNames.map((baseName) => ({
        url: `s3ssl://${this.bucket.bucketName}/${output.path}/${baseName}`,
      })),
    };
    this.group = {
      name: outputGroupName,
      outputGroupSettings: {
        hlsGroupSettings: {
          destination: { destinationRefId: outputGroupName },
          ...hlsGroupSettings(encoding, output.segment),
          indexNSegments: output.indexSegments,
          keepSegments: output.keepSegments ?? 2 * output.indexSegments + 1,
          inputLossAction: output.inputLoss === 'pause' ? 'PAUSE_OUTPUT' : 'EMIT_OUTPUT',
          redundantManifest: output.redundantManifests === false ? 'DISABLED' : 'ENABLED',
          hlsCdnSettings: { hlsS3Settings: {} },
        },
      },
      // A restart resets the counter in the names; the time in them keeps it from overwriting what players still ask for.
      outputs: hlsOutputs(encoding, outputGroupName, '$t$-'),
    };
  }

  #sweep(bucket: IBucket, { output, encoding, logRetentionDays }: S3OriginProps): void {
    if (output.staleAfterSegments === 0) return;
    const playlists = (baseName = '') =>
      encoding.ladder.renditions.map(
        (rendition) => `${output.path}/${baseName}${nameModifier(rendition)}.m3u8`,
      );
    const [first, second] = output.baseNames;
    new StalePlaylistSweeper(this, 'Sweeper', {
      bucket,
      playlists: [playlists(first), playlists(second)],
      staleAfterSeconds: output.staleAfterSegments * output.segment,
      logRetentionDays,
    });
  }
}

/** To the letter of exactOptionalPropertyTypes CDK's own Bucket does not have the interface that it implements. */
function isBucket(construct: IConstruct): construct is IBucket {
  return construct instanceof Bucket;
}
