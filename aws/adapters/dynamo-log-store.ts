import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import type { Decision } from '../../core/model/decision.ts';
import {
  UnknownCursor,
  type ChangeEntry,
  type DecisionEntry,
  type LogStore,
  type Page,
  type PageRequest,
} from '../../control/ports/log-store.ts';
import { channelPartition, groupPartition, keys, logPrefix } from './table-keys.ts';
import type { Table } from './table.ts';

const secondsPerDay = 24 * 60 * 60;

/** A reader of an entry writes its time as a date. */
const instant = v.pipe(v.number(), v.minValue(0), v.maxValue(Date.UTC(9999, 11, 31)));

const decisionItem = v.object({
  id: v.string(),
  at: instant,
  decision: v.custom<Decision>((value) => typeof value === 'object' && value !== null && 'rule' in value),
});
const changeItem: v.GenericSchema<unknown, ChangeEntry> = v.object({
  id: v.string(),
  at: instant,
  by: v.string(),
  what: v.string(),
  from: v.nullable(v.string()),
  to: v.nullable(v.string()),
  reason: v.nullable(v.string()),
});

/** Event and change logs in DynamoDB; entries expire `retentionDays` after what they tell of. */
export function dynamoLogStore(table: Table, retentionDays: number): LogStore {
  const append = async (partition: string, entry: DecisionEntry | ChangeEntry) => {
    const { at, id } = entry;
    const expiresAt = Math.floor(at / 1000) + retentionDays * secondsPerDay;
    const Item = { ...keys.log(partition, at, id), ...entry, expiresAt };
    await table.client.send(new PutCommand({ TableName: table.name, Item }));
  };
  return {
    appendDecision: (channelArn, entry) => append(channelPartition(channelArn), entry),
    appendChange: (group, entry) => append(groupPartition(group), entry),
    decisions: (channelArn, page) =>
      readPage<DecisionEntry>(table, channelPartition(channelArn), page, decisionItem),
    changes: (group, page) => readPage(table, groupPartition(group), page, changeItem),
  };
}

async function readPage<Entry>(
  { client, name, report }: Table,
  partition: string,
  { limit, since, cursor }: PageRequest,
  schema: v.GenericSchema<unknown, Entry>,
): Promise<Page<Entry>> {
  const { Items = [], LastEvaluatedKey } = await refusing(cursor, () =>
    client.send(
      new QueryCommand({
        TableName: name,
        KeyConditionExpression: 'PK = :pk AND SK BETWEEN :oldest AND :newest',
        ExpressionAttributeValues: {
          ':pk': partition,
          ':oldest': `${logPrefix}${since === undefined ? '' : new Date(since).toISOString()}`,
          ':newest': `${logPrefix}~`,
        },
        ScanIndexForward: false,
        Limit: limit,
        ...(cursor !== undefined && { ExclusiveStartKey: { PK: partition, SK: `${logPrefix}${cursor}` } }),
      }),
    ),
  );
  const last: unknown = LastEvaluatedKey?.['SK'];
  const next = typeof last === 'string' ? last.slice(logPrefix.length) : null;
  const entries = Items.flatMap((item) => {
    const read = v.safeParse(schema, item);
    if (read.success) return [read.output];
    report?.(`${String(item['SK'])} of ${partition}`, ['log']);
    return [];
  });
  return { entries, next };
}

/** DynamoDB takes no cursor that lies outside of what is read. Without a cursor there is nothing that it could refuse. */
async function refusing<Answer>(cursor: string | undefined, query: () => Promise<Answer>): Promise<Answer> {
  try {
    return await query();
  } catch (error) {
    const isRefused = error instanceof DynamoDBServiceException && error.name === 'ValidationException';
    if (cursor !== undefined && isRefused) throw new UnknownCursor(cursor);
    throw error;
  }
}
