import type { Deployed } from './deployed-resources.ts';

/**
 * What AWS allows an account, as the documentation has it, and how much of that a deployment takes. An account may have more, after
 * an increase, or less, while it is young; and whatever else is in it takes its part.
 */
export interface Quota {
  /** Names the warning: `quota:ID`. */
  readonly id: string;
  readonly service: string;
  /** As Service Quotas or the guide calls it. */
  readonly name: string;
  /** Its code in Service Quotas; undefined where no source has it: the name finds it there. */
  readonly code?: string;
  readonly byDefault: number;
  /** Regions that have another default. */
  readonly elsewhere?: Readonly<Record<string, number>>;
  /** Who shares it: `the region`, `the account` in all regions together, or each resource of a kind. */
  readonly of: string;
  /** Whether AWS raises it when asked. */
  readonly raisable: boolean;
  /** How much a deployment takes, in words for the table. */
  readonly takes: string;
  /** How much a deployment takes; of a quota that each resource has, what the fullest takes. */
  readonly count: (deployed: Deployed) => number;
  /** More that a reader of the table should know. */
  readonly note?: string;
  /** Where the default, the code and `raisable` are from. */
  readonly source: string;
}

/** Counts the resources of a type. */
export const ofType =
  (type: string) =>
  (deployed: Deployed): number =>
    deployed.filter((resource) => resource.type === type).length;

/** Counts the resources of a type that hang on the same thing, and says how many hang on the one that has most. */
export const mostOnOne =
  (type: string, onWhat: (properties: Readonly<Record<string, unknown>>) => readonly unknown[]) =>
  (deployed: Deployed): number => {
    const counts = new Map<string, number>();
    for (const { properties } of deployed.filter((resource) => resource.type === type)) {
      for (const one of new Set(onWhat(properties).map((thing) => JSON.stringify(thing)))) {
        counts.set(one, (counts.get(one) ?? 0) + 1);
      }
    }
    return Math.max(0, ...counts.values());
  };
