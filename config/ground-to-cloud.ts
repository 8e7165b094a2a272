import * as v from 'valibot';
import { endpoints, segment, wholeSeconds } from './channel/outputs.ts';
import { duration } from './duration.ts';
import { shortName } from './names.ts';

const principal = v.pipe(
  v.string(),
  v.regex(
    /^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/,
    ({ input }) =>
      `"${input}" is not the ARN of a role or a user. Give what the encoder signs its requests as, like arn:aws:iam::111122223333:role/encoder-a.`,
  ),
  v.metadata({ allowed: 'ARN of a role or a user' }),
);

const common = {
  segment: v.pipe(
    segment,
    v.description('Length of a segment as players get it; a multiple of what the encoders send.'),
  ),
  cdn: v.pipe(v.optional(v.boolean(), true), v.description('Whether CloudFront stands before the origin.')),
};

const originType = <const T extends string>(type: T) =>
  v.pipe(
    v.literal(type),
    v.metadata({ allowed: '`mediapackage-v2`, `mediapackage-v1`' }),
    v.description('What the encoders deliver to.'),
  );

const mediaPackageV2 = v.object({
  type: originType('mediapackage-v2'),
  ...common,
  ingest: v.pipe(
    v.optional(v.picklist(['hls', 'cmaf']), 'hls'),
    v.description('What the encoders send: HLS or CMAF.'),
  ),
  endpoints,
  window: v.pipe(
    v.optional(wholeSeconds(30, 900), '60s'),
    v.description('How much of the past a manifest shows.'),
  ),
  encoders: v.pipe(
    v.array(principal),
    v.minLength(1, 'Give what the encoders sign their requests as: nobody else may deliver.'),
    v.maxLength(10, 'Allowed: ten or fewer.'),
    v.description('The roles or users as which the encoders deliver.'),
  ),
});

const mediaPackageV1 = v.object({
  type: originType('mediapackage-v1'),
  ...common,
  delay: v.pipe(
    v.optional(wholeSeconds(0, 120), '10s'),
    v.description('How far behind live the endpoint plays, so that a change of encoders does not stall it.'),
  ),
});

/** A channel that two output-locked encoders on the ground make ready, with no MediaLive between them and MediaPackage. */
const groundToCloudChannel = v.object({
  name: v.pipe(shortName('a channel', 48), v.description('What people call the channel.')),
  origin: v.pipe(
    v.variant('type', [mediaPackageV2, mediaPackageV1]),
    v.description('Where the two encoders deliver, one to each ingest endpoint.'),
  ),
  silentFor: v.pipe(
    v.optional(
      v.pipe(
        duration({ min: '1m', max: '1h', because: 'MediaPackage reports what it takes in by the minute.' }),
        v.check((ms) => ms % 60_000 === 0, 'Allowed: whole minutes.'),
        v.transform((ms) => ms / 60_000),
      ),
      '2m',
    ),
    v.description('How long nothing may arrive at an ingest endpoint before its alarm rings; whole minutes.'),
  ),
});
export type GroundToCloudChannel = v.InferOutput<typeof groundToCloudChannel>;
export type GroundToCloudV2 = v.InferOutput<typeof mediaPackageV2>;
export type GroundToCloudV1 = v.InferOutput<typeof mediaPackageV1>;

export const groundToCloud = v.pipe(
  v.optional(v.array(groundToCloudChannel), []),
  v.description(
    'Channels without MediaLive: two output-locked encoders on the ground feed MediaPackage, which changes between them by itself.',
  ),
);
