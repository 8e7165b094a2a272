import { Stack } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { AccessLevel, type IOrigin } from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Construct } from 'constructs';
import type { EncodingConfiguration } from '../../../config/channel/encoding.ts';
import type {
  MediaPackageV1Output,
  MediaPackageV2Output,
  OutputConfiguration,
  S3Output,
} from '../../../config/channel/outputs.ts';
import type { ChannelOutput } from '../medialive/channel.ts';
import type { ChannelGroup } from './channel-group.ts';
import { Delivery } from './delivery.ts';
import { MediaPackageV1Origin } from './mediapackage-v1-origin.ts';
import { ingestSuffix } from './mediapackage-v2-channel.ts';
import { MediaPackageV2Delivery } from './mediapackage-v2-delivery.ts';
import { MediaPackageV2Origin } from './mediapackage-v2-origin.ts';
import { S3Origin } from './s3-origin.ts';
import type { SharedDelivery } from './shared-delivery.ts';

export interface LiveOutputProps {
  /** What the names of resources that a whole region shares begin with. */
  readonly deploymentName: string;
  readonly channelName: string;
  readonly output: OutputConfiguration;
  readonly encoding: EncodingConfiguration;
  readonly writer: IRole;
  /** For MediaPackage v2: one for each origin of an output, in the order in which a CDN asks them. */
  readonly channelGroups: readonly ChannelGroup[];
  /** Undefined where no output has a CDN. */
  readonly shared: SharedDelivery | undefined;
  readonly logRetentionDays: number;
}

/** One output of a channel: its origin, or two of them, and the CDN before it. */
export class LiveOutput extends Construct {
  readonly outputs: readonly ChannelOutput[];
  /** Where viewers find it, for each kind of manifest; empty without a CDN. */
  readonly playbackUrls: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: LiveOutputProps) {
    super(scope, id);
    const { output } = props;
    const made =
      output.type === 'mediapackage-v2'
        ? this.#mediaPackageV2(output, props)
        : output.type === 'mediapackage-v1'
          ? this.#mediaPackageV1(output, props)
          : this.#s3(output, props);
    this.outputs = made.origins;
    this.playbackUrls = made.playbackUrls;
  }

  #mediaPackageV2(
    output: MediaPackageV2Output,
    { channelName, encoding, writer, channelGroups, shared }: LiveOutputProps,
  ) {
    const suffix = ingestSuffix(output.ingest);
    const name = `${channelName}-${output.name}${suffix}`;
    const origins = channelGroups.slice(0, output.secondOrigin ? 2 : 1).map((channelGroup, index) => {
      return new MediaPackageV2Origin(this, `Origin-${index}${suffix}`, {
        channelGroup,
        channelName: name,
        outputGroupName: originName(output, index),
        output,
        encoding,
        writer,
      });
    });
    const delivery =
      output.cdn && shared
        ? new MediaPackageV2Delivery(this, 'Default', {
            outputName: output.name,
            channels: origins.map(({ channel }) => channel),
            shared,
          })
        : undefined;
    return { origins, playbackUrls: delivery?.playbackUrls(name, output.endpoints) ?? {} };
  }

  #mediaPackageV1(output: MediaPackageV1Output, props: LiveOutputProps) {
    const { deploymentName, channelName, encoding, shared } = props;
    const origin = new MediaPackageV1Origin(this, 'Origin', {
      channelName: `${deploymentName}-${channelName}-${output.name}`,
      outputGroupName: output.name,
      output,
      encoding,
    });
    const delivery =
      output.cdn && shared ? this.#delivery(output.name, shared, origin.channel.origin()) : undefined;
    return { origins: [origin], playbackUrls: urls(delivery, [['hls', origin.channel.path]]) };
  }

  #s3(output: S3Output, { encoding, shared, logRetentionDays }: LiveOutputProps) {
    const count = output.secondOrigin ? 2 : 1;
    const origins = Array.from(
      { length: count },
      (_, index) =>
        new S3Origin(this, `Origin-${index}`, {
          outputGroupName: originName(output, index),
          output,
          encoding,
          logRetentionDays,
        }),
    );
    const [first, second] = origins.map(({ bucket }) =>
      // With the right to list, what is missing answers 404 instead of 403, which players understand.
      S3BucketOrigin.withOriginAccessControl(bucket, {
        originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
        ...(shared && { originAccessControl: shared.s3Access }),
      }),
    );
    const delivery =
      output.cdn && shared && first ? this.#delivery(output.name, shared, first, second) : undefined;
    return {
      origins,
      playbackUrls: urls(
        delivery,
        output.baseNames.map((baseName, pipeline) => [
          `pipeline-${pipeline}`,
          `${output.path}/${baseName}.m3u8`,
        ]),
      ),
    };
  }

  #delivery(name: string, { playlists }: SharedDelivery, primary: IOrigin, fallback?: IOrigin): Delivery {
    const comment = `${Stack.of(this).stackName} ${name}`;
    return new Delivery(this, 'Delivery', { comment, primary, fallback, playlists });
  }
}

const originName = ({ name }: OutputConfiguration, index: number) =>
  index === 0 ? name : `${name}-${index + 1}`;

function urls(
  delivery: Delivery | undefined,
  paths: readonly (readonly [string, string])[],
): Record<string, string> {
  if (delivery === undefined) return {};
  return Object.fromEntries(paths.map(([kind, path]) => [kind, `https://${delivery.domainName}/${path}`]));
}
