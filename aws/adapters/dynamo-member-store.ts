import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import { pipelineIds } from '../../core/model/group.ts';
import {
  flowsOf,
  type ChannelMember,
  type FlowUse,
  type MemberStore,
} from '../../control/ports/member-store.ts';
import { underFormerName, underPresentName } from '../../config/former-name.ts';
import { configSchemaVersion } from '../stored/group.ts';
import { readMember } from '../stored/member.ts';
import { listMembers, writeLook, putLine } from './dynamo-member-index.ts';
import { queryPartition } from './query-partition.ts';
import { setFields } from './set-fields.ts';
import { channelPrefix, flowPartition, keys } from './table-keys.ts';
import type { Table } from './table.ts';

const flowItem = v.object({
  SK: v.string(),
  uses: v.array(
    v.pipe(
      v.unknown(),
      v.transform((use) => underPresentName(use, 'site')),
      v.object({ site: v.string(), pipeline: v.picklist(pipelineIds) }),
    ),
  ),
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
  const remove = (key: Record<string, string>) => client.send(new DeleteCommand({ TableName, Key: key }));
  return {
    find,
    list: () => listMembers(table),
    noteLook: (channelArn, look) => writeLook(table, channelArn, look),
    usesOfFlow: async (flowArn) => {
      const items = await queryPartition(table, flowPartition(flowArn));
      return items.flatMap((item): FlowUse[] => {
        const line = v.safeParse(flowItem, item);
        if (!line.success) {
          report?.(`FLOW ${flowArn}`, [`line.${String(item['SK'])}`]);
          return [];
        }
        const { SK, uses } = line.output;
        return uses.map((use) => ({ channelArn: SK.slice(channelPrefix.length), ...use }));
      });
    },
    put: async (member, previous) => {
      const { channelArn, name, group, owner, inputs } = member;
      const own = { name, group, owner, inputs, schemaVersion: configSchemaVersion };
      await Promise.all([
        client.send(setFields(TableName, keys.member(channelArn), own)),
        putLine(table, member),
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

function flowItems(member: ChannelMember) {
  const uses = flowUses(member);
  return flowsOf(member).map((flowArn) => ({
    ...keys.flow(flowArn, member.channelArn),
    // Under the name that every release reads.
    uses: uses
      .filter((use) => use.flowArn === flowArn)
      .map(({ site, pipeline }) => underFormerName({ site, pipeline }, 'site')),
  }));
}

function flowUses(member: ChannelMember) {
  return Object.entries(member.inputs).flatMap(([site, { flows }]) =>
    pipelineIds.flatMap((pipeline, index) => {
      const flow = flows[index];
      return flow ? [{ flowArn: flow.arn, site, pipeline }] : [];
    }),
  );
}
