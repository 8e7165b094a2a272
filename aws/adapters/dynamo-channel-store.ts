import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import type { ChannelState } from '../../core/model/state.ts';
import type { Clock } from '../../control/ports/clock.ts';
import type { ChannelStore } from '../../control/ports/channel-store.ts';
import { inStoredNames } from '../stored/site-names.ts';
import { readState, storedState } from '../stored/state.ts';
import { readMember } from '../stored/member.ts';
import { instantsAt, orElse } from '../stored/tolerant.ts';
import { channelPartition, keys } from './table-keys.ts';
import type { Table } from './table.ts';

/** Channel states in DynamoDB: one item a channel, saved on the condition that its version has not moved. */
export function dynamoChannelStore({ client, name, report }: Table, clock: Pick<Clock, 'now'>): ChannelStore {
  const stateOf = (channelArn: string, item: Readonly<Record<string, unknown>>) => {
    const now = clock.now();
    const { state, misread } = readState(channelArn, item, now);
    report?.(`STATE of ${channelArn}`, misread);
    return { state, savedAt: v.parse(orElse(instantsAt(now).past, 0), item['savedAt']) };
  };
  const memberOf = (channelArn: string, item: Readonly<Record<string, unknown>>) => {
    const { member, misread } = readMember(channelArn, item);
    report?.(`MEMBER of ${channelArn}`, misread);
    return member;
  };
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
        ...(state ? stateOf(channelArn, state) : { state: null, savedAt: 0 }),
        member: member ? memberOf(channelArn, member) : null,
      };
    },
    save: async (state, now) => {
      const saved: ChannelState = { ...state, version: state.version + 1 };
      const { version, schemaVersion } = saved;
      try {
        await client.send(
          new PutCommand({
            TableName: name,
            Item: {
              ...keys.state(state.channelArn),
              version,
              schemaVersion,
              savedAt: now,
              state: inStoredNames(storedState(saved)),
            },
            ...unmoved(state.version),
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

/**
 * The version is still the one that was read. 0: there is no item, or one whose version nobody can read, which would
 * otherwise hold up the channel for ever.
 */
function unmoved(version: number) {
  const names = { ExpressionAttributeNames: { '#version': 'version' } };
  return version === 0
    ? {
        ...names,
        ConditionExpression:
          'attribute_not_exists(PK) OR #version = :read OR NOT attribute_type(#version, :number)',
        ExpressionAttributeValues: { ':read': version, ':number': 'N' },
      }
    : {
        ...names,
        ConditionExpression: '#version = :read',
        ExpressionAttributeValues: { ':read': version },
      };
}
