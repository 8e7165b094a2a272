import { isRecord } from './record.ts';

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
