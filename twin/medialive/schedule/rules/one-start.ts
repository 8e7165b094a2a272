import { refuseCreate } from '../schedule-rule.ts';
import type { ScheduleRule } from '../schedule-rule.ts';

/** "Only one of the options must be selected" (BM:medialive.ScheduleActionStartSettings). */
export const oneStart: ScheduleRule = ({ creates }) =>
  creates.flatMap((action, index) => {
    const given = Object.values(action.ScheduleActionStartSettings ?? {}).filter(
      (settings) => settings !== undefined,
    ).length;
    if (given === 1) return [];
    const message = `Exactly one start setting is needed (fixed, follow or immediate), got ${given}.`;
    return [refuseCreate(index, 'scheduleActionStartSettings', message)];
  });
