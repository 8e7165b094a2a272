import * as v from 'valibot';
import type { UniqueNames } from '../../unique-names.ts';
import { parseJsonObject } from '../../gateway/json-value.ts';
import { cfnNumber, type ResourceContext, type ResourceProvider } from '../resource-provider.ts';
import type { S3Store } from '../../s3/store.ts';
import type { Secrets } from '../secrets.ts';
import { specifiedProvider } from '../specified-provider.ts';
import { stableHex, stableUuid } from '../stable-id.ts';

const cloudFrontId = (context: ResourceContext): string =>
  `E${stableHex(context).slice(0, 13).toUpperCase()}`;

const distributionProvider = specifiedProvider(
  'AWS::CloudFront::Distribution',
  v.looseObject({}),
  (_properties, context) => {
    const id = cloudFrontId(context);
    return {
      ref: id,
      attributes: { DomainName: `d${stableHex(context).slice(0, 13)}.cloudfront.net`, Id: id },
    };
  },
);

const named = v.looseObject({ Name: v.string() });

const cachePolicyProvider = (names: UniqueNames): ResourceProvider =>
  specifiedProvider(
    'AWS::CloudFront::CachePolicy',
    v.looseObject({ CachePolicyConfig: named }),
    ({ CachePolicyConfig: { Name } }, context) => {
      const remove = names.take('A cache policy', Name);
      const id = stableUuid(context);
      return { ref: id, attributes: { Id: id, LastModifiedTime: '2026-01-01T00:00:00Z' }, remove };
    },
  );

const originAccessControlProvider = (names: UniqueNames): ResourceProvider =>
  specifiedProvider(
    'AWS::CloudFront::OriginAccessControl',
    v.looseObject({ OriginAccessControlConfig: named }),
    ({ OriginAccessControlConfig: { Name } }, context) => {
      const remove = names.take('An origin access control', Name);
      const id = cloudFrontId(context);
      return { ref: id, attributes: { Id: id }, remove };
    },
  );

const bucketProvider = (buckets: S3Store): ResourceProvider =>
  specifiedProvider(
    'AWS::S3::Bucket',
    v.looseObject({ BucketName: v.optional(v.string()) }),
    ({ BucketName }, context) => {
      const name = BucketName ?? context.physicalName(63).toLowerCase();
      buckets.addBucket(name);
      return {
        ref: name,
        remove: () => {
          buckets.removeBucket(name);
        },
        attributes: {
          Arn: `arn:aws:s3:::${name}`,
          DomainName: `${name}.s3.amazonaws.com`,
          DualStackDomainName: `${name}.s3.dualstack.${context.region}.amazonaws.com`,
          RegionalDomainName: `${name}.s3.${context.region}.amazonaws.com`,
        },
      };
    },
    undefined,
    (_properties, before) => before,
  );

const bucketPolicyProvider = specifiedProvider(
  'AWS::S3::BucketPolicy',
  v.looseObject({ Bucket: v.string() }),
  ({ Bucket }) => ({ ref: Bucket }),
);

const secretProperties = v.looseObject({
  Name: v.optional(v.string()),
  SecretString: v.optional(v.string(), ''),
  GenerateSecretString: v.optional(
    v.looseObject({
      SecretStringTemplate: v.optional(v.string(), '{}'),
      GenerateStringKey: v.optional(v.string()),
      PasswordLength: v.optional(cfnNumber, 32),
    }),
  ),
});

const secretProvider = (secrets: Secrets): ResourceProvider =>
  specifiedProvider(
    'AWS::SecretsManager::Secret',
    secretProperties,
    ({ Name, SecretString, GenerateSecretString: wanted }, context) => {
      const name = Name ?? context.physicalName(64);
      const { region, account } = context;
      const arn = `arn:aws:secretsmanager:${region}:${account}:secret:${name}-${stableHex(context).slice(0, 6)}`;
      secrets.put(arn, wanted === undefined ? SecretString : generated(wanted, stableHex(context)));
      return {
        ref: arn,
        attributes: { Id: arn },
        remove: () => {
          secrets.remove(arn);
        },
      };
    },
  );

/** A password is the same in every run, as all names of a stack are: here it keeps nobody out. */
function generated(
  wanted: NonNullable<v.InferOutput<typeof secretProperties>['GenerateSecretString']>,
  hex: string,
): string {
  const { SecretStringTemplate, GenerateStringKey, PasswordLength } = wanted;
  const password = hex.repeat(Math.ceil(PasswordLength / hex.length)).slice(0, PasswordLength);
  if (GenerateStringKey === undefined) return password;
  return JSON.stringify({ ...parseJsonObject(SecretStringTemplate), [GenerateStringKey]: password });
}

/**
 * Buckets, distributions and secrets around a channel: held to their specification and referred to, without a life of
 * their own. Nothing is written, delivered or encrypted in the twin.
 */
export const deliveryProviders = (
  secrets: Secrets,
  buckets: S3Store,
  cloudFrontNames: UniqueNames,
): readonly ResourceProvider[] => [
  distributionProvider,
  cachePolicyProvider(cloudFrontNames),
  originAccessControlProvider(cloudFrontNames),
  bucketProvider(buckets),
  bucketPolicyProvider,
  secretProvider(secrets),
];
