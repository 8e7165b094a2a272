import * as v from 'valibot';
import type { Policy, Windows } from '../../core/model/group.ts';
import { defaultPolicy as initial } from './default-policy.ts';
import { count, known, orElse, readable, type KeysOf } from './tolerant.ts';

/** A year: whatever is longer is no duration. */
const longestMs = 365 * 24 * 60 * 60_000;
const duration = v.pipe(v.number(), v.minValue(0), v.maxValue(longestMs));
const minuteOfDay = v.pipe(count, v.maxValue(1439));

const windowEntries = {
  confirmMs: orElse(duration, initial.flow.confirmMs),
  clearMs: orElse(duration, initial.flow.clearMs),
};
const windows: v.GenericSchema<unknown, Windows> = known(windowEntries);

const flow: v.GenericSchema<unknown, Policy['flow']> = known({
  ...windowEntries,
  countsOnAir: orElse(v.boolean(), initial.flow.countsOnAir),
  maxAgeMs: orElse(duration, initial.flow.maxAgeMs),
} satisfies KeysOf<Policy['flow']>);

const start: v.GenericSchema<unknown, Policy['start']> = v.union([
  known({ type: v.literal('fixed'), leadMs: duration }),
  known({ type: v.literal('immediate') }),
]);

const failback: v.GenericSchema<unknown, Policy['failback']> = known({
  mode: orElse(v.picklist(['automatic', 'manual']), initial.failback.mode),
  stableMs: orElse(duration, initial.failback.stableMs),
  hours: v.exactOptional(known({ fromMinute: minuteOfDay, toMinute: minuteOfDay })),
} satisfies KeysOf<Policy['failback']>);

const budget: v.GenericSchema<unknown, Policy['budget']> = known({
  switches: orElse(count, initial.budget.switches),
  withinMs: orElse(duration, initial.budget.withinMs),
} satisfies KeysOf<Policy['budget']>);

const accumulated: v.GenericSchema<unknown, Policy['accumulated']> = known({
  losses: orElse(v.pipe(count, v.minValue(2)), initial.accumulated.losses),
  withinMs: orElse(duration, initial.accumulated.withinMs),
  action: orElse(v.picklist(['notify', 'failover']), initial.accumulated.action),
} satisfies KeysOf<Policy['accumulated']>);

/** A policy as the table has it, whichever release wrote it: what is missing or cannot be read is as when nothing is said of it. */
export const storedPolicy: v.GenericSchema<unknown, Policy> = orElse<Policy>(
  known({
    failoverOn: orElse(v.picklist(['all-pipelines', 'any-pipeline']), initial.failoverOn),
    targetChoice: orElse(v.picklist(['prioritized', 'flat']), initial.targetChoice),
    alerts: orElse(readable(windows), initial.alerts),
    flow: orElse(flow, initial.flow),
    contentQuality: orElse(readable(windows), initial.contentQuality),
    secondLook: orElse(v.boolean(), initial.secondLook),
    start: orElse(start, initial.start),
    prepareStandby: orElse(v.boolean(), initial.prepareStandby),
    verifyMs: orElse(duration, initial.verifyMs),
    divergenceMs: orElse(duration, initial.divergenceMs),
    failback: orElse(failback, initial.failback),
    budget: orElse(budget, initial.budget),
    lastResortMs: orElse(v.nullable(duration), initial.lastResortMs),
    accumulated: orElse(accumulated, initial.accumulated),
    standbyMemoryMs: orElse(duration, initial.standbyMemoryMs),
  } satisfies KeysOf<Policy>),
  initial,
);
