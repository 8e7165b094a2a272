import * as v from 'valibot';
import { wholeNumber } from '../whole-number.ts';

const even = v.check<number, string>(
  (value) => value % 2 === 0,
  'Allowed: even numbers; H.264 codes pairs of lines.',
);

/** An adaptive ladder: one frame rate, so that pipelines stay locked, and the renditions of it. */
export const ladder = v.object({
  frameRate: v.pipe(
    v.object({
      numerator: v.pipe(wholeNumber(1, 120_000), v.description('Frames in …')),
      denominator: v.pipe(wholeNumber(1, 1001), v.description('… this many seconds.')),
    }),
    v.description(
      'The frame rate of every rendition; a whole multiple or part of that of the inputs, for pipeline locking.',
    ),
  ),
  gopSeconds: v.pipe(
    v.optional(wholeNumber(1, 10), 2),
    v.description('Length of a group of pictures in seconds; the segment length must be a multiple of it.'),
  ),
  renditions: v.pipe(
    v.array(
      v.object({
        name: v.pipe(
          v.string(),
          v.regex(
            /^[a-z0-9-]+$/,
            ({ input }) => `"${input}": Allowed are small letters, digits and hyphens.`,
          ),
          v.description('The name of the rendition; it becomes part of file names.'),
        ),
        width: v.pipe(wholeNumber(64, 4096), even, v.description('Width in pixels.')),
        height: v.pipe(wholeNumber(64, 2160), even, v.description('Height in pixels.')),
        kbps: v.pipe(wholeNumber(100, 50_000), v.description('Most bit rate of the video, in kb/s.')),
      }),
    ),
    v.minLength(1, 'A ladder has one rendition or more.'),
    v.description('The renditions, best first.'),
  ),
  audioKbps: v.pipe(
    v.optional(v.picklist([64, 96, 128, 192, 256]), 128),
    v.description('Bit rate of the stereo AAC audio, in kb/s.'),
  ),
});
export type Ladder = v.InferOutput<typeof ladder>;
