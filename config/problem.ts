/** One thing that is wrong with a configuration, and where. */
export interface Problem {
  /** Keys and list positions from the top of the file. */
  readonly path: readonly (string | number)[];
  /** What was given, what is allowed, what to do. */
  readonly text: string;
  /** Line of the file, from 1; absent where the configuration did not come from a file. */
  readonly line?: number;
}

/** The configuration cannot be used; `problems` names everything that is wrong with it at once. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly problems: readonly Problem[];

  constructor(source: string, problems: readonly Problem[]) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super([`${source}: ${count} in the configuration.`, ...problems.map(problemLine)].join('\n'));
    this.problems = problems;
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
  const place = path.length === 0 ? '(top level)' : pathText(path);
  return `  ${place}${line === undefined ? '' : ` (line ${line})`}: ${text}`;
}
