import { parseArgs, type ParseArgsConfig } from 'node:util';
import { parseDuration } from '../config/duration.ts';
import { KnownError } from '../config/known-error.ts';
import { didYouMean } from '../config/suggestion.ts';

/**
 * Reads the options of a command line.
 * @param command - what says more with `--help`, like "npm run drill"
 * @throws KnownError with what `parseArgs` objects to, for people: of `TypeError [ERR_…]: Unknown option '--x'. To specify …`
 *   the first sentence.
 */
export function parseOptions<const O extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: O,
  command: string,
) {
  try {
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    const [sentence = ''] = String(error)
      .replace(/^.*?\]: /, '')
      .split(/\.(?: |$)/);
    const unknown = /Unknown option '--?([^']*)'/.exec(sentence)?.[1] ?? '';
    const names = Object.keys(options).map((name) => `--${name}`);
    throw new KnownError(`${sentence}.${didYouMean(`--${unknown}`, names)} See: ${command} -- --help`);
  }
}

/** How many twins at once. @throws KnownError with what is allowed. */
export function parallelOf(text: string): number {
  const parallel = Number(text);
  if (Number.isInteger(parallel) && parallel >= 1 && parallel <= 8) return parallel;
  throw new KnownError(`--parallel ${text} is not allowed. Give a whole number from 1 to 8.`);
}

/** Long enough to try each way by itself and to lose a site in the middle. */
const shortest = '1m';
const longest = '1h';

/** How long something lasts, in ms. @throws KnownError with what is allowed. */
export function spanOf(text: string): number {
  const ms = parseDuration(text);
  if (ms !== null && ms >= Number(parseDuration(shortest)) && ms <= Number(parseDuration(longest))) return ms;
  throw new KnownError(`--for ${text} is not allowed. Give a span from ${shortest} to ${longest}, like 10m.`);
}

/**
 * Those of a name, or of the first part of their names before the slash.
 * @param what - what they are, like "scenario"
 * @throws KnownError with all the names there are.
 */
export function namedLike<T extends { readonly name: string }>(
  all: readonly T[],
  what: string,
  wanted: string,
): readonly T[] {
  const found = all.filter(({ name }) => name === wanted || name.startsWith(`${wanted}/`));
  if (found.length > 0) return found;
  const names = all.map(({ name }) => name);
  throw new KnownError(
    `There is no ${what} "${wanted}".${didYouMean(wanted, names)} There are: ${names.join(', ')}.`,
  );
}
