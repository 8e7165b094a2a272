import { parseArgs } from 'node:util';
import { KnownError } from '../config/known-error.ts';
import { didYouMean } from '../config/suggestion.ts';
import { explained } from './aws-error.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import { legibleLines } from './legible.ts';
import { commands } from './registry.ts';
import { version } from './version.ts';

/**
 * Runs one command line, without the interpreter's and the script's name. With `--json`, what goes wrong is JSON on the standard
 * output as well, whatever the command.
 * @returns 0: yes, done; 1: no, or not without `--yes`; 2: wrong usage, or it could not be asked.
 */
export function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  const out = (text: string) => {
    io.out(legibleLines(text));
  };
  const err = (text: string) => {
    io.err(legibleLines(text));
  };
  return runLine(nameFirst(argv), { ...io, out, err });
}

/** Options that stand before the command go behind it: people keep them in an alias. */
function nameFirst(argv: readonly string[]): readonly string[] {
  let at = 0;
  while (argv[at]?.startsWith('-') === true) {
    at += /^--(profile|region|function)$/.test(argv[at] ?? '') ? 2 : 1;
  }
  const name = argv[at];
  return name === undefined ? argv : [name, ...argv.slice(0, at), ...argv.slice(at + 1)];
}

async function runLine(argv: readonly string[], io: Io): Promise<ExitCode> {
  const [name, ...args] = argv;
  if (name === undefined) {
    io.err(overview());
    return exitCodes.failure;
  }
  if (name === '--help' || name === '-h' || (name === 'help' && args.length === 0)) {
    io.out(overview());
    return exitCodes.ok;
  }
  if (name === '--version' || name === '-V') {
    io.out(version);
    return exitCodes.ok;
  }
  try {
    return await runCommand(name === 'help' ? [...args, '--help'] : argv, io);
  } catch (error) {
    return showError(explained(error, {}, io.env), argv, io);
  }
}

async function runCommand([name = '', ...args]: readonly string[], io: Io): Promise<ExitCode> {
  const entry = commands.find((known) => known.name === name);
  if (entry === undefined) throw noSuchCommand(name);
  const command = await entry.load();
  if (args.includes('--help') || args.includes('-h')) {
    io.out(command.help);
    return exitCodes.ok;
  }
  // Whether it may be given here, and with what, the command says; the clients of AWS find it in the environment.
  const options = { profile: { type: 'string' } } as const;
  const { profile } = parseArgs({ args, options, strict: false, allowPositionals: true }).values;
  if (typeof profile === 'string') io.useProfile(profile);
  return command.run(args, io);
}

function noSuchCommand(name: string): KnownError {
  const names = commands.map((known) => known.name);
  const hint = `Commands: ${names.join(', ')}.`;
  return name.startsWith('-')
    ? new KnownError('No command is given.', hint)
    : new KnownError(`There is no command "${name}".${didYouMean(name, names)}`, hint);
}

/** What nobody foresaw keeps its stack, for those who mend it. */
function showError(error: unknown, argv: readonly string[], io: Io): ExitCode {
  const known = error instanceof KnownError ? error : undefined;
  if (argv.some((word) => word === '--json' || word.startsWith('--json='))) {
    io.out(
      JSON.stringify({ ok: false, error: known === undefined ? unforeseen(error) : partsOf(known) }, null, 2),
    );
  }
  io.err(known?.shown ?? (error instanceof Error ? (error.stack ?? error.message) : String(error)));
  return exitCodes.failure;
}

function partsOf({ code, message, hint }: KnownError) {
  return { code, message, hint };
}

function unforeseen(error: unknown) {
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'INTERNAL',
    message,
    hint: 'This is a fault of the command: report it with what is on stderr.',
  };
}

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return `Usage: failover COMMAND [options]

Watches and moves MediaLive channels that are fed by two or more contribution sites.

${commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n')}

failover COMMAND --help explains a command; failover --version says which this is. What changes something asks
for --yes; without it, it shows what would happen. It acts in AWS with your credentials (--profile or AWS_PROFILE,
--region or AWS_REGION), or in the twin where AWS_ENDPOINT_URL points to it; another machine that it points to
over plain HTTP is warned of. With --json a failure is {"ok":false,"error":{"code","message","hint"}}.
Exit codes: 0 yes, done; 1 no, or not without --yes; 2 wrong usage, or it could not be asked.`;
}
