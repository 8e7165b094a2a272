import { createRequestFindings } from '../../../twin/medialive/create-request.ts';
import { rangeFindings } from '../../../twin/cloudformation/ranges.ts';
import { serviceFindings } from '../../../twin/cloudformation/service-rules.ts';
import { findingsIn } from '../../../twin/cloudformation/specification.ts';
import { parseJsonObject } from '../../../twin/gateway/json-value.ts';
import {
  objectsIn,
  ofType,
  policiesOf,
  recordOf,
  resourcesIn,
  type Rule,
  type TemplateResource,
} from './deployed-template.ts';
import { grantedTogether } from './granted-together.ts';

/** CloudFormation's specification, the services' own models, and what AWS's constructs refuse before a deployment. */
const properties: Rule = (deployment) =>
  resourcesIn(deployment)
    .filter(({ type }) => type.startsWith('AWS::'))
    .flatMap(({ at, type, properties: given }) => {
      const values = parseJsonObject(JSON.stringify(given)) ?? {};
      return [
        ...findingsIn(type, values),
        ...createRequestFindings(type, values),
        ...rangeFindings(type, values),
        ...serviceFindings(type, values),
      ].map((finding) => `${at}: ${finding}`);
    });

/** A media service uses a role in the very call that makes the resource (aws-medialive-alpha: `applyBefore`). */
const policiesFirst: Rule = (deployment) =>
  resourcesIn(deployment)
    .filter(({ type }) => type.startsWith('AWS::Media'))
    .flatMap(({ stack, at, properties: given, dependsOn }) =>
      rolesIn(given).flatMap((role) =>
        policiesOf(stack, role)
          .filter((policy) => !dependsOn.includes(policy))
          .map((policy) => `${at}: uses ${role} while it is made, and does not wait for its ${policy}.`),
      ),
    );

function rolesIn(given: TemplateResource['properties']): readonly string[] {
  return [...objectsIn(given)]
    .flatMap((object) => [object['RoleArn'], object['SecretsRoleArn']])
    .flatMap((value) => {
      const target = recordOf(value)['Fn::GetAtt'];
      return Array.isArray(target) ? [String(target[0])] : [];
    });
}

/** CloudFront is in no region: a name that another region's deployment has as well is refused there. */
const globalNames: Rule = (deployment) =>
  [
    ...ofType(deployment, 'AWS::CloudFront::OriginAccessControl').map(({ at, properties: given }) => ({
      at,
      name: recordOf(given['OriginAccessControlConfig'])['Name'],
    })),
    ...ofType(deployment, 'AWS::CloudFront::CachePolicy').map(({ at, properties: given }) => ({
      at,
      name: recordOf(given['CachePolicyConfig'])['Name'],
    })),
  ]
    .filter(({ name }) => !/eu-west-1|AWS::Region/.test(JSON.stringify(name)))
    .map(({ at, name }) => `${at}: ${JSON.stringify(name)} is the same in every region.`);

/** Names that a whole region shares begin with that of the deployment. */
const regionalNames: Rule = (deployment) => {
  const prefix = commonPrefix(deployment.map(({ name }) => name));
  return ['AWS::MediaPackage::Channel', 'AWS::MediaPackage::OriginEndpoint']
    .flatMap((type) => ofType(deployment, type))
    .filter(({ properties: given }) => !String(given['Id']).startsWith(prefix))
    .map(
      ({ at, properties: given }) =>
        `${at}: ${String(given['Id'])} is the same in every deployment of the region.`,
    );
};

function commonPrefix([first = '', ...others]: readonly string[]): string {
  const length = Array.from(first).findIndex((letter, at) => others.some((other) => other[at] !== letter));
  return first.slice(0, length).replace(/[^-]*$/, '');
}

/** CloudFront's quotas of an account (Amazon CloudFront Developer Guide, Quotas). */
const quotas = { 'AWS::CloudFront::CachePolicy': 20, 'AWS::CloudFront::OriginAccessControl': 100 };

