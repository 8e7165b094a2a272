import type { DescribeChannelResponse } from '@aws-sdk/client-medialive';
import type { OperatorRequest } from '../../control/operator/protocol.ts';
import type { OperatorResponse } from '../../control/operator/responses.ts';
import { findMediaLiveChannel } from '../check/gather.ts';
import type { Account } from './account.ts';
import { NotAsked, type Ground, type LookedAt } from './question.ts';

/** As many channels as questions look at where none is named: an account's calls to MediaLive are scarce. */
const channelsMax = 10;
/** The newest entries of a log, a page. */
const entriesMax = 200;

/** What the ground of all questions is made of; the rest of it belongs to one question. */
export interface GroundSetting {
  readonly account: Account;
  readonly ask: (request: OperatorRequest) => Promise<OperatorResponse>;
  /** ARN, id or name; left out: none is named. */
  readonly called: string | undefined;
  readonly by: string;
}

/** All of the ground that does not change from question to question. */
export type SharedGround = Pick<Ground, 'account' | 'channels' | 'named' | 'history' | 'status' | 'release'>;

/**
 * Finds the channel that was named; the others are found when a question looks at them.
 * @throws KnownError where the channel is not there, or MediaLive does not answer.
 */
export async function findGround({ account, ask, called, by }: GroundSetting): Promise<SharedGround> {
  const named = called === undefined ? undefined : looked(await findMediaLiveChannel(account, called));
  let channels: Promise<readonly LookedAt[]> | undefined;
  return {
    account,
    channels: () => (channels ??= named === undefined ? withTwoInputs(account) : Promise.resolve([named])),
    named: () => {
      if (named === undefined) throw new NotAsked('Name a channel that nobody watches: --channel.');
      return named;
    },
    history: async ({ Arn: channel }) => {
      const response = await ask({ command: 'history', channel, limit: entriesMax });
      return response.ok && response.command === 'history' && response.scope === 'channel'
        ? response.entries
        : null;
    },
    status: async ({ Arn: channel }) => {
      const response = await ask({ command: 'status', channel });
      return response.ok && response.command === 'status' ? response.channel : null;
    },
    release: async ({ Arn: channel }) => {
      await ask({ command: 'release', channel, by, reason: 'failover verify has ended', dryRun: false });
    },
  };
}

async function withTwoInputs(account: Account): Promise<readonly LookedAt[]> {
  const listed = await account.channels();
  const chosen = listed.filter(({ InputAttachments = [] }) => InputAttachments.length > 1);
  const described: LookedAt[] = [];
  for (const { Id = '' } of chosen.slice(0, channelsMax)) {
    const channel = await account.channel(Id);
    if (channel !== null) described.push(looked(channel));
  }
  return described;
}

function looked(channel: DescribeChannelResponse): LookedAt {
  return { ...channel, Id: channel.Id ?? '', Arn: channel.Arn ?? '' };
}
