import * as v from 'valibot';
import { defaultPolicy, type Hold, type Millis, type Policy } from '../../core/model/group.ts';
import type { GroupDefinition, GroupOverrides, StoredGroup } from '../../control/ports/group-store.ts';
import { presentDefinition } from './definition.ts';
import {
  count,
  instantsAt,
  known,
  misreadPaths,
  orElse,
  orNull,
  type Instants,
  readable,
} from './tolerant.ts';
import { policyAs } from '../../control/schemas/policy.ts';

/** A year: whatever is longer is no duration. */
const longestMs = 365 * 24 * 60 * 60_000;
const duration = v.pipe(v.number(), v.minValue(0), v.maxValue(longestMs));

/** A policy as the table has it, whichever release wrote it: what is missing or cannot be read is as when nothing is said of it. */
const storedPolicy: v.GenericSchema<unknown, Policy> = orElse<Policy>(
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

/** The version of the shape in which groups and members are written. All versions are read: it tells people, and a release that must tell them apart. */
export const configSchemaVersion = 1;

export const noOverrides: GroupOverrides = { unavailable: [], hold: null };

const text = v.string();

const hold = ({ past, due }: Instants): v.GenericSchema<unknown, Hold> =>
  known({
    by: orElse(text, ''),
    reason: orElse(text, ''),
    at: orElse(past, 0),
    until: orNull(due),
  });

const definition: v.GenericSchema<unknown, GroupDefinition> = known({
  policy: storedPolicy,
  sites: orElse(v.array(text), []),
});

const itemAt = (instants: Instants) =>
  v.object({
    definition: orElse<GroupDefinition>(definition, { policy: defaultPolicy, sites: [] }),
    operator: orElse<GroupOverrides>(
      known({ unavailable: orElse(v.array(text), []), hold: orNull(hold(instants)) }),
      noOverrides,
    ),
    version: orElse(count, 0),
    owner: orElse(text, ''),
  });

/** Reads a group, whichever release wrote it; without an order of its sites nothing is decided until it is deployed anew. */
export function readGroup(
  name: string,
  stored: Readonly<Record<string, unknown>>,
  now: Millis,
): { readonly group: StoredGroup; readonly misread: readonly string[] } {
  const schema = itemAt(instantsAt(now));
  const item = { ...stored, definition: presentDefinition(stored) };
  const read = v.parse(schema, item);
  const given = Object.fromEntries(Object.entries(item).filter(([key]) => key in schema.entries));
  return { group: { name, ...read }, misread: misreadPaths(given, read, 'group') };
}
