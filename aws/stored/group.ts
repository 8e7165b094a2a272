import * as v from 'valibot';
import { defaultPolicy, type Hold, type Millis } from '../../core/model/group.ts';
import type { GroupDefinition, GroupOverrides, StoredGroup } from '../../control/ports/group-store.ts';
import { presentDefinition } from './definition.ts';
import { storedPolicy } from './policy.ts';
import { count, instantsAt, known, misreadPaths, orElse, orNull, type Instants } from './tolerant.ts';

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
