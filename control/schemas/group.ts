import * as v from 'valibot';
import type { GroupDefinition } from '../ports/group-store.ts';
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
