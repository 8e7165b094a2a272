import * as v from 'valibot';

/** Names of groups and input groups are parts of table keys and of schedule action names. */
export const name = v.pipe(
  v.string(),
  v.regex(
    /^[A-Za-z0-9][\w.-]{0,63}$/,
    (issue) =>
      `A name is 1 to 64 letters, digits, dots, hyphens and underscores, the first a letter or digit; given: ${issue.received}.`,
  ),
);

/** Name of an input attachment, as MediaLive allows it. */
export const attachmentName = v.pipe(v.string(), v.nonEmpty(), v.maxLength(256));
