/**
 * How large DynamoDB takes an item to be (Developer Guide, "DynamoDB item sizes and formats"): names and strings by their bytes, a
 * number by half of its digits, lists and maps with 3 bytes, and 1 for each element.
 */
export function itemBytes(item: Readonly<Record<string, unknown>>): number {
  return entriesBytes(item, 0);
}

function valueBytes(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(value).replace(/\D/g, '').length / 2) + 1;
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + valueBytes(each) + 1, 3);
  if (typeof value === 'object' && value !== null) return 3 + entriesBytes(value, 1);
  return value === undefined ? 0 : 1;
}

function entriesBytes(map: object, each: number): number {
  return Object.entries(map).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value) + each,
    0,
  );
}
