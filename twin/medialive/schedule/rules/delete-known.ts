import { refuseDelete } from '../schedule-rule.ts';
import type { ScheduleRule } from '../schedule-rule.ts';

/** What is deleted must be in the schedule. AWS documents no error for it; refused here, so that a slip is seen. */
export const deleteKnown: ScheduleRule = ({ current, deletes }) =>
  deletes.flatMap((name, index) =>
    current.some((entry) => entry.name === name)
      ? []
      : [refuseDelete(index, `There is no action '${name}' in the schedule.`)],
  );
