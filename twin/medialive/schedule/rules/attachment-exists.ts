import { attachmentOf, kindOf } from '../schedule-entry.ts';
import { refuseCreate } from '../schedule-rule.ts';
import type { ScheduleRule } from '../schedule-rule.ts';

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
