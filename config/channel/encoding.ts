import * as v from 'valibot';
import { duration } from '../duration.ts';
import { didYouMean } from '../suggestion.ts';
import { ladder, type Ladder } from './ladder.ts';
import { readyLadders } from './ladders.ts';

const names = Object.keys(readyLadders);

const readyLadder = v.pipe(
  v.string(),
  v.rawTransform<string, Ladder>(({ dataset, addIssue, NEVER }) => {
    const ready = readyLadders[dataset.value];
    if (ready === undefined) {
      addIssue({
        message: `there is no ladder "${dataset.value}". Allowed: ${names.join(', ')}, the path of a YAML file with a ladder of your own, or the ladder itself.${didYouMean(dataset.value, names)}`,
      });
      return NEVER;
    }
    return v.parse(ladder, ready);
  }),
  v.metadata({ allowed: `${names.map((name) => `\`${name}\``).join(', ')}, a file, or a section` }),
);

/** How the channel encodes, and how its two pipelines stay interchangeable. */
export const encoding = v.object({
  ladder: v.pipe(
    v.optional(
      v.lazy<typeof readyLadder | typeof ladder>((input) =>
        typeof input === 'object' && input !== null ? ladder : readyLadder,
      ),
      'hd-25',
    ),
    v.description(
      'The renditions: a ready ladder, the path of a YAML file beside this one, or the ladder itself.',
    ),
  ),
  inputCodec: v.pipe(
    v.optional(v.picklist(['avc', 'hevc', 'mpeg2']), 'avc'),
    v.description('What the sites send (input specification).'),
  ),
  inputMbps: v.pipe(
    v.optional(v.picklist([10, 20, 50]), 20),
    v.description('The most that the sites send, in Mb/s (input specification).'),
  ),
  captions: v.pipe(
    v.optional(v.boolean(), true),
    v.description('Pass embedded captions (CEA-608/708) through.'),
  ),
  scte35: v.pipe(
    v.optional(v.picklist(['passthrough', 'none']), 'passthrough'),
    v.description('What becomes of SCTE-35 messages in the input.'),
  ),
  locking: v.pipe(
    v.optional(v.picklist(['source-timecode', 'video-alignment', 'epoch', 'disabled']), 'source-timecode'),
    v.description(
      'How the pipelines are kept frame-accurate: by the timecode in the feeds, by comparing pictures where there is none, by the clock (`epoch`), or not at all.',
    ),
  ),
  repeatFrame: v.pipe(
    v.optional(
      duration({
        min: '0s',
        max: '1s',
        because:
          'With PAUSE_OUTPUT the repeated frames are still delivered, so this adds directly to the time before the origin notices the loss.',
      }),
      '500ms',
    ),
    v.description('How long the last picture is repeated when the input is lost, before the output pauses.'),
  ),
});
export type EncodingConfiguration = v.InferOutput<typeof encoding>;
