import { refuseCreate, remaining } from '../schedule-rule.ts';
import type { ScheduleRule } from '../schedule-rule.ts';

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
