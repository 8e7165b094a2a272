import * as v from 'valibot';

/** What an ARN of a channel or a flow says about where it lives. */
export interface ArnPlace {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

const channelArnPattern = /^arn:aws[a-z-]*:medialive:[a-z0-9-]+:\d{12}:channel:\d+$/;
const flowArnPattern = /^arn:aws[a-z-]*:mediaconnect:[a-z0-9-]+:\d{12}:flow:[A-Za-z0-9-]+:.+$/;

export const channelArn = v.pipe(
  v.string(),
  v.regex(
    channelArnPattern,
    ({ input }) =>
      `"${input}" is not the ARN of a MediaLive channel. Give it as DescribeChannel shows it: arn:aws:medialive:REGION:ACCOUNT:channel:ID.`,
  ),
  v.metadata({ allowed: 'ARN of a MediaLive channel' }),
);

export const flowArn = v.pipe(
  v.string(),
  v.regex(
    flowArnPattern,
    ({ input }) =>
      `"${input}" is not the ARN of a MediaConnect flow. Give it as DescribeFlow shows it: arn:aws:mediaconnect:REGION:ACCOUNT:flow:ID:NAME.`,
  ),
  v.metadata({ allowed: 'ARN of a MediaConnect flow' }),
);

/** Reads the place out of a well-formed ARN. */
export function placeOf(arn: string): ArnPlace {
  const [, partition = '', , region = '', account = ''] = arn.split(':');
  return { partition, region, account };
}
