import type { MediaReader } from './media-reader.ts';
import type { Connection, Operator } from './operator.ts';
import type { Account } from './verify/account.ts';

/** Everything a command takes from the outside, so that a test can give it all. */
export interface Io {
  /** Answers, a line or more at a time. */
  readonly out: (text: string) => void;
  /** What went wrong, and hints. */
  readonly err: (text: string) => void;
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
  /** What the person at the keyboard types; empty where nobody is there. */
  readonly prompt: (question: string) => Promise<string>;
  /** From now on Ctrl-C does this instead of ending the command, until the returned function is called. */
  readonly onInterrupt: (act: () => void) => () => void;
  /** The IANA name of the zone that local times are shown in. */
  readonly timeZone: string;
  /** From now on AWS is asked with the credentials and in the region of this profile. */
  readonly useProfile: (name: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Who is at the keyboard; orders are given in this name unless `--by` says otherwise. */
  readonly user: string;
  readonly connect: (connection: Connection, warn: Io['err']) => Operator;
  /** How many characters a line of the terminal has; left out: it is not known. */
  readonly columns?: number;
  /** The account itself, for what nobody but AWS can answer. */
  readonly openAccount: (place: Pick<Connection, 'region'>, warn: Io['err']) => Promise<Account>;
  /** The media services themselves, for what the operator function has no part in. */
  readonly openMedia: (place: Pick<Connection, 'region'>, warn: Io['err']) => Promise<MediaReader>;
}
