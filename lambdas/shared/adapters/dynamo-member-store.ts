import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
  paginateQuery,
  type NativeAttributeValue,
} from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import { pipelineIds } from '../../../core/model/group.ts';
import {
  flowsOf,
  type ChannelMember,
  type FlowUse,
  type MemberStore,
  type MemberSummary,
} from '../ports/member-store.ts';
import { configSchemaVersion } from '../stored/group.ts';
import { readMember } from '../stored/member.ts';
import { channelPrefix, flowPartition, indexPartition, keys } from './table-keys.ts';
import type { Table } from './table.ts';

const indexItem = v.object({
  SK: v.string(),
  name: v.nullable(v.string()),
  group: v.string(),
  flows: v.fallback(v.optional(v.array(v.string())), undefined),
});
const flowItem = v.object({
  SK: v.string(),
  uses: v.array(v.object({ inputGroup: v.string(), pipeline: v.picklist(pipelineIds) })),
});

/** Membership in DynamoDB: the channel's own item, its line in the list of all, and one item for each flow it uses. */
export function dynamoMemberStore(table: Table): MemberStore {
  const { client, name: TableName, report } = table;
  const find = async (channelArn: string) => {
    const { Item } = await client.send(
      new GetCommand({ TableName, Key: keys.member(channelArn), ConsistentRead: true }),
    );
    if (!Item) return null;
    const { member, misread } = readMember(channelArn, Item);
    report?.(`MEMBER of ${channelArn}`, misread);
    return member;
  };
  /** One line that nobody can read costs that channel's place in the list, and no other's. */
  const unreadable = (list: string, item: Readonly<Record<string, unknown>>): never[] => {
    report?.(list, [`line.${String(item['SK'])}`]);
    return [];
  };
  const remove = (key: Record<string, string>) => client.send(new DeleteCommand({ TableName, Key: key }));
  return {
    find,
    list: async () => {
      const items = await queryPartition(table, indexPartition);
      const lines = await Promise.all(
        items.map(async (item): Promise<readonly MemberSummary[]> => {
          const line = v.safeParse(indexItem, item);
          return line.success ? [await summaryOf(table, line.output)] : unreadable('CHANNELS', item);
        }),
      );
      return lines.flat();
    },
    usesOfFlow: async (flowArn) => {
      const items = await queryPartition(table, flowPartition(flowArn));
      return items.flatMap((item): FlowUse[] => {
        const line = v.safeParse(flowItem, item);
        if (!line.success) return unreadable(`FLOW ${flowArn}`, item);
        const { SK, uses } = line.output;
        return uses.map((use) => ({ channelArn: SK.slice(channelPrefix.length), ...use }));
      });
    },
    put: async (member, previous) => {
      const { channelArn, name, group } = member;
      await Promise.all([
        client.send(memberUpdate(TableName, member)),
        client.send(
          new PutCommand({
            TableName,
            Item: { ...keys.index(channelArn), name, group, flows: flowsOf(member) },
          }),
        ),
        ...flowItems(member).map((Item) => client.send(new PutCommand({ TableName, Item }))),
      ]);
      const kept = new Set(flowsOf(member));
      const gone = previous ? flowsOf(previous).filter((flowArn) => !kept.has(flowArn)) : [];
      await Promise.all(gone.map((flowArn) => remove(keys.flow(flowArn, channelArn))));
    },
    remove: async (member) => {
      const { channelArn } = member;
      await Promise.all(flowsOf(member).map((flowArn) => remove(keys.flow(flowArn, channelArn))));
      await Promise.all([remove(keys.index(channelArn)), remove(keys.state(channelArn))]);
      // Last, because a repetition finds out from it what else there is to remove.
      await remove(keys.member(channelArn));
    },
  };
}

/** Sets what a deployment says, and leaves what another release has put beside it. */
function memberUpdate(TableName: string, { channelArn, name, group, owner, inputs }: ChannelMember) {
  const values = { name, group, owner, inputs, schemaVersion: configSchemaVersion };
  const fields = Object.entries(values);
  return new UpdateCommand({
    TableName,
    Key: keys.member(channelArn),
    UpdateExpression: `SET ${fields.map(([field]) => `#${field} = :${field}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(fields.map(([field]) => [`#${field}`, field])),
    ExpressionAttributeValues: Object.fromEntries(fields.map(([field, value]) => [`:${field}`, value])),
  });
}

/**
 * A line of the list. One that the first release has written names no flows: those are in the channel's own item, which is
 * queried because that is all that the reconciler may do.
 */
async function summaryOf(
  { client, name: TableName }: Table,
  { SK, name, group, flows }: v.InferOutput<typeof indexItem>,
): Promise<MemberSummary> {
  const channelArn = SK.slice(channelPrefix.length);
  if (flows) return { channelArn, name, group, flows };
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
  return { channelArn, name, group, flows: member ? flowsOf(member) : [] };
}

async function queryPartition(
  { client, name }: Table,
  partition: string,
): Promise<Record<string, NativeAttributeValue>[]> {
  const pages = paginateQuery(
    { client },
    {
      TableName: name,
      ConsistentRead: true,
      KeyConditionExpression: 'PK = :pk',
      ExpressionAttributeValues: { ':pk': partition },
    },
  );
  const items: Record<string, NativeAttributeValue>[] = [];
  for await (const { Items = [] } of pages) items.push(...Items);
  return items;
}

function flowItems(member: ChannelMember) {
  const uses = flowUses(member);
  return flowsOf(member).map((flowArn) => ({
    ...keys.flow(flowArn, member.channelArn),
    uses: uses
      .filter((use) => use.flowArn === flowArn)
      .map(({ inputGroup, pipeline }) => ({ inputGroup, pipeline })),
  }));
}

function flowUses(member: ChannelMember) {
  return Object.entries(member.inputs).flatMap(([inputGroup, { flows }]) =>
    pipelineIds.flatMap((pipeline, index) => {
      const flow = flows[index];
      return flow ? [{ flowArn: flow.arn, inputGroup, pipeline }] : [];
    }),
  );
}
