import { refuseCreate, type ScheduleRule } from '../schedule-rule.ts';
import { attachmentOf, kindOf } from '../schedule-entry.ts';

/** "Holds the settings for a single schedule action" (BM:medialive.ScheduleActionSettings). */
export const oneAction: ScheduleRule = ({ creates }) =>
  creates.flatMap((action, index) => {
    const given = Object.values(action.ScheduleActionSettings ?? {}).filter(
      (settings: unknown) => settings !== undefined,
    ).length;
    if (given === 1) return [];
    const message = `Exactly one action setting is needed, e.g. inputSwitchSettings, got ${given}.`;
    return [refuseCreate(index, 'scheduleActionSettings', message)];
  });

const members = {
  'input-switch': 'inputSwitchSettings',
  'input-prepare': 'inputPrepareSettings',
} as const;

/**
 * An input switch or prepare names an attachment of the channel, "not the name of the input"
 * (BM:medialive.InputSwitchScheduleActionSettings). A prepare without a name stops the one before it.
 */
export const attachmentExists: ScheduleRule = ({ creates, channel }) =>
  creates.flatMap((action, index) => {
    const kind = kindOf(action);
    const attachment = attachmentOf(action);
    if (kind === 'other' || attachment === undefined) return [];
    if (attachment !== '' && channel.attachments.includes(attachment)) return [];
    const path = `scheduleActionSettings/${members[kind]}/inputAttachmentNameReference`;
    const message = `The channel has no input attachment '${attachment}'; it has ${channel.attachments.join(', ')}.`;
    return [refuseCreate(index, path, message)];
  });

/** Input prepares need the channel's feature activation InputPrepareScheduleActions (UG22/input-prep-enable). */
export const prepareEnabled: ScheduleRule = ({ creates, channel }) =>
  creates.flatMap((action, index) => {
    if (channel.inputPrepare || kindOf(action) !== 'input-prepare') return [];
    const message =
      "Input prepare is not enabled: set the channel's FeatureActivations.InputPrepareScheduleActions to ENABLED.";
    return [refuseCreate(index, 'scheduleActionSettings/inputPrepareSettings', message)];
  });
