import { latestDue } from '../schedule-entry.ts';
import { refuseDelete } from '../schedule-rule.ts';
import type { ScheduleRule } from '../schedule-rule.ts';

/** While the channel runs, its most recent past input prepare cannot be deleted (UG22/feature-prepare-input). */
export const deleteLatestPrepare: ScheduleRule = ({ channel, current, deletes, now }) => {
  const latest = channel.running ? latestDue(current, 'input-prepare', now) : undefined;
  return deletes.flatMap((name, index) =>
    name === latest?.name
      ? [refuseDelete(index, `The action '${name}' is the most recent input prepare of a running channel.`)]
      : [],
  );
};
