import type { Deployed, DeployedResource } from '../../../lib/quotas/deployed-resources.ts';

type Properties = DeployedResource['properties'];

/** So many resources of a type, each with these properties. */
const many =
  (type: string, properties: Properties = {}) =>
  (count: number): Deployed =>
    Array.from({ length: count }, () => ({ type, properties }));

const distributions = (config: Properties) =>
  many('AWS::CloudFront::Distribution', { DistributionConfig: config });

/** What takes so much of a quota, and no more: by the quota's id. */
export const planted: Readonly<Record<string, (count: number) => Deployed>> = {
  'medialive-channels': many('AWS::MediaLive::Channel'),
  'medialive-push-inputs': (count) => [
    ...many('AWS::MediaLive::Input', { Type: 'MEDIACONNECT' })(count - 1),
    ...many('AWS::MediaLive::Input', { Type: 'RTP_PUSH' })(1),
    ...many('AWS::MediaLive::Input', { Type: 'URL_PULL' })(1),
  ],
  'medialive-input-security-groups': many('AWS::MediaLive::InputSecurityGroup'),
  'mediaconnect-flows': many('AWS::MediaConnect::Flow'),
  'mediapackagev2-channel-groups': many('AWS::MediaPackageV2::ChannelGroup'),
  'mediapackagev2-channels': (count) => [
    ...many('AWS::MediaPackageV2::Channel', { ChannelGroupName: 'a' })(count - 1),
    ...many('AWS::MediaPackageV2::Channel', { ChannelGroupName: 'b' })(count),
  ],
  'mediapackage-channels': many('AWS::MediaPackage::Channel'),
  'cloudfront-distributions': distributions({}),
  'cloudfront-cache-policies': many('AWS::CloudFront::CachePolicy'),
  'cloudfront-cache-policy-distributions': (count) => [
    // A behaviour more with the same policy is no distribution more, and a managed policy is not ours.
    ...distributions({
      DefaultCacheBehavior: { CachePolicyId: 'managed' },
      CacheBehaviors: [{ CachePolicyId: { Ref: 'P' } }, { CachePolicyId: { Ref: 'P' } }],
    })(count),
    ...distributions({ DefaultCacheBehavior: { CachePolicyId: 'managed' } })(1),
  ],
  'cloudfront-origin-access-controls': many('AWS::CloudFront::OriginAccessControl'),
  'cloudfront-origin-access-control-distributions': (count) => [
    ...distributions({
      Origins: [{ OriginAccessControlId: { Ref: 'A' } }, { OriginAccessControlId: { Ref: 'A' } }],
    })(count),
    ...distributions({ Origins: [{ OriginAccessControlId: { Ref: 'B' } }, {}] })(1),
  ],
  'lambda-concurrent-executions': (count) => [
    // 20 by the queue, 5 by the reservation, and the 100 that Lambda then keeps.
    ...many('AWS::Lambda::EventSourceMapping', { ScalingConfig: { MaximumConcurrency: 20 } })(1),
    ...many('AWS::Lambda::EventSourceMapping')(1),
    ...many('AWS::Lambda::Function', { ReservedConcurrentExecutions: 5 })(1),
    ...many('AWS::Lambda::Function')(count - 19 - 5 - 100),
  ],
  'eventbridge-rules': (count) => [
    ...many('AWS::Events::Rule')(count - 1),
    ...many('AWS::Events::Rule', { EventBusName: 'default' })(1),
    ...many('AWS::Events::Rule', { EventBusName: 'other' })(1),
  ],
  'iam-roles': many('AWS::IAM::Role'),
};
