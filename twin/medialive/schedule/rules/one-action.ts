import { refuseCreate } from '../schedule-rule.ts';
import type { ScheduleRule } from '../schedule-rule.ts';

/** "Holds the settings for a single schedule action" (BM:medialive.ScheduleActionSettings). */
export const oneAction: ScheduleRule = ({ creates }) =>
  creates.flatMap((action, index) => {
    const given = Object.values(action.ScheduleActionSettings ?? {}).filter(
      (settings: unknown) => settings !== undefined,
    ).length;
    if (given === 1) return [];
    const message = `Exactly one action setting is needed, e.g. inputSwitchSettings, got ${given}.`;
    return [refuseCreate(index, 'scheduleActionSettings', message)];
  });
