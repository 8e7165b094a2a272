import type { Estate } from '../twin/estate.ts';
import type { Twin, TwinOptions } from '../twin/twin.ts';
import type { Clients } from './clients.ts';
import type { Lateness } from './lateness.ts';
import type { ChannelStatus } from './operator.ts';
import type { SiteEncoder } from './sites.ts';
import type { Timeline } from './timeline.ts';

/** For stages with many channels: looking at all of them at the start would take minutes under the account's throttle. */
export const noThrottle = { perSecond: 1000, burst: 1000 };

/** A channel that a deployed control plane has charge of. */
export interface StagedChannel {
  readonly id: string;
  readonly arn: string;
  /** Which of several deployments has charge of it; left out: the first. */
  readonly deployment?: number;
}

/** The outputs of the deployed stacks. */
export type Outputs = ReadonlyMap<string, string>;

/** What is deployed, what it finds there, and how the twin is to be. */
export interface StageOptions extends Pick<
  TwinOptions,
  'account' | 'mediaLive' | 'mediaConnect' | 'pollersMax' | 'onStarted'
> {
  /** The folder of the synthesized app; several: deployments of one account. */
  readonly assembly: string | readonly string[];
  /** Deploys otherwise than from the folder, and asks for the sites to stream as soon as there are flows. */
  readonly deploy?: (twin: Twin, stream: () => Promise<void>) => Promise<void>;
  /** The media side that is there before anything is deployed. */
  readonly estate: Estate;
  /** By site, that on air first: the ARNs of its flows. Undefined: the stacks have not put them out yet. */
  readonly flowsIn: (outputs: Outputs) => ReadonlyMap<string, readonly string[]> | undefined;
  readonly channelsIn: (outputs: Outputs) => readonly StagedChannel[];
  readonly timeline?: Timeline;
  readonly lateness?: Lateness;
  /** There are so many channels that the control plane always looks at one: it is not waited for until it has nothing to do. */
  readonly neverIdle?: boolean;
  readonly signal: AbortSignal;
}

/** Everything that is played on: the twin with the app deployed into it, the sites that stream to it, and the operator. */
export interface Stage {
  readonly twin: Twin;
  readonly clients: Clients;
  readonly channels: readonly StagedChannel[];
  /** Ends when the command is interrupted. */
  readonly signal: AbortSignal;
  site(name: string): SiteEncoder;
  /** An output of the deployed stacks, of the first that has it. */
  readonly output: (name: string) => string;
  /** Looks until there is something to be seen, or the time is over. */
  until<T>(
    look: () => T | undefined | false | Promise<T | undefined | false>,
    withinMs: number,
    everyMs?: number,
  ): Promise<T | undefined>;
  /** Asks the deployed operator function; undefined: it has no status to tell. */
  readonly statusOf: (channel: StagedChannel) => Promise<ChannelStatus | undefined>;
  /** Events and timers that wait for the controllers or that they are at work on; not those that are not due yet. */
  waitingEvents(): Promise<number>;
  deadLetters(): Promise<number>;
  /** Leaves no process and no port. */
  readonly close: () => Promise<void>;
}

/** @throws where there is none */
export function named<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`There is not ${what}.`);
  return found;
}
