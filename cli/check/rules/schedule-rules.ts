import type { ScheduleAction } from '@aws-sdk/client-medialive';
import type { Remark } from '../finding.ts';
import type { Rule } from '../rule.ts';

/** What a schedule holds at most, past actions included (UG/eml-limitations-and-rules). */
const actionsMax = 1500;
const actionsMany = 1400;
/** How the control plane names its switches, and the preparations that ride along. */
const ourName = /^(failover|failback|heal|manual|planned)-\d+-/;
const namedMax = 3;

/** What else is in the schedule: other hands on the same channel. */
export const scheduleRules: readonly Rule[] = [
  {
    name: 'foreign-switches',
    demands: 'Nobody else has put an input switch into the schedule that is still to come.',
    source: 'UG/sched-how-actions-work',
    look: ({ schedule, now }) => {
      const foreign = schedule.filter((action) => isForeignSwitch(action) && isToCome(action, now));
      if (foreign.length === 0) return [];
      const first = foreign.slice(0, namedMax).map(({ ActionName }) => `"${ActionName ?? '?'}"`);
      return [
        {
          severity: 'warning',
          where: 'schedule',
          found: `${foreign.length === 1 ? '1 input switch' : `${foreign.length} input switches`} to come that ${foreign.length === 1 ? 'is' : 'are'} not ours: ${first.join(', ')}${foreign.length > namedMax ? ' …' : ''}`,
          remedy:
            'Take them out, or plan them with "failover switch --at": automation takes what they do for what an operator did, also in the middle of a failover.',
        },
      ];
    },
  },
  {
    name: 'follow-actions',
    demands: 'No action waits for the end of a live input: it has none, so the action never starts.',
    source: 'UG22/ips-switch-types',
    look: ({ schedule }) =>
      schedule
        .filter(
          ({ ScheduleActionStartSettings: start }) =>
            start?.FollowModeScheduleActionStartSettings !== undefined,
        )
        .map((action) => ({
          severity: 'note',
          where: 'schedule',
          found: `"${action.ActionName ?? '?'}" follows "${action.ScheduleActionStartSettings?.FollowModeScheduleActionStartSettings?.ReferenceActionName ?? '?'}"`,
          remedy: 'Take it out if that is a live input.',
        })),
  },
  {
    name: 'paused-pipelines',
    demands: 'No pipeline is paused by the schedule.',
    source: 'BM:medialive.PauseStateScheduleActionSettings',
    look: ({ schedule }) => pauseRemarks(schedule),
  },
  {
    name: 'schedule-size',
    demands: `A schedule holds ${actionsMax} actions at most; a failover needs one or two.`,
    source: 'UG/eml-limitations-and-rules',
    look: ({ schedule }) => {
      if (schedule.length <= actionsMany) return [];
      const full = schedule.length >= actionsMax - 1;
      const remedy =
        'Delete past actions (BatchUpdateSchedule); MediaLive drops them by itself an hour after their start.';
      return [
        {
          severity: full ? 'error' : 'warning',
          where: 'schedule',
          found: `${schedule.length} actions`,
          remedy,
        },
      ];
    },
  },
];

function isForeignSwitch({ ActionName = '', ScheduleActionSettings: settings }: ScheduleAction): boolean {
  return settings?.InputSwitchSettings !== undefined && !ourName.test(ActionName);
}

function isToCome({ ScheduleActionStartSettings: start }: ScheduleAction, now: number): boolean {
  const time = start?.FixedModeScheduleActionStartSettings?.Time;
  return time !== undefined && Date.parse(time) > now;
}

/** The last pause action says how it is; an empty list of pipelines resumes both. */
function pauseRemarks(schedule: readonly ScheduleAction[]): readonly Remark[] {
  const last = schedule.findLast(
    ({ ScheduleActionSettings: settings }) => settings?.PauseStateSettings !== undefined,
  );
  const paused = (last?.ScheduleActionSettings?.PauseStateSettings?.Pipelines ?? []).flatMap(
    ({ PipelineId }) => PipelineId ?? [],
  );
  if (paused.length === 0) return [];
  return [
    {
      severity: 'warning',
      where: 'schedule',
      found: `"${last?.ActionName ?? '?'}" pauses ${paused.join(' and ')}`,
      remedy:
        'Resume it with a pause action that names no pipeline: a paused one delivers nothing and covers nothing.',
    },
  ];
}
