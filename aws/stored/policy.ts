import * as v from 'valibot';
import { policyAs } from '../../control/schemas/policy.ts';
import { defaultPolicy, type Policy } from '../../core/model/group.ts';
import { count, known, orElse, readable } from './tolerant.ts';

/** A year: whatever is longer is no duration. */
const longestMs = 365 * 24 * 60 * 60_000;
const duration = v.pipe(v.number(), v.minValue(0), v.maxValue(longestMs));

/** A policy as the table has it, whichever release wrote it: what is missing or cannot be read is as when nothing is said of it. */
export const storedPolicy: v.GenericSchema<unknown, Policy> = orElse<Policy>(
  policyAs({
    object: known,
    byName: (_longest, entry) => readable(entry),
    // Another release may have other bounds.
    millis: () => duration,
    whole: (min) => v.pipe(count, v.minValue(min)),
    or: orElse,
  }),
  defaultPolicy,
);
