import * as v from 'valibot';
import type { AccessControl } from '../../iam/access-control.ts';
import { parsePolicy } from '../../iam/policy.ts';
import type { SnsService } from '../../sns/service.ts';
import { all, cfnBoolean, defineProvider, ignored, type ResourceProvider } from '../resource-provider.ts';

/** Protocols whose subscribers get messages (sqs) or are only listed (people, and endpoints outside). */
const protocol = v.picklist(
  ['sqs', 'email', 'email-json', 'sms', 'http', 'https'],
  ({ received }) =>
    `The twin does not deliver to subscribers by ${received}; it takes sqs, email, email-json, sms, http, https.`,
);

const topicProperties = v.strictObject({
  TopicName: v.optional(v.string()),
  DisplayName: v.optional(v.string()),
  Subscription: v.optional(v.array(v.strictObject({ Protocol: protocol, Endpoint: v.string() })), []),
  KmsMasterKeyId: ignored,
  SignatureVersion: ignored,
  Tags: ignored,
  TracingConfig: ignored,
});

const topicProvider = (sns: SnsService): ResourceProvider =>
  defineProvider(
    'AWS::SNS::Topic',
    topicProperties,
    async (properties, context) => {
      const name = properties.TopicName ?? context.physicalName(256);
      await sns.run('CreateTopic', {
        Name: name,
        ...entries({ DisplayName: properties.DisplayName }),
      });
      const arn = `arn:aws:sns:${context.region}:${context.account}:${name}`;
      for (const { Protocol, Endpoint } of properties.Subscription) {
        await sns.run('Subscribe', { TopicArn: arn, Protocol, Endpoint });
      }
      return {
        ref: arn,
        attributes: { TopicArn: arn, TopicName: name },
        remove: async () => {
          await sns.run('DeleteTopic', { TopicArn: arn });
        },
      };
    },
    (_properties, before) => before,
  );

/** A map in the Query protocol: `Attributes.entry.1.key`, `Attributes.entry.1.value`, … */
const entries = (
  attributes: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(attributes)
      .flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]))
      .flatMap(([key, value], at) => [
        [`Attributes.entry.${at + 1}.key`, key],
        [`Attributes.entry.${at + 1}.value`, value],
      ]),
  );

const subscriptionProperties = v.strictObject({
  TopicArn: v.string(),
  Protocol: protocol,
  Endpoint: v.string(),
  RawMessageDelivery: v.optional(cfnBoolean),
  FilterPolicy: v.optional(v.unknown()),
  FilterPolicyScope: v.optional(v.string()),
  RedrivePolicy: ignored,
  Region: ignored,
});

const subscriptionProvider = (sns: SnsService): ResourceProvider =>
  defineProvider('AWS::SNS::Subscription', subscriptionProperties, async (properties) => {
    const { TopicArn, Protocol, Endpoint, RawMessageDelivery, FilterPolicy, FilterPolicyScope } = properties;
    const xml = await sns.run('Subscribe', {
      TopicArn,
      Protocol,
      Endpoint,
      ...entries({
        RawMessageDelivery: RawMessageDelivery === undefined ? undefined : String(RawMessageDelivery),
        FilterPolicy: FilterPolicy === undefined ? undefined : JSON.stringify(FilterPolicy),
        FilterPolicyScope,
      }),
    });
    const arn = /<SubscriptionArn>([^<]*)</.exec(xml)?.[1] ?? '';
    return {
      ref: arn,
      remove: async () => {
        await sns.run('Unsubscribe', { SubscriptionArn: arn });
      },
    };
  });

const policyProperties = v.strictObject({ Topics: v.array(v.string()), PolicyDocument: v.unknown() });

const topicPolicyProvider = (access: AccessControl): ResourceProvider =>
  defineProvider('AWS::SNS::TopicPolicy', policyProperties, ({ Topics, PolicyDocument }, context) => {
    const statements = parsePolicy(PolicyDocument, 'PolicyDocument');
    const ends = Topics.map((arn) => access.addToResource(arn, statements));
    return { ref: context.physicalName(80), remove: all(ends) };
  });

/** AWS::SNS::Topic, its subscriptions and its policy. */
export const snsProviders = (sns: SnsService, access: AccessControl): readonly ResourceProvider[] => [
  topicProvider(sns),
  subscriptionProvider(sns),
  topicPolicyProvider(access),
];
