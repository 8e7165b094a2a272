import * as v from 'valibot';
import { underPresentName } from '../../config/former-name.ts';
import type { GroupDefinition } from '../ports/group-store.ts';
import { name } from './names.ts';
import { policyAs } from './policy.ts';

const policy = policyAs({
  object: (entries) => v.strictObject(entries),
  byName: (longest, entry) => v.record(v.pipe(v.string(), v.nonEmpty(), v.maxLength(longest)), entry),
  millis: wholeIn,
  whole: wholeIn,
  or: (schema) => schema,
});

function wholeIn(min: number, max: number) {
  return v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
}

/** The deployment's part of a failover group; also as a template of release 0.1 says it, which comes back when an update is rolled back. */
export const groupDefinition: v.GenericSchema<unknown, GroupDefinition> = v.pipe(
  v.unknown(),
  v.transform((given) => underPresentName(given, 'sites')),
  v.strictObject({
    policy,
    sites: v.pipe(
      v.array(name),
      v.minLength(2, 'A failover group has two or more sites.'),
      v.check((names) => new Set(names).size === names.length, 'A site is named twice.'),
    ),
  }),
);
