import { parseArgs } from 'node:util';
import { KnownError } from '../config/known-error.ts';
import { didYouMean } from '../config/suggestion.ts';

/** The options of a command, for `parseArgs`. */
export type OptionSpecs = Readonly<
  Record<string, { readonly type: 'string' | 'boolean'; readonly short?: string; readonly multiple?: true }>
>;

/** What every command takes, also where it asks nothing of AWS: people keep these in an alias. */
const everywhere = {
  json: { type: 'boolean' },
  profile: { type: 'string' },
  region: { type: 'string' },
} as const satisfies OptionSpecs;

/** What every command takes that asks the operator function. */
export const commonOptions = {
  ...everywhere,
  function: { type: 'string' },
} as const satisfies OptionSpecs;

/** What every command that changes something takes besides. */
export const orderOptions = {
  ...commonOptions,
  yes: { type: 'boolean', short: 'y' },
  by: { type: 'string' },
  reason: { type: 'string', short: 'r' },
} as const satisfies OptionSpecs;

/** Explains where AWS is asked. */
export const placeOptionsHelp = `      --profile NAME     the profile of AWS's configuration files; else AWS_PROFILE
      --region REGION    the AWS region; else AWS_REGION, AWS_DEFAULT_REGION or that of the profile`;

/** Explains {@link commonOptions}; part of every command's help. */
export const commonOptionsHelp = `      --json             answer in JSON, for programs
      --function NAME    the operator function; else FAILOVER_OPERATOR_FUNCTION, else looked up by its tag
${placeOptionsHelp}`;

/** Explains {@link orderOptions}; part of the help of every command that changes something. */
export const orderOptionsHelp = `  -y, --yes              do it; without it, what would happen is shown and nothing is changed
  -r, --reason TEXT      why; kept in the log
      --by NAME          who gives the order, for the log; else the name of the user
${commonOptionsHelp}`;

type Value<Spec extends OptionSpecs[string]> = Spec['type'] extends 'boolean'
  ? boolean
  : Spec['multiple'] extends true
    ? readonly string[]
    : string;

type Values<Specs extends OptionSpecs> = {
  readonly [Name in keyof Specs]?: Value<Specs[Name]>;
};

interface CommandLine<Specs extends OptionSpecs, Word extends string> {
  /** The command's name, for messages. */
  readonly command: string;
  readonly options: Specs;
  /** Names of the words that must be given, in their order. */
  readonly words: readonly Word[];
  /** Whether any number of words may follow. */
  readonly more?: true;
}

interface ParsedCommandLine<Specs extends OptionSpecs, Word extends string> {
  readonly values: Values<Specs>;
  readonly words: Readonly<Record<Word, string>>;
  /** Those that follow, where they may. */
  readonly others: readonly string[];
}

/**
 * Reads the words and options of a command.
 * @throws KnownError for anything unknown, missing or too much.
 */
export function parseCommandLine<const Specs extends OptionSpecs, const Word extends string>(
  args: readonly string[],
  commandLine: CommandLine<Specs, Word>,
): ParsedCommandLine<Specs, Word>;
// parseArgs, being strict, returns what the signature above says; its own types lose sight of it behind a parameter.
export function parseCommandLine(
  args: readonly string[],
  { command, options, words, more }: CommandLine<OptionSpecs, string>,
): { values: object; words: Record<string, string>; others: string[] } {
  const hint = `See: failover ${command} --help`;
  const { values, positionals } = parseStrictly(args, { ...everywhere, ...options }, command, hint);
  const missing = words[positionals.length];
  if (missing !== undefined) {
    throw new KnownError(`failover ${command} needs ${missing.toUpperCase()}.`, hint);
  }
  const surplus = positionals[words.length];
  if (surplus !== undefined && more !== true) {
    throw new KnownError(`failover ${command} takes no argument "${surplus}".`, hint);
  }
  const given = Object.fromEntries(words.map((word, index) => [word, positionals[index] ?? '']));
  return { values, words: given, others: positionals.slice(words.length) };
}

function parseStrictly(args: readonly string[], options: OptionSpecs, command: string, hint: string) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    // `TypeError [ERR_…]: Unknown option '--x'. To specify …`: only the first sentence is for people.
    const [sentence = ''] = String(error)
      .replace(/^.*?\]: /, '')
      .split(/\.(?: |$)/);
    const meant = /Unknown option '--?([^']*)'/.exec(sentence)?.[1] ?? '';
    const names = Object.keys(options).map((name) => `--${name}`);
    throw new KnownError(`failover ${command}: ${sentence}.${didYouMean(`--${meant}`, names)}`, hint);
  }
}
