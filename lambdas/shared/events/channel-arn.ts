import * as v from 'valibot';
import { parseChannelArn } from '../arn.ts';

/** The ARN of a MediaLive channel. */
export const channelArn = v.pipe(
  v.string(),
  v.check(
    (text) => parseChannelArn(text) !== null,
    (issue) =>
      `Not the ARN of a MediaLive channel: ${issue.received}. Expected arn:aws:medialive:REGION:ACCOUNT:channel:ID.`,
  ),
);
