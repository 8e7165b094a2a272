import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { GroundToCloudChannel, GroundToCloudV1, GroundToCloudV2 } from '../../config/ground-to-cloud.ts';
import { EncoderAccess } from '../constructs/ground-to-cloud/encoder-access.ts';
import { IngestAlarms } from '../constructs/ground-to-cloud/ingest-alarms.ts';
import { IngestCredentials } from '../constructs/ground-to-cloud/ingest-credentials.ts';
import { Delivery } from '../constructs/origins/delivery.ts';
import { MediaPackageV1Channel } from '../constructs/origins/mediapackage-v1-channel.ts';
import { ingestSuffix, MediaPackageV2Channel } from '../constructs/origins/mediapackage-v2-channel.ts';
import { MediaPackageV2Delivery } from '../constructs/origins/mediapackage-v2-delivery.ts';
import type { OriginsStack } from './origins-stack.ts';

export interface GroundToCloudStackProps extends StackProps {
  /** What the names of resources that a whole region shares begin with. */
  readonly deploymentName: string;
  readonly channel: GroundToCloudChannel;
  /** What it shares with other channels: channel groups for MediaPackage v2, and the CDN's settings. */
  readonly origins: Pick<OriginsStack, 'channelGroups' | 'delivery'>;
  /** Where the alarms ring. */
  readonly topic: ITopic;
  readonly logRetentionDays: number;
}

/**
 * One channel without MediaLive: two output-locked encoders on the ground deliver the same segments to the two ingest
 * endpoints of MediaPackage, which changes from one to the other when segments are missing (MP1/what-is-flow-ir).
 */
export class GroundToCloudStack extends Stack {
  constructor(scope: Construct, id: string, props: GroundToCloudStackProps) {
    super(scope, id, props);
    const { origin, name, silentFor } = props.channel;
    // CDK makes a function depend on its role although it refers to it; cfn-lint calls that one dependency too many.
    this.templateOptions.metadata = { 'cfn-lint': { config: { ignore_checks: ['W3005'] } } };
    const ingests = origin.type === 'mediapackage-v2' ? this.#v2(origin, props) : this.#v1(origin, props);
    new IngestAlarms(this, 'Alarms', {
      channelName: name,
      ingests,
      silentMinutes: silentFor,
      topic: props.topic,
    });
  }

  /** Returns the dimensions of the ingest endpoints' metrics. */
  #v2(
    origin: GroundToCloudV2,
    { channel: { name }, origins }: GroundToCloudStackProps,
  ): Record<string, string>[] {
    const [channelGroup] = origins.channelGroups;
    if (channelGroup === undefined) throw new Error(`There is no channel group for ${name}.`);
    const suffix = ingestSuffix(origin.ingest);
    const channelName = `${name}${suffix}`;
    const channel = new MediaPackageV2Channel(this, `Origin${suffix}`, {
      channelGroup,
      channelName,
      ingest: origin.ingest,
      // Scores come with what MediaLive delivers; encoders on the ground send none.
      qualitySwitching: false,
      endpoints: origin.endpoints,
      segmentSeconds: origin.segment,
      windowSeconds: origin.window,
      adMarkers: true,
      writers: origin.encoders,
    });
    new EncoderAccess(this, 'EncoderAccess', { channelArn: channel.channelArn, encoders: origin.encoders });
    channel.ingestUrls.forEach((url, encoder) => {
      this.#print(`Encoder-${encoder}`, { IngestUrl: url });
    });
    if (origin.cdn) {
      const delivery = new MediaPackageV2Delivery(this, 'Cdn', {
        outputName: 'live',
        channels: [channel],
        shared: origins.delivery,
      });
      this.#print('Playback', delivery.playbackUrls(channelName, origin.endpoints));
    }
    // The ids of the two ingest endpoints, as their addresses show them: https://…-1.ingest.…/in/v1/GROUP/1/CHANNEL.
    return ['1', '2'].map((IngestEndpoint) => ({
      ChannelGroup: channelGroup.channelGroupName,
      Channel: channelName,
      IngestEndpoint,
    }));
  }

  #v1(
    origin: GroundToCloudV1,
    { deploymentName, channel: { name }, origins, logRetentionDays }: GroundToCloudStackProps,
  ): Record<string, string>[] {
    const channelName = `${deploymentName}-${name}`;
    const channel = new MediaPackageV1Channel(this, 'Origin', {
      channelName,
      segmentSeconds: origin.segment,
      delaySeconds: origin.delay,
      adMarkers: 'SCTE35_ENHANCED',
    });
    const { ingests } = new IngestCredentials(this, 'Ingest', { channel, logRetentionDays });
    ingests.forEach(({ url, secretArn }, encoder) => {
      this.#print(`Encoder-${encoder}`, { IngestUrl: url, SecretArn: secretArn });
    });
    if (origin.cdn) {
      const delivery = new Delivery(this, 'Delivery', {
        comment: `${this.stackName} live`,
        primary: channel.origin(),
        fallback: undefined,
        playlists: origins.delivery.playlists,
      });
      this.#print('Playback', { hls: `https://${delivery.domainName}/${channel.path}` });
    }
    return ingests.map(({ id }) => ({ Channel: channelName, IngestEndpoint: id }));
  }

  #print(id: string, values: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(values)) new CfnOutput(this, `${id}-${name}`, { value });
  }
}
