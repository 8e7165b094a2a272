import { KnownError } from '../config/known-error.ts';

/** Reads `KEY=VALUE,KEY=VALUE`, once or several times. @throws KnownError where an equals sign is missing. */
export function parsePairs(
  texts: readonly string[] | undefined,
  option: string,
): readonly (readonly [string, string])[] {
  const pairs = (texts ?? []).flatMap((text) => text.split(','));
  return pairs.map((pair) => {
    const at = pair.indexOf('=');
    if (at > 0) return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
    throw new KnownError(`${option} ${pair} has no value.`, `Give it like ${option} KEY=VALUE.`);
  });
}
