/** Until release 0.1 a site was called an input group: files, templates and stored items of that time have these keys. */
export const formerNames = { site: 'inputGroup', sites: 'inputGroups' } as const;

/** The record with the key under its present name, where it has the former one alone; anything else as it is. */
export function underPresentName(given: unknown, present: keyof typeof formerNames): unknown {
  const former = formerNames[present];
  if (!isRecord(given) || !Object.hasOwn(given, former) || Object.hasOwn(given, present)) return given;
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => [key === former ? present : key, value]),
  );
}

/** The record with each of its values changed. */
export function withValues(
  given: unknown,
  change: (value: unknown) => unknown,
): Readonly<Record<string, unknown>> | undefined {
  if (!isRecord(given)) return undefined;
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, change(value)]));
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
