import type { ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';

/** One word after `failover`: a file of its own under commands/. */
export interface Command {
  /** The whole answer to `--help`. */
  readonly help: string;
  run(args: readonly string[], io: Io): Promise<ExitCode>;
}

/** What the overview says of a command, and where to find the rest; listed in registry.ts. */
export interface CommandEntry {
  readonly name: string;
  /** One line for the overview. */
  readonly summary: string;
  load(): Promise<Command>;
}
