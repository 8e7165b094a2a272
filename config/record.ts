/** Data from outside that has keys. */
export type DataRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is DataRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The record with each of its values changed; undefined: it is no record. */
export function withValues(given: unknown, change: (value: unknown) => unknown): DataRecord | undefined {
  if (!isRecord(given)) return undefined;
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, change(value)]));
}
