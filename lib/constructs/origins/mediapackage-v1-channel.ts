import { Fn } from 'aws-cdk-lib';
import { OriginProtocolPolicy, type IOrigin } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Policy, Role } from 'aws-cdk-lib/aws-iam';
import { CfnChannel, CfnOriginEndpoint } from 'aws-cdk-lib/aws-mediapackage';
import { Construct } from 'constructs';
import { forOwnAccountIfSaid } from '../service-principals.ts';
import { CdnIdentifier } from './cdn-identifier.ts';

export interface MediaPackageV1ChannelProps {
  /** Unique in the account and region. */
  readonly channelName: string;
  readonly segmentSeconds: number;
  /** How far behind live the endpoint plays. */
  readonly delaySeconds: number;
  readonly adMarkers: 'SCTE35_ENHANCED' | 'NONE';
}

/** A MediaPackage v1 channel with its HLS endpoint, which answers only who knows the CDN identifier. */
export class MediaPackageV1Channel extends Construct {
  readonly channelId: string;
  readonly channelArn: string;
  readonly #cdnIdentifier: CdnIdentifier;
  /** Host name of the endpoint. */
  readonly #domainName: string;
  /** Path of the manifest on it. */
  readonly path: string;

  constructor(scope: Construct, id: string, props: MediaPackageV1ChannelProps) {
    super(scope, id);
    const channel = new CfnChannel(this, 'Channel', {
      id: props.channelName,
      description: 'Origin of a live channel',
    });
    this.channelId = channel.ref;
    this.channelArn = channel.attrArn;
    this.#cdnIdentifier = new CdnIdentifier(this, 'CdnIdentifier');
    const role = new Role(this, 'SecretsRole', {
      description: 'Reads the identifier that a CDN shows to the endpoint',
      assumedBy: forOwnAccountIfSaid(this, 'mediapackage.amazonaws.com'),
    });
    const readIdentifier = new Policy(this, 'ReadIdentifier', {
      roles: [role],
      statements: [this.#cdnIdentifier.readStatement()],
    });
    const endpoint = new CfnOriginEndpoint(this, 'Endpoint', {
      id: `${props.channelName}-hls`,
      channelId: channel.ref,
      manifestName: 'index',
      timeDelaySeconds: props.delaySeconds,
      hlsPackage: {
        segmentDurationSeconds: props.segmentSeconds,
        playlistWindowSeconds: 60,
        programDateTimeIntervalSeconds: props.segmentSeconds,
        adMarkers: props.adMarkers,
      },
      authorization: {
        cdnIdentifierSecret: this.#cdnIdentifier.secretArn,
        secretsRoleArn: role.roleArn,
      },
    });
    endpoint.node.addDependency(readIdentifier);
    // https://HOST/out/v1/ID/index.m3u8
    const parts = Fn.split('/', endpoint.attrUrl);
    this.#domainName = Fn.select(2, parts);
    this.path = Fn.join(
      '/',
      [3, 4, 5, 6].map((part) => Fn.select(part, parts)),
    );
  }

  /** As a CDN asks it. */
  origin(): IOrigin {
    return new HttpOrigin(this.#domainName, {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      customHeaders: this.#cdnIdentifier.header(),
    });
  }
}
