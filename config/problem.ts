import { KnownError } from './known-error.ts';

/** One thing that is wrong with a configuration, and where. */
export interface Problem {
  /** Keys and list positions from the top of the file. */
  readonly path: readonly (string | number)[];
  /** What was given, what is allowed, what to do. */
  readonly text: string;
  /** Line of the file, from 1; absent where the configuration did not come from a file. */
  readonly line?: number;
}

/** Where something is wrong, before it is said what: of very many, most are never said. */
export interface FoundProblem {
  readonly path: Problem['path'];
  describe(): string;
}

/** How many problems a message names; somebody who has mended so many looks again anyway. */
export const problemsListedMax = 50;

/** The configuration cannot be used; the message names what is wrong with it at once, or the first of very much. */
export class ConfigurationError extends KnownError {
  override readonly code = 'CONFIGURATION';
  /** Those that the message names. */
  readonly problems: readonly Problem[];

  /** @param found - how many problems there are, where not all are given */
  constructor(source: string, problems: readonly Problem[], found = problems.length) {
    const listed = problems.slice(0, problemsListedMax);
    const count = found === 1 ? '1 problem' : `${found} problems`;
    const more = found - listed.length;
    super(
      [
        `${source}: ${count} in the configuration.`,
        ...listed.map(problemLine),
        ...(more === 0 ? [] : [`  and ${more} more.`]),
      ].join('\n'),
      'See docs/configuration.md.',
    );
    this.problems = listed;
  }
}

/** `groups.news.start.lead`, `channels[0].name`. */
export function pathText(path: Problem['path']): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    const part = /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
    return text === '' ? part : `${text}.${part}`;
  }, '');
}

function problemLine({ path, text, line }: Problem): string {
  const place = path.length === 0 ? '(top level)' : shortened(pathText(path), 200);
  return `  ${place}${line === undefined ? '' : ` (line ${line})`}: ${shortened(text, 1000)}`;
}

/** What is quoted may be of any length. The end is kept as well: it says what to do. */
function shortened(text: string, charactersMax: number): string {
  if (text.length <= charactersMax) return text;
  const tail = Math.floor(charactersMax / 4);
  return `${text.slice(0, charactersMax - tail)}…${text.slice(-tail)}`;
}
