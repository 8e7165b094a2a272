import { KnownError } from './known-error.ts';

/** Options that are given more than once become one, with their values separated by commas. */
export function joinRepeated(args: readonly string[], options: readonly string[]): readonly string[] {
  const joined: string[] = [];
  const values = new Map<string, number>();
  for (let index = 0; index < args.length; index += 1) {
    const option = args[index] ?? '';
    const known = values.get(option);
    const value = args[index + 1];
    if (!options.includes(option) || value === undefined) {
      joined.push(option);
      continue;
    }
    index += 1;
    if (known === undefined) {
      joined.push(option, value);
      values.set(option, joined.length - 1);
    } else {
      joined[known] = `${joined[known] ?? ''},${value}`;
    }
  }
  return joined;
}

/** Reads `KEY=VALUE,KEY=VALUE`. @throws KnownError where an equals sign is missing. */
export function parsePairs(text: string | undefined, option: string): readonly (readonly [string, string])[] {
  if (text === undefined) return [];
  return text.split(',').map((pair) => {
    const at = pair.indexOf('=');
    if (at > 0) return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
    throw new KnownError(`${option} ${pair} has no value.`, `Give it like ${option} KEY=VALUE.`);
  });
}
