/** What DynamoDB takes: "Service, account, and table quotas" and "Supported data types" in its developer guide. */
export const itemBytesMax = 400_000;
const sortKeyBytesMax = 1024;
const levelsMax = 32;

/** Why DynamoDB would refuse this sort key; null: it would not. */
export function refusalOfKey(key: string): string | null {
  const bytes = Buffer.byteLength(key);
  if (bytes > 0 && bytes <= sortKeyBytesMax) return null;
  return `a sort key of ${bytes} bytes, of 1 to ${sortKeyBytesMax}`;
}

/** What DynamoDB, or its document client, would refuse in an item, whatever its size; null: nothing. */
export function oddIn(value: unknown, path = 'item', level = 1): string | null {
  if (typeof value === 'number') {
    const isSound = Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
    return isSound ? null : `${path} is the number ${value}`;
  }
  if (typeof value !== 'object' || value === null) return null;
  if (level > levelsMax) return `${path} is more than ${levelsMax} levels deep`;
  for (const [key, inner] of Object.entries(value)) {
    const odd = oddIn(inner, `${path}.${key}`, level + 1);
    if (odd !== null) return odd;
  }
  return null;
}
