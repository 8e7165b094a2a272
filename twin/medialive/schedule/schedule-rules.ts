import { attachmentExists } from './rules/attachment-exists.ts';
import { deleteKnown } from './rules/delete-known.ts';
import { deleteLatestPrepare } from './rules/delete-latest-prepare.ts';
import { deleteLatestSwitch } from './rules/delete-latest-switch.ts';
import { deleteLead } from './rules/delete-lead.ts';
import { fixedLead } from './rules/fixed-lead.ts';
import { followReference } from './rules/follow-reference.ts';
import { oneAction } from './rules/one-action.ts';
import { oneStart } from './rules/one-start.ts';
import { prepareEnabled } from './rules/prepare-enabled.ts';
import { sizeLimit } from './rules/size-limit.ts';
import { startType } from './rules/start-type.ts';
import { uniqueNames } from './rules/unique-names.ts';
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
