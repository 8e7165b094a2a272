import { remaining } from '../schedule-rule.ts';
import type { ScheduleRule } from '../schedule-rule.ts';

/** A hard limit, past actions of the last hour included (UG/eml-limitations-and-rules). */
export const actionsMax = 1500;

/** A schedule holds at most 1500 actions. */
export const sizeLimit: ScheduleRule = (update) => {
  const size = remaining(update).length + update.creates.length;
  if (size <= actionsMax) return [];
  const message = `The schedule would hold ${size} actions; at most ${actionsMax} are allowed.`;
  return [{ ElementPath: '/creates/scheduleActions', ErrorMessage: message }];
};
