import * as v from 'valibot';
import type { Policy } from '../../core/model/group.ts';

const dayMs = 24 * 60 * 60_000;

/** Milliseconds within bounds that include any sensible deployment; the configuration has the defaults. */
const millis = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

const windows = { confirmMs: millis(0, dayMs), clearMs: millis(0, dayMs) };
const minuteOfDay = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1439));

/** MediaLive accepts fixed starts 15 s to 14 days ahead (UG/sched-how-actions-work). */
const start = v.variant('type', [
  v.strictObject({ type: v.literal('fixed'), leadMs: millis(15_000, 14 * dayMs) }),
  v.strictObject({ type: v.literal('immediate') }),
]);

/** A group's policy as the deployment writes it; what the table has of other releases is read by `stored/policy.ts`. */
export const policy: v.GenericSchema<unknown, Policy> = v.strictObject({
  failoverOn: v.picklist(['all-pipelines', 'any-pipeline']),
  targetChoice: v.picklist(['prioritized', 'flat']),
  alerts: v.record(v.pipe(v.string(), v.nonEmpty(), v.maxLength(256)), v.strictObject(windows)),
  flow: v.strictObject({ ...windows, countsOnAir: v.boolean(), maxAgeMs: millis(0, 30 * dayMs) }),
  contentQuality: v.record(v.pipe(v.string(), v.nonEmpty(), v.maxLength(64)), v.strictObject(windows)),
  secondLook: v.boolean(),
  start,
  prepareStandby: v.boolean(),
  verifyMs: millis(1000, dayMs),
  divergenceMs: millis(0, dayMs),
  failback: v.strictObject({
    mode: v.picklist(['automatic', 'manual']),
    stableMs: millis(0, 7 * dayMs),
    hours: v.exactOptional(v.strictObject({ fromMinute: minuteOfDay, toMinute: minuteOfDay })),
  }),
  budget: v.strictObject({
    switches: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)),
    withinMs: millis(1000, 7 * dayMs),
  }),
  lastResortMs: v.nullable(millis(0, dayMs)),
  accumulated: v.strictObject({
    losses: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(100)),
    withinMs: millis(1000, dayMs),
    action: v.picklist(['notify', 'failover']),
  }),
  standbyMemoryMs: millis(0, 30 * dayMs),
});
