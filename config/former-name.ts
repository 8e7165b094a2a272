import { isRecord } from './record.ts';

/** Until release 0.1 a site was called an input group: files, templates and stored items have these keys. */
export const formerNames = { site: 'inputGroup', sites: 'inputGroups' } as const;

type Renamed = keyof typeof formerNames;

/** The record with the key under its present name, where it has the former one alone; anything else as it is. */
export function underPresentName(given: unknown, present: Renamed): unknown {
  return withKeyRenamed(given, formerNames[present], present);
}

/** The other way round, for what an earlier release may have to read. */
export function underFormerName(given: unknown, present: Renamed): unknown {
  return withKeyRenamed(given, present, formerNames[present]);
}

function withKeyRenamed(given: unknown, from: string, to: string): unknown {
  if (!isRecord(given) || !Object.hasOwn(given, from) || Object.hasOwn(given, to)) return given;
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key === from ? to : key, value]));
}
