import * as v from 'valibot';
import { duration } from '../duration.ts';
import { shortName } from '../names.ts';
import { plainText } from '../plain-text.ts';
import { wholeNumber } from '../whole-number.ts';

export const wholeSeconds = (min: number, max: number) =>
  v.pipe(
    duration({ min: `${min}s`, max: `${max}s` }),
    v.check((ms) => ms % 1000 === 0, 'Allowed: whole seconds.'),
    v.transform((ms) => ms / 1000),
  );

export const segment = v.optional(wholeSeconds(1, 10), '4s');

/** What every kind of output has. The last two are fixed for most kinds, and refused with the reason where they are. */
const common = {
  name: v.pipe(
    shortName('an output', 24),
    v.description('What the output is called; unique in the channel.'),
  ),
  segment: v.pipe(
    segment,
    v.description('Length of a segment; 4 to 6 s let MediaPackage change pipelines without a seam.'),
  ),
  cdn: v.pipe(v.optional(v.boolean(), true), v.description('Whether CloudFront stands before the origin.')),
  secondOrigin: v.pipe(
    v.optional(v.boolean(), false),
    v.description('Send the same to a second origin, to which CloudFront fails over (an origin group).'),
  ),
  inputLoss: v.pipe(
    v.optional(v.picklist(['pause', 'emit']), 'pause'),
    v.description(
      '`pause`: deliver nothing while a pipeline has no input, so that the origin or the player moves to the other one.',
    ),
  ),
  redundantManifests: v.pipe(
    v.optional(v.boolean()),
    v.description(
      "Whether each pipeline's main manifest also lists the other's; on for S3, impossible elsewhere.",
    ),
  ),
};

export const endpoints = v.pipe(
  v.optional(v.array(v.picklist(['hls', 'low-latency-hls', 'dash'])), ['hls']),
  v.minLength(1, 'Allowed: one or more of hls, low-latency-hls, dash.'),
  v.description('What MediaPackage makes of it.'),
);

const outputType = <const T extends string>(type: T) =>
  v.pipe(
    v.literal(type),
    v.metadata({ allowed: '`mediapackage-v2`, `mediapackage-v1`, `s3`' }),
    v.description('Where it goes.'),
  );

const mediaPackageV2 = v.object({
  type: outputType('mediapackage-v2'),
  ...common,
  ingest: v.pipe(
    v.optional(v.picklist(['hls', 'cmaf']), 'hls'),
    v.description('How MediaPackage v2 is fed: HLS, or CMAF ingest (needed for switching by quality).'),
  ),
  qualitySwitching: v.pipe(
    v.optional(v.boolean(), false),
    v.description(
      'Let MediaPackage choose the pipeline of better quality (MQCS), and CloudFront the better of two origins; CMAF ingest only.',
    ),
  ),
  endpoints,
  window: v.pipe(
    v.optional(wholeSeconds(30, 900), '60s'),
    v.description('How much of the past a manifest shows.'),
  ),
});

const mediaPackageV1 = v.object({
  type: outputType('mediapackage-v1'),
  ...common,
  delay: v.pipe(
    v.optional(wholeSeconds(0, 120), '10s'),
    v.description('How far behind live the endpoint plays, so that a change of pipelines does not stall it.'),
  ),
});

const s3 = v.object({
  type: outputType('s3'),
  ...common,
  path: v.pipe(
    v.optional(
      v.pipe(
        v.string(),
        v.regex(
          /^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*$/,
          ({ input }) =>
            `"${input}" is not a path of folders. Give it like live/news, without a slash at either end.`,
        ),
        v.metadata({ allowed: 'folders, like live/news' }),
      ),
      'live',
    ),
    v.description('The folder in the bucket; the same for both pipelines.'),
  ),
  baseNames: v.pipe(
    v.optional(v.array(v.pipe(v.string(), v.nonEmpty(), plainText)), ['pipeline-0', 'pipeline-1']),
    v.length(2, 'Give two base names, first that of pipeline 0.'),
    v.description("The pipelines' file names; they must differ."),
  ),
  indexSegments: v.pipe(
    v.optional(
      wholeNumber(3, 60, 'A live playlist needs three segments (BM:medialive.HlsGroupSettings).'),
      6,
    ),
    v.description('How many segments a playlist lists.'),
  ),
  keepSegments: v.pipe(
    v.optional(v.pipe(v.number(), v.integer('Allowed: whole numbers.'))),
    v.description('How many segments are kept; left out: twice `indexSegments` and one.'),
  ),
  staleAfterSegments: v.pipe(
    v.optional(
      v.pipe(
        v.number(),
        v.check(
          (count) => count === 0 || (Number.isInteger(count) && count >= 2 && count <= 30),
          ({ input }) =>
            `${input}: Allowed: whole numbers from 2 to 30, or 0 for never. One segment after its last change a playlist is only just due.`,
        ),
        v.metadata({ allowed: '2 to 30, or 0' }),
      ),
      3,
    ),
    v.description(
      "How many segment lengths a pipeline's playlists may fall behind the other pipeline's before they are deleted, because a crashed pipeline leaves them behind and players wait for them; 0: never.",
    ),
  ),
});

export const output = v.variant('type', [mediaPackageV2, mediaPackageV1, s3]);
export type OutputConfiguration = v.InferOutput<typeof output>;
export type MediaPackageV2Output = v.InferOutput<typeof mediaPackageV2>;
export type MediaPackageV1Output = v.InferOutput<typeof mediaPackageV1>;
export type S3Output = v.InferOutput<typeof s3>;
