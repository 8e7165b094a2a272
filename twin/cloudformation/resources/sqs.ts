import * as v from 'valibot';
import type { AccessControl } from '../../iam/access-control.ts';
import { parsePolicy } from '../../iam/policy.ts';
import { queueNameOfArn } from '../../sqs/queue-urls.ts';
import type { SqsService } from '../../sqs/service.ts';
import {
  all,
  cfnBoolean,
  cfnNumber,
  defineProvider,
  ignored,
  type ResourceProvider,
} from '../resource-provider.ts';

const redrivePolicy = v.strictObject({
  deadLetterTargetArn: v.string(),
  maxReceiveCount: v.pipe(cfnNumber, v.integer(), v.minValue(1)),
});

/** Properties that are attributes of the queue under the same name; SQS takes them as texts. */
const attributes = {
  DelaySeconds: v.optional(cfnNumber),
  MaximumMessageSize: v.optional(cfnNumber),
  MessageRetentionPeriod: v.optional(cfnNumber),
  ReceiveMessageWaitTimeSeconds: v.optional(cfnNumber),
  VisibilityTimeout: v.optional(cfnNumber),
  FifoQueue: v.optional(cfnBoolean),
  ContentBasedDeduplication: v.optional(cfnBoolean),
  DeduplicationScope: v.optional(v.string()),
  FifoThroughputLimit: v.optional(v.string()),
};

const attributeNames = Object.keys(attributes) as (keyof typeof attributes)[];

const redriveAllowPolicy = v.strictObject({
  redrivePermission: v.picklist(['allowAll', 'denyAll', 'byQueue']),
  sourceQueueArns: v.optional(v.array(v.string())),
});

const queueProperties = v.strictObject({
  QueueName: v.optional(v.string()),
  ...attributes,
  RedrivePolicy: v.optional(redrivePolicy),
  RedriveAllowPolicy: v.optional(redriveAllowPolicy),
  KmsDataKeyReusePeriodSeconds: ignored,
  KmsMasterKeyId: ignored,
  SqsManagedSseEnabled: ignored,
  Tags: ignored,
});

const queueProvider = (sqs: SqsService): ResourceProvider =>
  defineProvider(
    'AWS::SQS::Queue',
    queueProperties,
    async (properties, context) => {
      const name = properties.QueueName ?? queueName(context.physicalName(75), properties.FifoQueue === true);
      await sqs.run('CreateQueue', { QueueName: name, Attributes: attributesOf(properties) });
      const url = sqs.urls.outside(name);
      return {
        ref: url,
        attributes: { Arn: sqs.urls.arn(name), QueueName: name, QueueUrl: url },
        remove: async () => {
          await sqs.run('DeleteQueue', { QueueUrl: url });
        },
      };
    },
    async (properties, before) => {
      await sqs.run('SetQueueAttributes', { QueueUrl: before.ref, Attributes: attributesOf(properties) });
      return before;
    },
  );

function attributesOf(properties: v.InferOutput<typeof queueProperties>): Readonly<Record<string, string>> {
  const settings = attributeNames.flatMap((key) => {
    const value = properties[key];
    return value === undefined ? [] : [[key, String(value)] as const];
  });
  const { RedrivePolicy, RedriveAllowPolicy } = properties;
  return {
    ...Object.fromEntries(settings),
    ...(RedrivePolicy === undefined ? {} : { RedrivePolicy: JSON.stringify(RedrivePolicy) }),
    ...(RedriveAllowPolicy === undefined ? {} : { RedriveAllowPolicy: JSON.stringify(RedriveAllowPolicy) }),
  };
}

const queueName = (name: string, fifo: boolean): string => (fifo ? `${name}.fifo` : name);

const policyProperties = v.strictObject({ Queues: v.array(v.string()), PolicyDocument: v.unknown() });

const queuePolicyProvider = (sqs: SqsService, access: AccessControl): ResourceProvider =>
  defineProvider('AWS::SQS::QueuePolicy', policyProperties, ({ Queues, PolicyDocument }, context) => {
    const statements = parsePolicy(PolicyDocument, 'PolicyDocument');
    const ends = Queues.map((url) => access.addToResource(sqs.urls.arn(queueNameOfArn(url)), statements));
    return { ref: context.physicalName(80), remove: all(ends) };
  });

/** AWS::SQS::Queue and its policy. */
export const sqsProviders = (sqs: SqsService, access: AccessControl): readonly ResourceProvider[] => [
  queueProvider(sqs),
  queuePolicyProvider(sqs, access),
];
