import { main } from '../../../cli/main.ts';
import type { Account } from '../../../cli/verify/account.ts';
import { KnownError } from '../../../config/known-error.ts';
import type { FakeAccount } from './fake-account.ts';

export interface Given {
  readonly other?: Partial<Account>;
  /** What is typed at each question; nobody is there where it is left out. */
  readonly typed?: string;
  readonly columns?: number;
  /** Hears the act of Ctrl-C. */
  readonly onInterrupt?: (act: () => void) => void;
}

/** Runs the command on an account that a test plays. */
export async function verifyOn(account: FakeAccount, line: readonly string[], given: Given = {}) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await main(['verify', '--account', ...line], {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    now: () => new Date('2026-11-21T15:00:00Z'),
    sleep: () => new Promise((resolve) => setImmediate(resolve)),
    prompt: (question) => {
      err.push(question);
      return Promise.resolve(given.typed ?? '');
    },
    useProfile: () => undefined,
    onInterrupt: (act) => {
      given.onInterrupt?.(act);
      return () => undefined;
    },
    ...(given.columns !== undefined && { columns: given.columns }),
    timeZone: 'UTC',
    env: {},
    user: 'kim',
    connect: () => ({ ask: () => Promise.reject(new KnownError('There is no operator function here.')) }),
    openAccount: () => Promise.resolve(account.port(given.other)),
    openMedia: () => Promise.reject(new Error('This test has no media services.')),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}
