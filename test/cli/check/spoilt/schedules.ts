import { action, manyActions, pause, toA, tonight } from './actions.ts';
import type { Spoilt } from './spoilt.ts';

/** What is wrong with what is planned. */
export const spoiltSchedules: readonly Spoilt[] = [
  [
    'foreign-switches',
    'a playlist of somebody else',
    { schedule: [action('20:00 news', toA, tonight), action('failover-7-A-x', toA, tonight)] },
    'warning',
    /1 input switch to come that is not ours: "20:00 news"/,
  ],
  [
    'follow-actions',
    'waiting for the end of live',
    {
      schedule: [
        action('then', toA, {
          FollowModeScheduleActionStartSettings: { FollowPoint: 'END', ReferenceActionName: 'live' },
        }),
      ],
    },
    'note',
    /"then" follows "live"/,
  ],
  [
    'paused-pipelines',
    'a paused pipeline',
    { schedule: [pause('pause', 'PIPELINE_1')] },
    'warning',
    /pauses PIPELINE_1/,
  ],
  ['schedule-size', 'many actions', { schedule: manyActions(1401) }, 'warning', /1401 actions/],
  ['schedule-size', 'no room for another', { schedule: manyActions(1500) }, 'error', /1500 actions/],
];
