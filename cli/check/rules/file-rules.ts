import type { InputType } from '@aws-sdk/client-medialive';
import { attachedInputs, inputWords, type AttachedInput } from '../attached-input.ts';
import type { ChannelFacts } from '../facts.ts';
import type { Remark } from '../finding.ts';
import type { Rule } from '../rule.ts';

const fileTypes: readonly (InputType | undefined)[] = ['MP4_FILE', 'TS_FILE'];
/** Of HLS only the playlist knows whether it is live. */
const pullType: InputType = 'URL_PULL';

/** Inputs that are no live feed: what a switch to them needs, and how long they last. */
export const fileRules: readonly Rule[] = [
  {
    name: 'static-inputs',
    demands:
      'The address of every input is fixed: a switch to one with a variable has to bring the rest of the address along.',
    source: 'UG/dynamic-inputs; BM:medialive.InputSwitchScheduleActionSettings',
    look: (facts) => attachedInputs(facts).flatMap(dynamicRemarks),
  },
  {
    name: 'file-end',
    demands: 'A file begins again at its end: else the channel has no input from there on.',
    source: 'BM:medialive.InputSettings',
    look: (facts) => attachedInputs(facts).flatMap((attached) => endRemarks(attached, facts)),
  },
];

function dynamicRemarks(attached: AttachedInput): readonly Remark[] {
  const { input } = attached;
  const variable = (input?.Sources ?? []).flatMap(({ Url = '' }) =>
    /\$urlPath\$/i.test(Url) ? [Url] : [],
  )[0];
  if (variable === undefined && input?.InputSourceType !== 'DYNAMIC') return [];
  return [
    {
      severity: 'error',
      where: inputWords(attached),
      found: `${variable === undefined ? 'its source is DYNAMIC' : `its address is ${variable}`}: MediaLive refuses a switch to it that gives no UrlPath, and ours gives none`,
      remedy:
        'Stop the channel and attach an input with the whole address in it, or leave this one to your playlist: out of the group.',
    },
  ];
}

function endRemarks(attached: AttachedInput, { channel }: ChannelFacts): readonly Remark[] {
  const type = attached.input?.Type;
  const behaviour = attached.attachment.InputSettings?.SourceEndBehavior ?? 'CONTINUE';
  const isFile = fileTypes.includes(type);
  if (behaviour === 'LOOP' || !(isFile || type === pullType)) return [];
  const goesOn = channel.EncoderSettings?.GlobalConfiguration?.InputEndAction === 'SWITCH_AND_LOOP_INPUTS';
  const end = goesOn
    ? 'the channel goes to its first input by itself (InputEndAction SWITCH_AND_LOOP_INPUTS), lost or not'
    : 'the channel has no input from there on';
  return [
    {
      severity: isFile ? 'warning' : 'note',
      where: inputWords(attached),
      found: isFile
        ? `type ${type ?? '?'}, SourceEndBehavior ${behaviour}: at the end of the file ${end}`
        : `type ${pullType}, SourceEndBehavior ${behaviour}: where the playlist has an end, ${end}`,
      remedy: isFile
        ? 'Stop the channel and set SourceEndBehavior of the attachment to LOOP.'
        : 'Nothing, if the playlist is live; for a recording, stop the channel and set SourceEndBehavior of the attachment to LOOP.',
    },
  ];
}
