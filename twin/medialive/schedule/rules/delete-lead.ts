import { refuseDelete } from '../schedule-rule.ts';
import type { ScheduleRule } from '../schedule-rule.ts';
import { handOverMs } from './fixed-lead.ts';

/** An action that starts in less than 15 seconds is with the channel already and cannot be deleted (UG22/schedule-modify). */
export const deleteLead: ScheduleRule = ({ current, deletes, now }) =>
  deletes.flatMap((name, index) => {
    const start = current.find((entry) => entry.name === name)?.start;
    if (start === undefined || start.mode === 'follow') return [];
    const aheadMs = start.at - now;
    if (aheadMs <= 0 || aheadMs >= handOverMs) return [];
    return [
      refuseDelete(index, `The action '${name}' starts in less than 15 seconds and cannot be deleted.`),
    ];
  });
