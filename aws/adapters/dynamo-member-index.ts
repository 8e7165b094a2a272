import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import {
  flowsOf,
  type ChannelMember,
  type LastLook,
  type MemberSummary,
} from '../../control/ports/member-store.ts';
import { readMember } from '../stored/member.ts';
import { queryPartition } from './query-partition.ts';
import { setFields } from './set-fields.ts';
import { channelPrefix, indexPartition, keys } from './table-keys.ts';
import type { Table } from './table.ts';

/** Left out by a release that did not note it, and of no use where it is no time. */
const instant = v.fallback(v.optional(v.number(), 0), 0);

const indexItem = v.object({
  SK: v.string(),
  name: v.nullable(v.string()),
  group: v.string(),
  flows: v.fallback(v.optional(v.array(v.string())), undefined),
  askedAt: instant,
  channelAt: instant,
  alertsAt: instant,
});

/** The list of all managed channels. A line that nobody can read costs that channel's place in the list, and no other's. */
export async function listMembers(table: Table): Promise<readonly MemberSummary[]> {
  const items = await queryPartition(table, indexPartition);
  const lines = await Promise.all(
    items.map(async (item): Promise<readonly MemberSummary[]> => {
      const line = v.safeParse(indexItem, item);
      if (line.success) return [await summaryOf(table, line.output)];
      table.report?.('CHANNELS', [`line.${String(item['SK'])}`]);
      return [];
    }),
  );
  return lines.flat();
}

/** Writes a channel's line as deployed; when it was last looked at stays there. */
export async function putLine({ client, name: TableName }: Table, member: ChannelMember): Promise<void> {
  const { channelArn, name, group } = member;
  await client.send(setFields(TableName, keys.index(channelArn), { name, group, flows: flowsOf(member) }));
}

/** One write unit, as long as the line with its flows is under 1 kB. */
export async function writeLook(
  { client, name: TableName }: Table,
  channelArn: string,
  look: Partial<LastLook>,
): Promise<void> {
  const onlyThere = { ConditionExpression: 'attribute_exists(PK)' };
  try {
    await client.send(setFields(TableName, keys.index(channelArn), look, onlyThere));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/**
 * A line of the list. One that the first release has written names no flows: those are in the channel's own item, which is
 * queried because that is all that the reconciler may do.
 */
async function summaryOf(
  { client, name: TableName }: Table,
  { SK, name, group, flows, ...lastLook }: v.InferOutput<typeof indexItem>,
): Promise<MemberSummary> {
  const channelArn = SK.slice(channelPrefix.length);
  if (flows) return { channelArn, name, group, flows, lastLook };
  const key = keys.member(channelArn);
  const { Items: [own] = [] } = await client.send(
    new QueryCommand({
      TableName,
      ConsistentRead: true,
      KeyConditionExpression: 'PK = :pk AND SK = :sk',
      ExpressionAttributeValues: { ':pk': key.PK, ':sk': key.SK },
    }),
  );
  const member = own && readMember(channelArn, own).member;
  return { channelArn, name, group, flows: member ? flowsOf(member) : [], lastLook };
}
