import { refuseCreate } from '../schedule-rule.ts';
import type { ScheduleRule } from '../schedule-rule.ts';

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
