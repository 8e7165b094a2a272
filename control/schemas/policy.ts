import * as v from 'valibot';
import { defaultPolicy, type Policy } from '../../core/model/group.ts';

type Schema<T> = v.GenericSchema<unknown, T>;
type RecordOf<Entries extends v.ObjectEntries> = v.InferOutput<v.ObjectSchema<Entries, undefined>>;

/** How a policy is read: strictly as a deployment writes it (`group.ts`), or as the table has it of any release (`aws/stored/policy.ts`). */
export interface PolicyReading {
  readonly object: <const Entries extends v.ObjectEntries>(entries: Entries) => Schema<RecordOf<Entries>>;
  /** By names of at most so many characters. */
  readonly byName: <T>(longest: number, entry: Schema<T>) => Schema<Record<string, T>>;
  readonly millis: (min: number, max: number) => Schema<number>;
  readonly whole: (min: number, max: number) => Schema<number>;
  /** What `schema` reads; `initial` where it may be missing. */
  readonly or: <T>(schema: Schema<T>, initial: T) => Schema<T>;
}

const dayMs = 24 * 60 * 60_000;
const minuteOfDay = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1439));

/** The policy of a group as it is deployed and stored. The bounds include any sensible deployment: the configuration has narrower ones. */
export function policyAs({ object, byName, millis, whole, or }: PolicyReading): Schema<Policy> {
  const initial = defaultPolicy;
  const windowEntries = {
    confirmMs: or(millis(0, dayMs), initial.flow.confirmMs),
    clearMs: or(millis(0, dayMs), initial.flow.clearMs),
  };
  const flow = object({
    ...windowEntries,
    countsOnAir: or(v.boolean(), initial.flow.countsOnAir),
    maxAgeMs: or(millis(0, 30 * dayMs), initial.flow.maxAgeMs),
  });
  // MediaLive accepts fixed starts 15 s to 14 days ahead (UG/sched-how-actions-work).
  const start = v.union(
    [
      object({ type: v.literal('fixed'), leadMs: millis(15_000, 14 * dayMs) }),
      object({ type: v.literal('immediate') }),
    ],
    'A start is `immediate`, or `fixed` with its leadMs.',
  );
  const failback = object({
    mode: or(v.picklist(['automatic', 'manual']), initial.failback.mode),
    stableMs: or(millis(0, 7 * dayMs), initial.failback.stableMs),
    hours: v.exactOptional(object({ fromMinute: minuteOfDay, toMinute: minuteOfDay })),
  } satisfies Record<keyof Policy['failback'], v.GenericSchema>);
  const budget = object({
    switches: or(whole(0, 1000), initial.budget.switches),
    withinMs: or(millis(1000, 7 * dayMs), initial.budget.withinMs),
  });
  const accumulated = object({
    losses: or(whole(2, 100), initial.accumulated.losses),
    withinMs: or(millis(1000, dayMs), initial.accumulated.withinMs),
    action: or(v.picklist(['notify', 'failover']), initial.accumulated.action),
  });
  return object({
    failoverOn: or(v.picklist(['all-pipelines', 'any-pipeline']), initial.failoverOn),
    targetChoice: or(v.picklist(['prioritized', 'flat']), initial.targetChoice),
    alerts: or(byName(256, object(windowEntries)), initial.alerts),
    flow: or(flow, initial.flow),
    contentQuality: or(byName(64, object(windowEntries)), initial.contentQuality),
    secondLook: or(v.boolean(), initial.secondLook),
    start: or<Policy['start']>(start, initial.start),
    prepareStandby: or(v.boolean(), initial.prepareStandby),
    verifyMs: or(millis(1000, dayMs), initial.verifyMs),
    divergenceMs: or(millis(0, dayMs), initial.divergenceMs),
    failback: or<Policy['failback']>(failback, initial.failback),
    budget: or(budget, initial.budget),
    lastResortMs: or(v.nullable(millis(0, dayMs)), initial.lastResortMs),
    accumulated: or(accumulated, initial.accumulated),
    standbyMemoryMs: or(millis(0, 30 * dayMs), initial.standbyMemoryMs),
  } satisfies Record<keyof Policy, v.GenericSchema>);
}
