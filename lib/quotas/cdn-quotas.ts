import { isRecord } from '../../config/record.ts';
import { mostOnOne, ofType, type Quota } from './quota.ts';

const guide = 'CloudFront Developer Guide, "Quotas"';
const distribution = 'AWS::CloudFront::Distribution';

type Properties = Readonly<Record<string, unknown>>;

/** CloudFront's are of the account: deployments in all regions share them. */
export const cdnQuotas: readonly Quota[] = [
  {
    id: 'cloudfront-distributions',
    service: 'CloudFront',
    name: 'Distributions per AWS account',
    byDefault: 500,
    of: 'the account',
    raisable: true,
    takes: '1 for each output with a `cdn`',
    count: ofType(distribution),
    note: '200 in older editions of the guide',
    source: `${guide}, "General quotas on distributions": 500; editions before have 200`,
  },
  {
    id: 'cloudfront-cache-policies',
    service: 'CloudFront',
    name: 'Custom cache policies per AWS account',
    code: 'L-7D134442',
    byDefault: 20,
    of: 'the account',
    raisable: true,
    takes: '1 for the deployment',
    count: ofType('AWS::CloudFront::CachePolicy'),
    source: `${guide}, "General quotas on policies": 20, with a link that asks for more`,
  },
  {
    id: 'cloudfront-cache-policy-distributions',
    service: 'CloudFront',
    name: 'Distributions associated with the same cache policy',
    byDefault: 100,
    of: 'each cache policy',
    raisable: false,
    takes: '1 for each output with a `cdn`',
    count: mostOnOne(distribution, ownCachePolicies),
    source: `${guide}, "General quotas on policies": 100, without a link that asks for more`,
  },
  {
    id: 'cloudfront-origin-access-controls',
    service: 'CloudFront',
    name: 'Origin access controls per AWS account',
    byDefault: 100,
    of: 'the account',
    raisable: true,
    takes: '2 for the deployment',
    count: ofType('AWS::CloudFront::OriginAccessControl'),
    source: `${guide}, "General quotas on distributions": 100, with a link that asks for more`,
  },
  {
    id: 'cloudfront-origin-access-control-distributions',
    service: 'CloudFront',
    name: 'Distributions per origin access control',
    byDefault: 100,
    of: 'each origin access control',
    raisable: false,
    takes: '1 for each output with a `cdn`, by its kind',
    count: mostOnOne(distribution, accessControls),
    source: `${guide}, "General quotas on distributions": 100, without a link that asks for more`,
  },
];

/** Of the policies that a distribution names, those that a stack makes: the managed ones are texts, and not counted. */
function ownCachePolicies(properties: Properties): readonly unknown[] {
  const { DefaultCacheBehavior: first, CacheBehaviors: others } = configOf(properties);
  return [first, ...listOf(others)]
    .map((behavior) => (isRecord(behavior) ? behavior['CachePolicyId'] : undefined))
    .filter(isRecord);
}

function accessControls(properties: Properties): readonly unknown[] {
  return listOf(configOf(properties)['Origins'])
    .map((origin) => (isRecord(origin) ? origin['OriginAccessControlId'] : undefined))
    .filter((id) => id !== undefined && id !== '');
}

function configOf({ DistributionConfig: config }: Properties): Properties {
  return isRecord(config) ? config : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
