import { refuseDelete, type ScheduleRule } from '../schedule-rule.ts';
import { handOverMs } from './starts.ts';
import { followChain, latestDue } from '../schedule-entry.ts';

/** What is deleted must be in the schedule. AWS documents no error for it; refused here, so that a slip is seen. */
export const deleteKnown: ScheduleRule = ({ current, deletes }) =>
  deletes.flatMap((name, index) =>
    current.some((entry) => entry.name === name)
      ? []
      : [refuseDelete(index, `There is no action '${name}' in the schedule.`)],
  );

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

/**
 * While the channel runs, its most recent fixed or immediate input switch cannot be deleted, nor what follows it: after
 * the crash of a pipeline MediaLive reads from it what to ingest (UG22/ips-manage-schedule). Idle and recovering channels
 * let it go.
 */
export const deleteLatestSwitch: ScheduleRule = ({ channel, current, deletes, now }) => {
  const latest = channel.running ? latestDue(current, 'input-switch', now) : undefined;
  if (latest === undefined) return [];
  const kept = followChain(current, latest.name);
  return deletes.flatMap((name, index) =>
    kept.has(name)
      ? [
          refuseDelete(
            index,
            `The action '${name}' is the most recent input switch of a running channel, or follows it, and cannot be deleted.`,
          ),
        ]
      : [],
  );
};

/** While the channel runs, its most recent past input prepare cannot be deleted (UG22/feature-prepare-input). */
export const deleteLatestPrepare: ScheduleRule = ({ channel, current, deletes, now }) => {
  const latest = channel.running ? latestDue(current, 'input-prepare', now) : undefined;
  return deletes.flatMap((name, index) =>
    name === latest?.name
      ? [refuseDelete(index, `The action '${name}' is the most recent input prepare of a running channel.`)]
      : [],
  );
};
