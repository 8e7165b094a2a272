import { parseDuration } from '../config/duration.ts';
import { KnownError } from '../config/known-error.ts';

/** The command line is wrong; the message says what is allowed. */
export class UsageError extends KnownError {}

/**
 * What `parseArgs` objects to, for people: of `TypeError [ERR_…]: Unknown option '--x'. To specify …` the first sentence.
 * @param command - what says more with `--help`, like "npm run drill"
 */
export function usageErrorOf(error: unknown, command: string): UsageError {
  const [sentence = ''] = String(error)
    .replace(/^.*?\]: /, '')
    .split(/\.(?: |$)/);
  return new UsageError(`${sentence}. See: ${command} -- --help`);
}

/** How many twins at once. @throws UsageError with what is allowed. */
export function parallelOf(text: string): number {
  const parallel = Number(text);
  if (Number.isInteger(parallel) && parallel >= 1 && parallel <= 8) return parallel;
  throw new UsageError(`--parallel ${text} is not allowed. Give a whole number from 1 to 8.`);
}

/** Long enough to try each way by itself and to lose a site in the middle. */
const shortest = '1m';
const longest = '1h';

/** How long something lasts, in ms. @throws UsageError with what is allowed. */
export function spanOf(text: string): number {
  const ms = parseDuration(text);
  if (ms !== null && ms >= Number(parseDuration(shortest)) && ms <= Number(parseDuration(longest))) return ms;
  throw new UsageError(`--for ${text} is not allowed. Give a span from ${shortest} to ${longest}, like 10m.`);
}
