import type { ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';

/** One word after `failover`: a file of its own under commands/, listed in registry.ts. */
export interface Command {
  readonly name: string;
  /** One line for the overview. */
  readonly summary: string;
  /** The whole answer to `--help`. */
  readonly help: string;
  run(args: readonly string[], io: Io): Promise<ExitCode>;
}
