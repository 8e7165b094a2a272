import { refuseCreate, type ScheduleRule } from '../schedule-rule.ts';

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

/** The actions that may follow another one; all others start fixed or immediate (UG22/sched-timing-types). */
const mayFollow: ReadonlySet<string> = new Set([
  'InputSwitchSettings',
  'InputPrepareSettings',
  'Scte35InputSettings',
  'Scte35ReturnToNetworkSettings',
  'Scte35SpliceInsertSettings',
  'Scte35TimeSignalSettings',
]);

/** Only input switches, input prepares and SCTE-35 messages have a follow start (UG22/sched-timing-types). */
export const startType: ScheduleRule = ({ creates }) =>
  creates.flatMap((action, index) => {
    if (action.ScheduleActionStartSettings?.FollowModeScheduleActionStartSettings === undefined) return [];
    return Object.entries(action.ScheduleActionSettings ?? {})
      .filter(([name, settings]: [string, unknown]) => settings !== undefined && !mayFollow.has(name))
      .map(([name]) =>
        refuseCreate(index, 'scheduleActionStartSettings', `${name} starts fixed or immediate, not follow.`),
      );
  });

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
