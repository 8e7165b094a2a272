import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import type { GivenOrder, OrderStore } from '../../control/ports/order-store.ts';
import { keys } from './table-keys.ts';
import type { Table } from './table.ts';

const orderItem = v.object({
  fingerprint: v.string(),
  at: v.number(),
  answer: v.optional(v.nullable(v.string()), null),
  keptUntil: v.number(),
});

/** Orders by token in DynamoDB, which expires them; until it has, the time that stands in the item counts. */
export function dynamoOrderStore({ client, name: TableName }: Table): OrderStore {
  const find = async (token: string, now: number): Promise<GivenOrder | null> => {
    const { Item } = await client.send(
      new GetCommand({ TableName, Key: keys.order(token), ConsistentRead: true }),
    );
    if (!Item) return null;
    const { keptUntil, ...order } = v.parse(orderItem, Item);
    return keptUntil > now ? order : null;
  };
  return {
    find,
    claim: async (token, { fingerprint, at }, keptUntil) => {
      const expiresAt = Math.ceil(keptUntil / 1000);
      try {
        await client.send(
          new PutCommand({
            TableName,
            Item: { ...keys.order(token), fingerprint, at, keptUntil, expiresAt },
            ConditionExpression: 'attribute_not_exists(PK) OR keptUntil <= :now',
            ExpressionAttributeValues: { ':now': at },
          }),
        );
        return null;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return find(token, at);
        throw error;
      }
    },
    keepAnswer: async (token, answer) => {
      await client.send(
        new UpdateCommand({
          TableName,
          Key: keys.order(token),
          UpdateExpression: 'SET answer = :answer',
          ConditionExpression: 'attribute_exists(PK)',
          ExpressionAttributeValues: { ':answer': answer },
        }),
      );
    },
  };
}
