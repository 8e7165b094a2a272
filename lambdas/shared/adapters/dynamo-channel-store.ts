import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { stateSchemaVersion, type ChannelState } from '../../../core/model/state.ts';
import type { ChannelStore } from '../ports/channel-store.ts';
import { memberOf } from './member-item.ts';
import { channelPartition, keys } from './table-keys.ts';
import type { Table } from './table.ts';

/** Channel states in DynamoDB: one item a channel, saved on the condition that its version has not moved. */
export function dynamoChannelStore({ client, name }: Table): ChannelStore {
  return {
    load: async (channelArn) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: name,
          ConsistentRead: true,
          // MEMBER and STATE are neighbours; the log sorts before them and stays out.
          KeyConditionExpression: 'PK = :pk AND SK BETWEEN :first AND :last',
          ExpressionAttributeValues: {
            ':pk': channelPartition(channelArn),
            ':first': 'MEMBER',
            ':last': 'STATE',
          },
        }),
      );
      const state = Items.find((item) => item['SK'] === 'STATE');
      const member = Items.find((item) => item['SK'] === 'MEMBER');
      return {
        state: state ? stateOf(channelArn, state) : null,
        savedAt: typeof state?.['savedAt'] === 'number' ? state['savedAt'] : 0,
        member: member ? memberOf(channelArn, member) : null,
      };
    },
    save: async (state, now) => {
      const saved: ChannelState = { ...state, version: state.version + 1 };
      const { version, schemaVersion } = saved;
      const isNew = state.version === 0;
      try {
        await client.send(
          new PutCommand({
            TableName: name,
            Item: { ...keys.state(state.channelArn), version, schemaVersion, savedAt: now, state: saved },
            ConditionExpression: isNew ? 'attribute_not_exists(PK)' : '#version = :read',
            ...(!isNew && {
              ExpressionAttributeNames: { '#version': 'version' },
              ExpressionAttributeValues: { ':read': state.version },
            }),
          }),
        );
        return saved;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return 'conflict';
        throw error;
      }
    },
  };
}

/** Only this control plane writes states, so a state of the right version and channel is one. */
function stateOf(channelArn: string, item: Record<string, unknown>): ChannelState {
  const { state, schemaVersion } = item;
  if (isState(state, channelArn)) return state;
  throw new Error(
    `The stored state of ${channelArn} has schema version ${String(schemaVersion)}; this code reads version ${stateSchemaVersion}. Deploy the code that wrote it, or delete the STATE item to start from what MediaLive shows.`,
  );
}

function isState(value: unknown, channelArn: string): value is ChannelState {
  return (
    typeof value === 'object' &&
    value !== null &&
    'schemaVersion' in value &&
    value.schemaVersion === stateSchemaVersion &&
    'channelArn' in value &&
    value.channelArn === channelArn
  );
}
