import type { ScheduleAction } from '@aws-sdk/client-medialive';
import type { ScheduleEntry } from '../schedule-entry.ts';
import { refuseCreate, refuseDelete, remaining } from '../schedule-rule.ts';
import type { ScheduleRule } from '../schedule-rule.ts';

/**
 * A follow action names another action that is in the schedule or comes with the same request, and its chain begins with
 * an action that has a time (UG22/ips-switch-types). So an action cannot be deleted from under those that follow it.
 */
export const followReference: ScheduleRule = (update) => {
  const kept = remaining(update);
  const references = new Map([...kept.map(ofEntry), ...update.creates.map(ofAction)]);
  const creates = update.creates.flatMap((action, index) => {
    const [, reference] = ofAction(action);
    if (reference === undefined || startsFromTime(reference, references)) return [];
    const path = 'scheduleActionStartSettings/followModeScheduleActionStartSettings/referenceActionName';
    return [refuseCreate(index, path, `There is no other action '${reference}' to follow in the schedule.`)];
  });
  const followed = new Set(kept.map((entry) => ofEntry(entry)[1]));
  const deletes = update.deletes.flatMap((name, index) =>
    followed.has(name) && !references.has(name)
      ? [refuseDelete(index, `The action '${name}' is followed by another one; delete that with it.`)]
      : [],
  );
  return [...creates, ...deletes];
};

/** An action's name and the name of what it follows, if anything. */
type Link = readonly [name: string, reference: string | undefined];

function ofEntry({ name, start }: ScheduleEntry): Link {
  return [name, start.mode === 'follow' ? start.reference : undefined];
}

function ofAction({ ActionName, ScheduleActionStartSettings }: ScheduleAction): Link {
  const follow = ScheduleActionStartSettings?.FollowModeScheduleActionStartSettings;
  return [ActionName ?? '', follow?.ReferenceActionName];
}

function startsFromTime(first: string, references: ReadonlyMap<string, string | undefined>): boolean {
  const seen = new Set<string>();
  for (let name: string | undefined = first; name !== undefined; name = references.get(name)) {
    if (seen.has(name) || !references.has(name)) return false;
    seen.add(name);
  }
  return true;
}
