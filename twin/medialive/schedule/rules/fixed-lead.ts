import { refuseCreate } from '../schedule-rule.ts';
import type { ScheduleRule } from '../schedule-rule.ts';

/** The schedule hands an action to the channel about this long before it starts (UG/sched-how-actions-work). */
export const handOverMs = 15_000;
const horizonMs = 14 * 24 * 60 * 60 * 1000;
/** `yyyy-mm-ddThh:mm:ss.nnnZ` (BM:medialive.FixedModeScheduleActionStartSettings). */
const timeFormat = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/;

/** A fixed start lies at least 15 seconds and at most 14 days ahead (UG/sched-how-actions-work). */
export const fixedLead: ScheduleRule = ({ creates, now }) =>
  creates.flatMap((action, index) => {
    const time = action.ScheduleActionStartSettings?.FixedModeScheduleActionStartSettings?.Time;
    if (time === undefined) return [];
    const refuse = (message: string) => [
      refuseCreate(index, 'scheduleActionStartSettings/fixedModeScheduleActionStartSettings/time', message),
    ];
    const at = timeFormat.test(time) ? Date.parse(time) : Number.NaN;
    if (Number.isNaN(at)) return refuse(`'${time}' is not a UTC time of the form yyyy-mm-ddThh:mm:ss.nnnZ.`);
    if (at - now < handOverMs) return refuse(`'${time}' is less than 15 seconds in the future.`);
    if (at - now > horizonMs) return refuse(`'${time}' is more than 14 days in the future.`);
    return [];
  });
