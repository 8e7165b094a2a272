import { paginateQuery, type NativeAttributeValue } from '@aws-sdk/lib-dynamodb';
import type { Table } from './table.ts';

/** All items of a partition, to its last page, as they are now. */
export async function queryPartition(
  { client, name }: Table,
  partition: string,
): Promise<readonly Record<string, NativeAttributeValue>[]> {
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
