import type { DescribeChannelResponse } from '@aws-sdk/client-medialive';
import type { ChannelStatus, DecisionView } from '../../control/operator/views.ts';
import type { Account } from './account.ts';

/** Where a question stands in the documents: the first three in docs/twin.md, the last in docs/reliability.md. */
export type Section = 'account' | 'medialive' | 'mediaconnect' | 'deployment';

/** What asking costs: list prices, before taxes. */
export interface Cost {
  /** What is changed in the account, as the operator is asked it; left out: it only reads. */
  readonly changes?: string;
  /** In USD; less than a cent counts as nothing. */
  readonly usd: number;
  /** Left out: once. */
  readonly per?: 'hour';
}

/** Reads: AWS asks nothing for it, or less than a cent. */
export const free: Cost = { usd: 0 };

/** A channel to try on, with its flows and inputs, as in `examples/one-channel-zixi.yaml`: what `failover estimate` says, by the hour. */
export const testChannel: Cost = { usd: 4, per: 'hour' };

/** A flow to try on: the list price (`cli/estimate/prices/`). */
export const testFlow: Cost = { usd: 0.16, per: 'hour' };

/** Something that only AWS can answer. */
export interface Question {
  /** A word for `--only` and `--skip`. */
  readonly id: string;
  readonly section: Section;
  readonly question: string;
  /** The reading that the twin takes, or that a deployment counts on. */
  readonly believed: string;
  readonly cost: Cost;
  /** How to find out without this command. */
  readonly byHand: string;
  /** Asked on the channel that the operator names, and on no other. */
  readonly needsChannel?: true;
  /** Left out: it can be seen by hand only. */
  readonly probe?: Probe;
}

export type Probe = (ground: Ground) => Promise<Answer>;

export interface Answer {
  /** One sentence or two, without names and numbers of the account. */
  readonly saw: string;
  readonly verdict: 'as believed' | 'different' | 'cannot be seen';
}

/** It cannot be asked here and now, and why. */
export class NotAsked extends Error {}

/** A channel that is looked at, and what it is made of. */
export type LookedAt = DescribeChannelResponse & { readonly Id: string; readonly Arn: string };

/** What a probe stands on. */
export interface Ground {
  readonly account: Account;
  /** The channel named, or else the first of those with two inputs or more. */
  readonly channels: () => Promise<readonly LookedAt[]>;
  /** The channel that the operator named. @throws NotAsked when none was. */
  readonly named: () => LookedAt;
  /** The control plane's log of a channel, newest first; null: it has no charge of it, or there is no control plane. */
  readonly history: (channel: LookedAt) => Promise<readonly DecisionView[] | null>;
  /** What the control plane knows of a channel; null as with its log. */
  readonly status: (channel: LookedAt) => Promise<ChannelStatus | null>;
  /** Gives a channel back to automation after a change of ours was taken for an operator's. */
  readonly release: (channel: LookedAt) => Promise<void>;
  /** Epoch ms. */
  readonly now: () => number;
  /** Ends early, with an error, when the operator interrupts. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Will be done after the question, whatever becomes of it, the last one first. */
  readonly putBack: (what: string, act: () => Promise<void>) => void;
}

/** For a yes or no: what was seen is as believed or not. */
export function answer(isAsBelieved: boolean, saw: string): Answer {
  return { saw, verdict: isAsBelieved ? 'as believed' : 'different' };
}

/** There was nothing to see it by. */
export function unseen(why: string): Answer {
  return { saw: why, verdict: 'cannot be seen' };
}

/** The error of a call that should be refused; null: it was taken. */
export async function refusalOf(call: Promise<void>): Promise<Error | null> {
  return call.then(() => null, refusalIn);
}

/** The error that is the answer. @throws the error where it says nothing of the question. */
export function refusalIn(error: unknown): Error {
  if (!(error instanceof Error) || isNoAnswer(error)) throw error;
  return error;
}

/** What says nothing of the question: no credentials, no permission, no connection, too many calls. */
function isNoAnswer(error: Error): boolean {
  return (
    /Credentials|Token|AccessDenied|Forbidden|Unrecognized|TooManyRequests|Throttling|UnknownOperation|UnknownService/.test(
      error.name,
    ) || !('$metadata' in error)
  );
}
