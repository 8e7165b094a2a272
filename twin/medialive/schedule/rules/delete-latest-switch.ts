import { followChain, latestDue } from '../schedule-entry.ts';
import { refuseDelete } from '../schedule-rule.ts';
import type { ScheduleRule } from '../schedule-rule.ts';

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
