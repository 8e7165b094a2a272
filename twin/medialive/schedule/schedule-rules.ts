import { attachmentExists, oneAction, prepareEnabled } from './rules/actions.ts';
import { deleteKnown, deleteLead, deleteLatestSwitch, deleteLatestPrepare } from './rules/deletes.ts';
import { fixedLead, oneStart, startType } from './rules/starts.ts';
import { followReference, sizeLimit, uniqueNames } from './rules/whole-schedule.ts';
import type { ScheduleRule } from './schedule-rule.ts';

/** Every rule that an update must pass; all are asked, so that a refusal names all its reasons. */
export const scheduleRules: readonly ScheduleRule[] = [
  deleteKnown,
  deleteLead,
  deleteLatestSwitch,
  deleteLatestPrepare,
  oneStart,
  oneAction,
  startType,
  uniqueNames,
  fixedLead,
  followReference,
  attachmentExists,
  prepareEnabled,
  sizeLimit,
];