const withinQuotas: Rule = (deployment) =>
  Object.entries(quotas).flatMap(([type, most]) => {
    const count = ofType(deployment, type).length;
    return count > most ? [`${count} of ${type}: an account has ${most}.`] : [];
  });

/** A stack that names what another one makes has to come after it, also where no value passes between them. */
const stackOrder: Rule = (deployment) => {
  const groups = ofType(deployment, 'AWS::MediaPackageV2::ChannelGroup');
  return ofType(deployment, 'AWS::MediaPackageV2::Channel').flatMap(({ stack, at, properties: given }) =>
    groups
      .filter(
        ({ stack: own, properties: group }) =>
          own !== stack && group['ChannelGroupName'] === given['ChannelGroupName'],
      )
      .filter(({ stack: own }) => !stack.after.includes(own.name))
      .map(({ stack: own }) => `${at}: is in a group of ${own.name}, and does not wait for it.`),
  );
};

/** MediaPackage v2 shows no ad breaks unless it is asked to (awslabs LEF: `ScteFilter`, `AdMarkerHls`). */
const adMarkers: Rule = (deployment) => {
  const passing = ofType(deployment, 'AWS::MediaLive::Channel').filter(({ properties: given }) =>
    /"SCTE_35_WITHOUT_SEGMENTATION"|"PASSTHROUGH"/.test(JSON.stringify(given)),
  );
  return ofType(deployment, 'AWS::MediaPackageV2::OriginEndpoint')
    .filter(({ stack }) => passing.some((channel) => channel.stack === stack))
    .filter(
      ({ properties: given }) =>
        !['ScteFilter', 'AdMarker'].every((key) => JSON.stringify(given).includes(`"${key}`)),
    )
    .map(({ at }) => `${at}: shows no ad markers, and the channel delivers them.`);
};

/** Thumbnails are on unless they are turned off, and MediaLive keeps them in a bucket of its own (aws-medialive-alpha, lib/channel.ts). */
const thumbnails: Rule = (deployment) =>
  ofType(deployment, 'AWS::MediaLive::Channel')
    .filter(
      ({ properties: given }) =>
        recordOf(recordOf(given['EncoderSettings'])['ThumbnailConfiguration'])['State'] !== 'DISABLED',
    )
    .map(({ at }) => `${at}: makes thumbnails, and its role may not write them.`);

/** An origin in S3 answers CloudFront alone, so CloudFront has to sign what it asks for (cdk-nag, AwsSolutions-CFR7). */
const signedOrigins: Rule = (deployment) =>
  ofType(deployment, 'AWS::CloudFront::Distribution').flatMap(({ at, properties: given }) =>
    [recordOf(given['DistributionConfig'])['Origins'] ?? []]
      .flat()
      .map(recordOf)
      .filter(
        (origin) => origin['S3OriginConfig'] !== undefined && origin['OriginAccessControlId'] === undefined,
      )
      .map((origin) => `${at}: asks ${JSON.stringify(origin['DomainName'])} without an access control.`),
  );

/** CloudWatch adds up what has the same name and dimensions: of two deployments the one would hide the other. */
const ownMetrics: Rule = (deployment) =>
  ofType(deployment, 'AWS::CloudWatch::Alarm')
    .filter(({ properties: given }) => given['Namespace'] === 'MediaLiveFailover')
    .filter(({ properties: given }) => !JSON.stringify(given['Dimensions'] ?? []).includes('"Deployment"'))
    .map(({ at }) => `${at}: is on a metric that every deployment of the region has.`);

/** Every rule that comes from elsewhere; those of the service authorization are in `authorization.ts`. */
export const templateRules: Readonly<Record<string, Rule>> = {
  properties,
  policiesFirst,
  globalNames,
  regionalNames,
  withinQuotas,
  grantedTogether,
  stackOrder,
  adMarkers,
  thumbnails,
  signedOrigins,
  ownMetrics,
};

export const templateFindings: Rule = (deployment) =>
  Object.values(templateRules).flatMap((rule) => rule(deployment));
