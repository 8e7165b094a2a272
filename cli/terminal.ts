import { createInterface } from 'node:readline/promises';

/** Asks the person at the terminal; where there is none, the answer is empty. Ctrl-C ends the command as ever. */
export async function promptOnTerminal(question: string): Promise<string> {
  if (!process.stdin.isTTY) return '';
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const interrupted = new AbortController();
  lines.once('SIGINT', () => {
    interrupted.abort();
  });
  try {
    return await lines.question(question, { signal: interrupted.signal });
  } catch {
    return '';
  } finally {
    lines.close();
  }
}

/** Has Ctrl-C, and a polite request of the system to end, do something else until the returned function is called. */
export function onInterrupt(act: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, act);
  return () => {
    for (const signal of signals) process.off(signal, act);
  };
}
