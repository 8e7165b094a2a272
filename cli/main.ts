import { exitCodes, type ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import { KnownError } from '../config/known-error.ts';
import { legibleLines } from './legible.ts';
import { commands } from './registry.ts';

/**
 * Runs one command line, without the interpreter's and the script's name.
 * @returns 0: yes, done; 1: no, or not without `--yes`; 2: wrong usage, or it could not be asked.
 */
export function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  const out = (text: string) => {
    io.out(legibleLines(text));
  };
  const err = (text: string) => {
    io.err(legibleLines(text));
  };
  return runLine(argv, { ...io, out, err });
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
  try {
    return await runCommand(name === 'help' ? [...args, '--help'] : argv, io);
  } catch (error) {
    if (!(error instanceof KnownError)) {
      io.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return exitCodes.failure;
    }
    io.err(error.shown);
    return exitCodes.failure;
  }
}

async function runCommand([name = '', ...args]: readonly string[], io: Io): Promise<ExitCode> {
  const entry = commands.find((known) => known.name === name);
  if (entry === undefined) {
    throw new KnownError(
      `There is no command "${name}".`,
      `Commands: ${commands.map((known) => known.name).join(', ')}.`,
    );
  }
  const command = await entry.load();
  if (args.includes('--help') || args.includes('-h')) {
    io.out(command.help);
    return exitCodes.ok;
  }
  return command.run(args, io);
}

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return `Usage: failover COMMAND [options]

Watches and moves MediaLive channels that are fed by two or more contribution sites.

${commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n')}

failover COMMAND --help explains a command. What changes something asks for --yes; without it, it shows what
would happen. It acts in AWS with your credentials (AWS_PROFILE, AWS_REGION), or in the twin where
AWS_ENDPOINT_URL points to it; another machine that it points to over plain HTTP is warned of.
Exit codes: 0 yes, done; 1 no, or not without --yes; 2 wrong usage, or it could not be asked.`;
}
