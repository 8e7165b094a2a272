import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import type { Claim, ClaimStore } from '../../control/ports/claim-store.ts';
import { configSchemaVersion } from '../stored/group.ts';
import { readMember } from '../stored/member.ts';
import { channelPartition, claimPrefix, keys } from './table-keys.ts';
import type { Table } from './table.ts';

const item = v.object({ at: v.number() });

/** Claims in DynamoDB, beside the channel's own item. */
export function dynamoClaimStore({ client, name: TableName, report }: Table): ClaimStore {
  const read = (channelArn: string, stored: Readonly<Record<string, unknown>>): readonly Claim[] => {
    const said = v.safeParse(item, stored);
    const { member } = readMember(channelArn, stored);
    if (said.success && member) return [{ member, ...said.output }];
    report?.(`claims on ${channelArn}`, [String(stored['SK'])]);
    return [];
  };
  return {
    of: async (channelArn) => {
      // A channel has one claim, or two while a deployment is under way: they fit into one page.
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'PK = :pk AND begins_with(SK, :claim)',
          ExpressionAttributeValues: { ':pk': channelPartition(channelArn), ':claim': claimPrefix },
        }),
      );
      return Items.flatMap((stored) => read(channelArn, stored)).toSorted((one, other) => one.at - other.at);
    },
    put: async ({ member: { channelArn, ...said }, at }) => {
      const key = keys.claim(channelArn, said.owner);
      const Item = { ...key, ...said, at, schemaVersion: configSchemaVersion };
      await client.send(new PutCommand({ TableName, Item }));
    },
    remove: async (channelArn, owner) => {
      await client.send(new DeleteCommand({ TableName, Key: keys.claim(channelArn, owner) }));
    },
  };
}
