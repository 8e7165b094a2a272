import * as v from 'valibot';
import type { DynamoDbService } from '../../dynamodb/service.ts';
import type { JsonObject } from '../../gateway/json-value.ts';
import type { AccessControl } from '../../iam/access-control.ts';
import { parsePolicy } from '../../iam/policy.ts';
import {
  cfnBoolean,
  cfnNumber,
  defineProvider,
  ignored,
  type ResourceProvider,
} from '../resource-provider.ts';

const keySchema = v.array(v.strictObject({ AttributeName: v.string(), KeyType: v.string() }));

const projection = v.strictObject({
  ProjectionType: v.optional(v.string()),
  NonKeyAttributes: v.optional(v.array(v.string())),
});

const throughput = v.strictObject({ ReadCapacityUnits: cfnNumber, WriteCapacityUnits: cfnNumber });

const index = v.strictObject({ IndexName: v.string(), KeySchema: keySchema, Projection: projection });

const tableProperties = v.strictObject({
  TableName: v.optional(v.string()),
  KeySchema: keySchema,
  AttributeDefinitions: v.array(v.strictObject({ AttributeName: v.string(), AttributeType: v.string() })),
  BillingMode: v.optional(v.picklist(['PAY_PER_REQUEST', 'PROVISIONED']), 'PROVISIONED'),
  ProvisionedThroughput: v.optional(throughput),
  GlobalSecondaryIndexes: v.optional(
    v.array(v.strictObject({ ...index.entries, ProvisionedThroughput: v.optional(throughput) })),
  ),
  LocalSecondaryIndexes: v.optional(v.array(index)),
  TimeToLiveSpecification: v.optional(
    v.strictObject({ AttributeName: v.optional(v.string()), Enabled: cfnBoolean }),
  ),
  PointInTimeRecoverySpecification: v.optional(
    v.strictObject({
      PointInTimeRecoveryEnabled: v.optional(cfnBoolean, false),
      RecoveryPeriodInDays: ignored,
    }),
  ),
  ResourcePolicy: v.optional(v.strictObject({ PolicyDocument: v.unknown() })),
  ContributorInsightsSpecification: ignored,
  DeletionProtectionEnabled: v.optional(cfnBoolean, false),
  OnDemandThroughput: ignored,
  SSESpecification: ignored,
  TableClass: ignored,
  Tags: ignored,
  WarmThroughput: ignored,
});

/** AWS::DynamoDB::Table. Streams are not there: a template that has one is refused. */
export const tableProvider = (dynamo: DynamoDbService, access: AccessControl): ResourceProvider =>
  defineProvider(
    'AWS::DynamoDB::Table',
    tableProperties,
    async (properties, context) => {
      const TableName = properties.TableName ?? context.physicalName(255);
      await dynamo.run('CreateTable', createTableInput(TableName, properties));
      await setUp(dynamo, access, TableName, properties);
      return {
        ref: TableName,
        attributes: { Arn: dynamo.arnOf(TableName) },
        remove: removal(dynamo, TableName, properties),
      };
    },
    async (properties, before) => {
      await setUp(dynamo, access, before.ref, properties);
      return { ...before, remove: removal(dynamo, before.ref, properties) };
    },
  );

/** What a table has beside its keys, and may be given at any time. */
async function setUp(
  dynamo: DynamoDbService,
  access: AccessControl,
  TableName: string,
  properties: v.InferOutput<typeof tableProperties>,
): Promise<void> {
  const ttl = properties.TimeToLiveSpecification;
  if (ttl !== undefined) {
    const TimeToLiveSpecification = { AttributeName: ttl.AttributeName ?? '', Enabled: ttl.Enabled };
    await dynamo.run('UpdateTimeToLive', { TableName, TimeToLiveSpecification });
  }
  const recovery = properties.PointInTimeRecoverySpecification;
  if (recovery !== undefined) {
    const { PointInTimeRecoveryEnabled } = recovery;
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled };
    await dynamo.run('UpdateContinuousBackups', { TableName, PointInTimeRecoverySpecification });
  }
  if (properties.ResourcePolicy !== undefined) {
    const statements = parsePolicy(properties.ResourcePolicy.PolicyDocument, 'ResourcePolicy');
    access.replacePolicy(dynamo.arnOf(TableName), statements);
  }
}

const removal =
  (
    dynamo: DynamoDbService,
    TableName: string,
    { DeletionProtectionEnabled }: v.InferOutput<typeof tableProperties>,
  ) =>
  async (): Promise<void> => {
    if (DeletionProtectionEnabled) {
      throw new Error(
        `Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first (${TableName}).`,
      );
    }
    await dynamo.run('DeleteTable', { TableName });
  };

/** The members of CreateTable that dynalite knows. */
const createTableInput = (
  TableName: string,
  properties: v.InferOutput<typeof tableProperties>,
): JsonObject => {
  const { KeySchema, AttributeDefinitions, BillingMode, ProvisionedThroughput } = properties;
  const { GlobalSecondaryIndexes, LocalSecondaryIndexes } = properties;
  const input = {
    TableName,
    KeySchema,
    AttributeDefinitions,
    BillingMode,
    ProvisionedThroughput,
    GlobalSecondaryIndexes,
    LocalSecondaryIndexes,
  };
  // Through JSON, absent members disappear.
  return JSON.parse(JSON.stringify(input)) as JsonObject;
};
