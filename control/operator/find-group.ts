import * as v from 'valibot';
import { didYouMean } from '../../config/suggestion.ts';
import type { StoredGroup } from '../ports/group-store.ts';
import { name as groupName } from '../schemas/names.ts';
import type { OperatorContext } from './operator-deps.ts';
import { Refusal } from './refusal.ts';

/** Finds a failover group by its name. */
export async function findGroup({ deps }: OperatorContext, called: string): Promise<StoredGroup> {
  const group = v.is(groupName, called) ? await deps.groups.load(called) : null;
  if (group) return group;
  const known = [...new Set((await deps.members.list()).map(({ group: of }) => of))].toSorted();
  throw new Refusal(
    'UNKNOWN_GROUP',
    `No failover group is called "${called}".${didYouMean(called, known)} Groups with channels: ${known.length > 0 ? known.join(', ') : 'none'}.`,
    'Groups are defined in the configuration.',
  );
}
