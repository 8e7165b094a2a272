import type { MediaReader } from '../../cli/media-reader.ts';
import type { Connection } from '../../cli/operator.ts';
import type { Account } from '../../cli/verify/account.ts';
import { main } from '../../cli/main.ts';
import type { OperatorRequest } from '../../control/operator/protocol.ts';
import type { OperatorResponse } from '../../control/operator/responses.ts';

interface Ran {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
  /** What the operator function was asked. */
  readonly asked: readonly OperatorRequest[];
  readonly connections: readonly Connection[];
}

interface Surroundings {
  readonly answer?: OperatorResponse | Error;
  readonly env?: Readonly<Record<string, string>>;
  readonly timeZone?: string;
  readonly now?: string;
  readonly media?: MediaReader;
  readonly account?: Account;
  /** Ctrl-C, as soon as somebody listens for it; the function never answers. */
  readonly interrupted?: boolean;
}

/** Runs a command line against an operator function that gives one answer. */
export async function run(line: readonly string[], surroundings: Surroundings = {}): Promise<Ran> {
  const { answer, env = {}, timeZone = 'Europe/Berlin', now = '2026-11-21T15:00:00Z' } = surroundings;
  const out: string[] = [];
  const err: string[] = [];
  const asked: OperatorRequest[] = [];
  const connections: Connection[] = [];
  const exitCode = await main(line, {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    now: () => new Date(now),
    sleep: () => Promise.resolve(),
    prompt: () => Promise.resolve(''),
    onInterrupt: (act) => {
      if (surroundings.interrupted === true) act();
      return () => undefined;
    },
    useProfile: () => undefined,
    timeZone,
    env,
    user: 'kim',
    openAccount: () => {
      const { account } = surroundings;
      return account ? Promise.resolve(account) : Promise.reject(new Error('This test has no account.'));
    },
    openMedia: () => {
      const { media } = surroundings;
      return media ? Promise.resolve(media) : Promise.reject(new Error('This test has no media services.'));
    },
    connect: (connection) => {
      connections.push(connection);
      return {
        ask: (request) => {
          asked.push(request);
          if (surroundings.interrupted === true) return new Promise(() => undefined);
          if (answer === undefined) return Promise.reject(new Error('This test gives no answer.'));
          return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
        },
      };
    },
  });
  return { exitCode, out: out.join('\n'), err: err.join('\n'), asked, connections };
}
