import * as v from 'valibot';
import type { AccessControl } from '../../iam/access-control.ts';
import type { EventSourceMappings } from '../../lambda/event-source-mappings.ts';
import { EventSourceMapping } from '../../lambda/event-source-mapping.ts';
import type { Functions } from '../../lambda/functions.ts';
import type { Queues } from '../../sqs/queue.ts';
import {
  cfnBoolean,
  cfnNumber,
  defineProvider,
  ignored,
  type ResourceProvider,
} from '../resource-provider.ts';
import { stableUuid } from '../stable-id.ts';

const permissionProperties = v.strictObject({
  Action: v.string(),
  FunctionName: v.string(),
  Principal: v.string(),
  SourceArn: v.optional(v.string()),
  SourceAccount: v.optional(v.string()),
});

/** A permission is a statement of the function's own policy; conditions come from the source it names. */
const permissionProvider = (access: AccessControl): ResourceProvider =>
  defineProvider('AWS::Lambda::Permission', permissionProperties, (properties, context) => {
    const { Action, FunctionName, Principal, SourceArn, SourceAccount } = properties;
    const { region, account } = context;
    const arn = FunctionName.startsWith('arn:')
      ? FunctionName
      : `arn:aws:lambda:${region}:${account}:function:${FunctionName}`;
    const remove = access.addToResource(arn, [
      {
        Effect: 'Allow',
        Action: [Action],
        Principal: Principal.includes('.amazonaws.com') ? { Service: [Principal] } : { AWS: [Principal] },
        Condition: {
          ...(SourceArn === undefined ? {} : { ArnLike: { 'aws:SourceArn': [SourceArn] } }),
          ...(SourceAccount === undefined ? {} : { StringEquals: { 'aws:SourceAccount': [SourceAccount] } }),
        },
      },
    ]);
    return { ref: context.physicalName(100), remove };
  });

const mappingProperties = v.strictObject({
  EventSourceArn: v.pipe(v.string(), v.includes(':sqs:', 'The twin maps SQS queues to functions.')),
  FunctionName: v.string(),
  BatchSize: v.optional(v.pipe(cfnNumber, v.integer(), v.minValue(1), v.maxValue(10_000)), 10),
  MaximumBatchingWindowInSeconds: v.optional(v.pipe(cfnNumber, v.minValue(0), v.maxValue(300)), 0),
  FunctionResponseTypes: v.optional(v.array(v.picklist(['ReportBatchItemFailures'])), []),
  // Without a maximum, Lambda starts with five concurrent batches (Developer Guide, "Using Lambda with Amazon SQS").
  ScalingConfig: v.optional(
    v.strictObject({
      MaximumConcurrency: v.optional(v.pipe(cfnNumber, v.integer(), v.minValue(2), v.maxValue(1000)), 5),
    }),
    { MaximumConcurrency: 5 },
  ),
  Enabled: v.optional(cfnBoolean, true),
  Tags: ignored,
});

/** What a poller does with the function's role; Lambda refuses a mapping whose role may not (CreateEventSourceMapping). */
const pollerActions = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

const mappingProvider = (options: LambdaProviderOptions): ResourceProvider =>
  defineProvider('AWS::Lambda::EventSourceMapping', mappingProperties, (properties, context) => {
    const { functions, queues, access, mappings, pollersMax = Infinity } = options;
    const definition = functions.find(properties.FunctionName);
    if (definition === undefined) {
      throw new Error(`There is no function ${properties.FunctionName}.`);
    }
    const { EventSourceArn: queueArn, BatchSize: batchSize } = properties;
    const missing = pollerActions.find(
      (action) => !access.roleMay(definition.roleArn, { action, resource: queueArn }, context.region),
    );
    if (missing !== undefined) {
      throw new Error(`The role ${definition.roleArn} of the function may not ${missing} on ${queueArn}.`);
    }
    if (batchSize > 10 && properties.MaximumBatchingWindowInSeconds < 1) {
      throw new Error(`BatchSize ${batchSize} needs a MaximumBatchingWindowInSeconds of at least 1.`);
    }
    const id = stableUuid(context);
    const settings = {
      id,
      queueArn,
      functionArn: definition.arn,
      batchSize,
      batchWindowMs: properties.MaximumBatchingWindowInSeconds * 1000,
      reportsFailures: properties.FunctionResponseTypes.includes('ReportBatchItemFailures'),
      concurrency: Math.min(properties.ScalingConfig.MaximumConcurrency, pollersMax),
    };
    mappings.add(new EventSourceMapping(settings, queues, functions), properties.Enabled);
    const arn = `arn:aws:lambda:${context.region}:${context.account}:event-source-mapping:${id}`;
    return {
      ref: id,
      attributes: { Id: id, EventSourceMappingArn: arn },
      remove: () => {
        mappings.remove(id);
      },
    };
  });

const versionProperties = v.strictObject({
  FunctionName: v.string(),
  Description: ignored,
  CodeSha256: ignored,
});

/** There is one version of the code, so version 1 is the function itself. */
const versionProvider = (functions: Functions): ResourceProvider =>
  defineProvider('AWS::Lambda::Version', versionProperties, ({ FunctionName }) => {
    const arn = functions.find(FunctionName)?.arn ?? FunctionName;
    return { ref: `${arn}:1`, attributes: { Version: '1', FunctionArn: `${arn}:1` } };
  });

const aliasProperties = v.strictObject({
  FunctionName: v.string(),
  FunctionVersion: v.string(),
  Name: v.string(),
  Description: ignored,
});

const aliasProvider = (functions: Functions): ResourceProvider =>
  defineProvider('AWS::Lambda::Alias', aliasProperties, ({ FunctionName, Name }) => {
    const arn = `${functions.find(FunctionName)?.arn ?? FunctionName}:${Name}`;
    return { ref: arn, attributes: { AliasArn: arn } };
  });

const invokeConfigProperties = v.strictObject({
  FunctionName: v.string(),
  Qualifier: ignored,
  MaximumRetryAttempts: v.optional(v.pipe(cfnNumber, v.integer(), v.minValue(0), v.maxValue(2)), 2),
  MaximumEventAgeInSeconds: ignored,
});

const invokeConfigProvider = (functions: Functions): ResourceProvider =>
  defineProvider('AWS::Lambda::EventInvokeConfig', invokeConfigProperties, (properties, context) => {
    const definition = functions.find(properties.FunctionName);
    functions.setRetryAttempts(definition?.name ?? properties.FunctionName, properties.MaximumRetryAttempts);
    return { ref: context.physicalName(100) };
  });

export interface LambdaProviderOptions {
  readonly functions: Functions;
  readonly mappings: EventSourceMappings;
  readonly queues: Queues;
  readonly access: AccessControl;
  /** Pollers of one queue, whatever its mapping allows. */
  readonly pollersMax?: number;
}

/** Everything of AWS::Lambda around the function itself. */
export const lambdaProviders = (options: LambdaProviderOptions): readonly ResourceProvider[] => [
  permissionProvider(options.access),
  mappingProvider(options),
  versionProvider(options.functions),
  aliasProvider(options.functions),
  invokeConfigProvider(options.functions),
];
