import { attachedInputs, inputWords, type AttachedInput } from '../attached-input.ts';
import type { Remark } from '../finding.ts';
import type { Rule } from '../rule.ts';

/** What has to be attached, so that there is something to switch to. */
export const attachmentRules: readonly Rule[] = [
  {
    name: 'two-attachments',
    demands: 'Two or more inputs are attached, one for each contribution site.',
    source: 'UG22/editing-deleting-channel',
    look: ({ channel: { InputAttachments: attachments = [] } }) => {
      if (attachments.length >= 2) return [];
      const found = attachments.length === 1 ? 'one input is attached' : 'no input is attached';
      const remedy =
        'Stop the channel and attach an input for the other site: an input cannot be added while it runs.';
      return [{ severity: 'error', where: 'channel', found, remedy }];
    },
  },
  {
    name: 'attachment-names',
    demands:
      'Each input attachment has a name of its own: schedule actions refer to the name, not to the input.',
    source: 'BM:medialive.InputAttachment',
    look: ({ channel: { InputAttachments: attachments = [] } }) => {
      const names = attachments.map(({ InputAttachmentName: name = '' }) => name);
      return attachments.flatMap((attachment, index): Remark[] => {
        const name = names[index] ?? '';
        const where = inputWords({ name, attachment });
        const remedy = 'Stop the channel and give the attachment a name that no other has.';
        if (name === '') {
          return [{ severity: 'error', where, found: 'its attachment has no name', remedy }];
        }
        if (names.indexOf(name) === index) return [];
        return [{ severity: 'error', where, found: `another attachment is called "${name}" too`, remedy }];
      });
    },
  },
  {
    name: 'input-exists',
    demands: 'Every attached input is there.',
    source: 'BM:medialive.InputAttachment',
    look: (facts) =>
      attachedInputs(facts)
        .filter(({ input }) => input === undefined)
        .map((attached) => ({
          severity: 'error',
          where: inputWords(attached),
          found: `MediaLive has no input ${attached.attachment.InputId ?? '?'}`,
          remedy: 'Stop the channel and attach an input that exists.',
        })),
  },
  {
    name: 'automatic-input-failover',
    demands: "MediaLive's automatic input failover does not own the inputs that automation moves between.",
    source: 'UG/aif-and-input-switching',
    look: (facts) => {
      const all = attachedInputs(facts);
      return all.flatMap((attached) => contested(attached, all));
    },
  },
];

/** A pair can be switched within by schedule only where neither member is preferred (UG/aif-and-input-switching). */
function contested(attached: AttachedInput, all: readonly AttachedInput[]): readonly Remark[] {
  const settings = attached.attachment.AutomaticInputFailoverSettings;
  if (settings === undefined) return [];
  const secondary = all.find(({ attachment }) => attachment.InputId === settings.SecondaryInputId);
  const pair = `with ${secondary === undefined ? `input ${settings.SecondaryInputId ?? '?'}` : inputWords(secondary)}`;
  const preference = settings.InputPreference ?? 'EQUAL_INPUT_PREFERENCE';
  const preferred = preference === 'PRIMARY_INPUT_PREFERRED';
  return [
    {
      severity: preferred ? 'error' : 'warning',
      where: inputWords(attached),
      found: `an automatic input failover pair ${pair}, ${preference}`,
      remedy: preferred
        ? 'Stop the channel and take AutomaticInputFailoverSettings out, or leave this channel to MediaLive: a schedule cannot switch within a pair that prefers its primary input.'
        : 'Choose one of the two: MediaLive moves each pipeline by itself, and automation takes that for what an operator did.',
    },
  ];
}
