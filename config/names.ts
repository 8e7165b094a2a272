import * as v from 'valibot';

/** A name that becomes part of stack names, construct ids and storage keys: letters, digits and hyphens. */
export function shortName(what: string, maxLength: number) {
  return v.pipe(
    v.string(),
    v.regex(
      /^[A-Za-z][A-Za-z0-9-]*$/,
      ({ input }) =>
        `"${input}" cannot be the name of ${what}. Allowed: letters, digits and hyphens, beginning with a letter.`,
    ),
    v.check(
      (text) => !(text in Object.prototype) && text !== 'prototype',
      ({ input }) => `"${input}" cannot be the name of ${what}: every object has one. Choose another.`,
    ),
    v.maxLength(
      maxLength,
      ({ input }) =>
        `"${input}" is too long (${input.length} characters). Allowed: ${maxLength} characters or fewer for the name of ${what}.`,
    ),
    v.metadata({ allowed: `letters, digits, hyphens; ${maxLength} characters or fewer` }),
  );
}
