import { Stack } from 'aws-cdk-lib';
import { OriginProtocolPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnOriginEndpointPolicy } from 'aws-cdk-lib/aws-mediapackagev2';
import { Construct } from 'constructs';
import type { MediaPackageV2Output } from '../../../config/channel/outputs.ts';
import { Delivery } from './delivery.ts';
import type { MediaPackageV2Channel } from './mediapackage-v2-channel.ts';
import type { SharedDelivery } from './shared-delivery.ts';

export interface MediaPackageV2DeliveryProps {
  /** What the output is called in its stack. */
  readonly outputName: string;
  /** In the order in which CloudFront asks them: one, or two with the same paths. */
  readonly channels: readonly MediaPackageV2Channel[];
  readonly shared: SharedDelivery;
}

/** CloudFront before one MediaPackage v2 channel or two, which answer its signed requests and nobody else's. */
export class MediaPackageV2Delivery extends Construct {
  readonly #delivery: Delivery;

  constructor(scope: Construct, id: string, { outputName, channels, shared }: MediaPackageV2DeliveryProps) {
    super(scope, id);
    const { stackName } = Stack.of(this);
    const [primary, fallback] = channels.map(
      ({ channelGroup }) =>
        new HttpOrigin(channelGroup.egressDomain, {
          // The group's name is the one part of the path in which two origins differ.
          originPath: `/out/v1/${channelGroup.channelGroupName}`,
          protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
          originAccessControlId: shared.packageAccessId,
        }),
    );
    if (primary === undefined) throw new Error(`Output ${outputName} of ${stackName} has no origin.`);
    this.#delivery = new Delivery(this, 'Delivery', {
      comment: `${stackName} ${outputName}`,
      primary,
      fallback,
      playlists: shared.playlists,
      byQuality: channels.every(({ publishesQuality }) => publishesQuality),
    });
    for (const channel of channels) this.#allowDistribution(channel);
  }

  /** Where viewers find each kind of manifest. */
  playbackUrls(channelName: string, kinds: MediaPackageV2Output['endpoints']): Record<string, string> {
    const manifest = (kind: string) => (kind === 'dash' ? 'index.mpd' : 'index.m3u8');
    return Object.fromEntries(
      kinds.map((kind) => [
        kind,
        `https://${this.#delivery.domainName}/${channelName}/${kind}/${manifest(kind)}`,
      ]),
    );
  }

  #allowDistribution({ endpoints }: MediaPackageV2Channel): void {
    for (const endpoint of endpoints) {
      new CfnOriginEndpointPolicy(endpoint, 'Policy', {
        channelGroupName: endpoint.channelGroupName,
        channelName: endpoint.channelName,
        originEndpointName: endpoint.originEndpointName,
        policy: {
          Version: '2012-10-17',
          Statement: [
            new PolicyStatement({
              principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
              actions: ['mediapackagev2:GetHeadObject', 'mediapackagev2:GetObject'],
              resources: [endpoint.attrArn],
              conditions: { StringEquals: { 'aws:SourceArn': this.#delivery.distributionArn } },
            }).toStatementJson(),
          ],
        },
      });
    }
  }
}
