import type { ScheduleAction } from '@aws-sdk/client-medialive';
import { refuseCreate, remaining, type ScheduleRule, refuseDelete } from '../schedule-rule.ts';
import type { ScheduleEntry } from '../schedule-entry.ts';

/**
 * An action's name is not empty and unique in the channel's schedule, where past actions stay for about an hour
 * (BM:medialive.ScheduleAction). A name that the same request deletes is free again.
 */
export const uniqueNames: ScheduleRule = (update) => {
  const taken = new Set(remaining(update).map(({ name }) => name));
  return update.creates.flatMap((action, index) => {
    const name = action.ActionName ?? '';
    if (name === '') return [refuseCreate(index, 'actionName', 'The action name must not be empty.')];
    if (taken.has(name)) {
      const message = `An action with the name '${name}' is already in the schedule; names must be unique.`;
      return [refuseCreate(index, 'actionName', message)];
    }
    taken.add(name);
    return [];
  });
};

/** A hard limit, past actions of the last hour included (UG/eml-limitations-and-rules). */
export const actionsMax = 1500;

/** A schedule holds at most 1500 actions. */
export const sizeLimit: ScheduleRule = (update) => {
  const size = remaining(update).length + update.creates.length;
  if (size <= actionsMax) return [];
  const message = `The schedule would hold ${size} actions; at most ${actionsMax} are allowed.`;
  return [{ ElementPath: '/creates/scheduleActions', ErrorMessage: message }];
};

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
