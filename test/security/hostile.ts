/** Texts that do harm where nobody is careful. Control characters are written as escapes, so that this file does none. */

/** Names that every object answers to by inheritance, and the one that changes an object's prototype. */
export const inherited = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'] as const;

/** Clears the screen, forges a row, turns the reading direction, and rings. */
export const forging =
  '\u001b[2J\u001b[1;31mnews-two  RUNNING\r\nall is well\u0007\u009b31m\u202egpj.exe\u2028';

/** Everything in {@link forging} that must not reach a terminal as it is. */
// eslint-disable-next-line no-control-regex -- these are the characters in question.
export const harmful = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]/;

/** `depth` arrays in each other. */
export const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/** Makes regular expressions that try every way to split it try for ever. */
export const catastrophic = `${'a'.repeat(50_000)}!`;

/** JSON with a `__proto__` key of its own, which an object literal cannot have. */
export const polluting = (json: string): string =>
  `{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},${json.slice(1)}`;

/** Did something reach the prototype of all objects? */
export const isPolluted = (): boolean => 'polluted' in {};
