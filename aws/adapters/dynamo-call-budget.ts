import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Millis } from '../../core/model/group.ts';
import type { CallBudget } from '../../control/ports/call-budget.ts';
import type { Clock } from '../../control/ports/clock.ts';
import { keys } from './table-keys.ts';
import type { Table } from './table.ts';

/** A count is of no use once its while is over; DynamoDB takes it away some time after this. */
const keptMs = 60_000;

/** A budget of calls for each `windowMs`, counted in the table, so that every copy of a function counts on the same. */
export function dynamoCallBudget(
  { client, name: TableName }: Table,
  clock: Clock,
  windowMs: Millis,
): CallBudget {
  return {
    take: async (calls, most) => {
      const start = Math.floor(clock.now() / windowMs) * windowMs;
      try {
        await client.send(
          new UpdateCommand({
            TableName,
            Key: keys.calls(start),
            UpdateExpression: 'SET expiresAt = :expiresAt ADD calls :calls',
            ConditionExpression: 'attribute_not_exists(calls) OR calls <= :room',
            ExpressionAttributeValues: {
              ':calls': calls,
              ':room': most - calls,
              ':expiresAt': Math.ceil((start + keptMs) / 1000),
            },
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
}
