import * as v from 'valibot';
import { parseJsonObject } from '../../gateway/json-value.ts';
import {
  cfnNumber,
  type Resource,
  type ResourceContext,
  type ResourceProvider,
} from '../resource-provider.ts';
import type { S3Store } from '../../s3/store.ts';
import type { Secrets } from '../secrets.ts';
import { specifiedProvider } from '../specified-provider.ts';
import { stableHex, stableUuid } from '../stable-id.ts';

const cloudFrontId = (context: ResourceContext): string =>
  `E${stableHex(context).slice(0, 13).toUpperCase()}`;

const cloudFront: Readonly<Record<string, (context: ResourceContext) => Resource>> = {
  'AWS::CloudFront::Distribution': (context) => {
    const id = cloudFrontId(context);
    const DomainName = `d${stableHex(context).slice(0, 13)}.cloudfront.net`;
    return { ref: id, attributes: { DomainName, Id: id } };
  },
  'AWS::CloudFront::CachePolicy': (context) => {
    const id = stableUuid(context);
    return { ref: id, attributes: { Id: id, LastModifiedTime: '2026-01-01T00:00:00Z' } };
  },
  'AWS::CloudFront::OriginAccessControl': (context) => {
    const id = cloudFrontId(context);
    return { ref: id, attributes: { Id: id } };
  },
};

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
export const deliveryProviders = (secrets: Secrets, buckets: S3Store): readonly ResourceProvider[] => [
  ...Object.entries(cloudFront).map(([type, naming]) =>
    specifiedProvider(type, v.looseObject({}), (_properties, context) => naming(context)),
  ),
  bucketProvider(buckets),
  bucketPolicyProvider,
  secretProvider(secrets),
];
