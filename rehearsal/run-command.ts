import { KnownError } from '../config/known-error.ts';

/**
 * Runs what a command line asks for and sets the exit code: its own, or 2 when it could not be done. Ctrl-C aborts it, and
 * what a reader can mend is said without a stack.
 * @param what - what is interrupted, like "drill"
 */
export async function runCommand(
  what: string,
  command: (interruption: AbortSignal) => Promise<number>,
): Promise<void> {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      interruption.abort(new Error(`The ${what} was interrupted.`));
    });
  }
  try {
    process.exitCode = await command(interruption.signal);
  } catch (error) {
    console.error(error instanceof Error ? textOf(error, interruption.signal.aborted) : error);
    process.exitCode = 2;
  }
}

function textOf(error: Error, isInterrupted: boolean): string | undefined {
  if (error instanceof KnownError) return error.shown;
  return isInterrupted ? error.message : error.stack;
}

/** What there is to choose from, a line each. */
export function listOf(entries: readonly { readonly name: string; readonly summary: string }[]): string {
  const width = Math.max(...entries.map(({ name }) => name.length));
  return entries.map(({ name, summary }) => `${name.padEnd(width)}  ${summary}`).join('\n');
}
