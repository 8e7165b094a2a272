import * as v from 'valibot';
import type { Hold } from '../../../core/model/group.ts';
import type { GroupDefinition, GroupOverrides } from '../ports/group-store.ts';
import { name } from './names.ts';
import { policy } from './policy.ts';

/** The deployment's part of a failover group. */
export const groupDefinition: v.GenericSchema<unknown, GroupDefinition> = v.strictObject({
  policy,
  inputGroups: v.pipe(
    v.array(name),
    v.minLength(2, 'A failover group has two or more input groups.'),
    v.check((names) => new Set(names).size === names.length, 'An input group is named twice.'),
  ),
});

const hold: v.GenericSchema<unknown, Hold> = v.object({
  by: v.string(),
  reason: v.string(),
  at: v.number(),
  until: v.nullable(v.number()),
});

/** The operators' part of a failover group. */
export const groupOverrides: v.GenericSchema<unknown, GroupOverrides> = v.object({
  unavailable: v.array(v.string()),
  hold: v.nullable(hold),
});
