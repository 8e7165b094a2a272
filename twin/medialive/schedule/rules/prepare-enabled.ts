import { kindOf } from '../schedule-entry.ts';
import { refuseCreate } from '../schedule-rule.ts';
import type { ScheduleRule } from '../schedule-rule.ts';

/** Input prepares need the channel's feature activation InputPrepareScheduleActions (UG22/input-prep-enable). */
export const prepareEnabled: ScheduleRule = ({ creates, channel }) =>
  creates.flatMap((action, index) => {
    if (channel.inputPrepare || kindOf(action) !== 'input-prepare') return [];
    const message =
      "Input prepare is not enabled: set the channel's FeatureActivations.InputPrepareScheduleActions to ENABLED.";
    return [refuseCreate(index, 'scheduleActionSettings/inputPrepareSettings', message)];
  });
