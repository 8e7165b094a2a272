import { Duration, Stack } from 'aws-cdk-lib';
import {
  CachePolicy,
  CacheQueryStringBehavior,
  CfnOriginAccessControl,
  S3OriginAccessControl,
  type ICachePolicy,
  type IOriginAccessControl,
} from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';

/**
 * What the distributions of a deployment share. An account has 20 cache policies and 100 origin access controls, in all regions
 * together, so an output has none of its own; and since they are in no region, their names say which they are for.
 */
export class SharedDelivery extends Construct {
  /** How playlists are cached. */
  readonly playlists: ICachePolicy;
  /** Signs requests to buckets. */
  readonly s3Access: IOriginAccessControl;
  /** Id of what signs requests to MediaPackage v2. */
  readonly packageAccessId: string;

  constructor(scope: Construct, id: string, { deploymentName }: { readonly deploymentName: string }) {
    super(scope, id);
    // At most 64 characters: 40 of the deployment, 2 of the kind, and a region has 16 or fewer.
    const nameFor = (kind: string) => `${deploymentName}-${kind}-${Stack.of(this).region}`;
    this.playlists = new CachePolicy(this, 'Playlists', {
      cachePolicyName: nameFor('playlists'),
      comment: `Playlists of ${deploymentName}`,
      // A playlist is new every segment: kept longer, it would hide the failover from players.
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(1),
      maxTtl: Duration.seconds(2),
      queryStringBehavior: CacheQueryStringBehavior.allowList(
        'aws.manifestfilter',
        'start',
        'end',
        '_HLS_msn',
        '_HLS_part',
      ),
      enableAcceptEncodingGzip: true,
    });
    this.s3Access = new S3OriginAccessControl(this, 'S3Access', {
      originAccessControlName: nameFor('s3'),
    });
    this.packageAccessId = new CfnOriginAccessControl(this, 'PackageAccess', {
      originAccessControlConfig: {
        name: nameFor('v2'),
        originAccessControlOriginType: 'mediapackagev2',
        signingBehavior: 'always',
        signingProtocol: 'sigv4',
      },
    }).attrId;
  }
}
