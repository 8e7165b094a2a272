import * as v from 'valibot';
import { plainText } from '../../config/plain-text.ts';

/**
 * Names that every object has by inheritance: as keys they would be found where nothing was put, or lost where something was.
 */
export const isInherited = (text: string): boolean => text in Object.prototype || text === 'prototype';

/** Names of groups and sites are parts of table keys and of schedule action names. */
export const name = v.pipe(
  v.string(),
  v.regex(
    /^[A-Za-z0-9][\w.-]{0,63}$/,
    (issue) =>
      `A name is 1 to 64 letters, digits, dots, hyphens and underscores, the first a letter or digit; given: ${issue.received.slice(0, 100)}.`,
  ),
  v.check(
    (text) => !isInherited(text),
    (issue) => `${issue.received} cannot be a name: every object has one. Choose another.`,
  ),
);

/** Name of an input attachment, as MediaLive allows it. */
export const attachmentName = v.pipe(v.string(), v.nonEmpty(), v.maxLength(256), plainText);
