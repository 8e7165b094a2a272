import { UpdateCommand } from '@aws-sdk/lib-dynamodb';

/** Sets these fields of an item, and leaves all that others have put beside them. */
export function setFields(
  TableName: string,
  Key: Readonly<Record<string, string>>,
  values: Readonly<Record<string, unknown>>,
  only: { readonly ConditionExpression?: string } = {},
): UpdateCommand {
  const fields = Object.entries(values);
  return new UpdateCommand({
    TableName,
    Key,
    UpdateExpression: `SET ${fields.map(([field]) => `#${field} = :${field}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(fields.map(([field]) => [`#${field}`, field])),
    ExpressionAttributeValues: Object.fromEntries(fields.map(([field, value]) => [`:${field}`, value])),
    ...only,
  });
}
