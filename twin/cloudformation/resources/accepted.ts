import type { JsonObject } from '../../gateway/json-value.ts';
import type { Resource, ResourceContext, ResourceProvider } from '../resource-provider.ts';
import { stableHex } from '../stable-id.ts';

/** Names a resource that has no life of its own in the twin, as its references need it. */
type Naming = (properties: JsonObject, context: ResourceContext) => Resource;

const nameOr = (property: string, properties: JsonObject, context: ResourceContext): string => {
  const name = properties[property];
  return typeof name === 'string' ? name : context.physicalName(128);
};

const accepted: Readonly<Record<string, Naming>> = {
  'AWS::CDK::Metadata': (_properties, context) => ({ ref: context.logicalId }),
  'AWS::Logs::LogGroup': (properties, context) => {
    const name = nameOr('LogGroupName', properties, context);
    return { ref: name, attributes: { Arn: arnOf('logs', `log-group:${name}:*`, context) } };
  },
  'AWS::Logs::MetricFilter': (properties, context) => ({ ref: nameOr('FilterName', properties, context) }),
  'AWS::Logs::QueryDefinition': (_properties, context) => ({ ref: context.physicalName(64) }),
  'AWS::CloudWatch::Alarm': (properties, context) => {
    const name = nameOr('AlarmName', properties, context);
    return { ref: name, attributes: { Arn: arnOf('cloudwatch', `alarm:${name}`, context) } };
  },
  'AWS::CloudWatch::CompositeAlarm': (properties, context) => {
    const name = nameOr('AlarmName', properties, context);
    return { ref: name, attributes: { Arn: arnOf('cloudwatch', `alarm:${name}`, context) } };
  },
  'AWS::CloudWatch::Dashboard': (properties, context) => ({
    ref: nameOr('DashboardName', properties, context),
  }),
  'AWS::ECR::Repository': (properties, context) => {
    const name = nameOr('RepositoryName', properties, context);
    return { ref: name, attributes: { Arn: arnOf('ecr', `repository/${name}`, context) } };
  },
  'AWS::KMS::Key': (_properties, context) => {
    const id = stableHex(context).slice(0, 32);
    return { ref: id, attributes: { Arn: arnOf('kms', `key/${id}`, context), KeyId: id } };
  },
  'AWS::KMS::Alias': (properties, context) => ({ ref: nameOr('AliasName', properties, context) }),
};

const arnOf = (service: string, resource: string, { region, account }: ResourceContext): string =>
  `arn:aws:${service}:${region}:${account}:${resource}`;

/**
 * Resources that can be referred to and do nothing here: logs are kept with the functions, metrics and alarms do not
 * exist, and nothing is encrypted.
 */
export const acceptedProviders: readonly ResourceProvider[] = Object.entries(accepted).map(
  ([type, naming]) => ({
    types: [type],
    create: (properties, context) => Promise.resolve(naming(properties, context)),
  }),
);
