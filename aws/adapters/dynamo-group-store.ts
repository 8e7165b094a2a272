import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../../control/ports/clock.ts';
import type { GroupStore } from '../../control/ports/group-store.ts';
import { storedDefinition } from '../stored/definition.ts';
import { configSchemaVersion, noOverrides, readGroup } from '../stored/group.ts';
import { keys } from './table-keys.ts';
import type { Table } from './table.ts';

/**
 * Failover groups in DynamoDB. Deployment and operators update different attributes of one item, so neither can undo the
 * other's word by writing back what it had read.
 */
export function dynamoGroupStore(
  { client, name: TableName, report }: Table,
  clock: Pick<Clock, 'now'>,
): GroupStore {
  return {
    load: async (name) => {
      const { Item } = await client.send(
        new GetCommand({ TableName, Key: keys.group(name), ConsistentRead: true }),
      );
      if (!Item) return null;
      const { group, misread } = readGroup(name, Item, clock.now());
      report?.(`GROUP ${name}`, misread);
      return group;
    },
    define: async (name, definition, owner) => {
      const stored = storedDefinition(definition);
      await client.send(
        new UpdateCommand({
          TableName,
          Key: keys.group(name),
          UpdateExpression:
            'SET #definition = :definition, laterPolicy = :later, #owner = :owner, schemaVersion = :schema, #operator = if_not_exists(#operator, :none) ADD #version :one',
          ExpressionAttributeNames: {
            '#definition': 'definition',
            '#owner': 'owner',
            '#operator': 'operator',
            '#version': 'version',
          },
          ExpressionAttributeValues: {
            ':definition': stored.definition,
            ':later': stored.laterPolicy,
            ':owner': owner,
            ':none': noOverrides,
            ':schema': configSchemaVersion,
            ':one': 1,
          },
        }),
      );
    },
    override: async (name, operator, version) => {
      try {
        await client.send(
          new UpdateCommand({
            TableName,
            Key: keys.group(name),
            UpdateExpression: 'SET #operator = :operator ADD #version :one',
            ConditionExpression: '#version = :read',
            ExpressionAttributeNames: { '#operator': 'operator', '#version': 'version' },
            ExpressionAttributeValues: { ':operator': operator, ':one': 1, ':read': version },
          }),
        );
        return 'saved';
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return 'conflict';
        throw error;
      }
    },
    remove: async (name) => {
      await client.send(new DeleteCommand({ TableName, Key: keys.group(name) }));
    },
  };
}
