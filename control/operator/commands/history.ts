import { UnknownCursor, type PageRequest } from '../../ports/log-store.ts';
import { findChannel } from '../find-channel.ts';
import { findGroup } from '../find-group.ts';
import type { OperatorContext } from '../operator-deps.ts';
import { presentChange, presentEntry } from '../present/decision.ts';
import type { OperatorOrder } from '../protocol.ts';
import type { ChannelHistoryResponse, GroupHistoryResponse } from '../responses.ts';
import { Refusal } from '../refusal.ts';

type HistoryOrder = Extract<OperatorOrder, { command: 'history' }>;

/** A page of the log of a channel, or of the change log of a group. */
export async function history(
  context: OperatorContext,
  order: HistoryOrder,
): Promise<ChannelHistoryResponse | GroupHistoryResponse> {
  try {
    return await read(context, order);
  } catch (error) {
    if (!(error instanceof UnknownCursor)) throw error;
    throw new Refusal(
      'INVALID_REQUEST',
      `cursor: ${error.message}`,
      'Give "next" of the page before as it came, with the same channel or group; without a cursor the log begins with the newest entry.',
    );
  }
}

async function read(
  context: OperatorContext,
  order: HistoryOrder,
): Promise<ChannelHistoryResponse | GroupHistoryResponse> {
  const { log } = context.deps;
  const page = pageOf(order);
  if (order.channel !== undefined) {
    const { channelArn, name } = await findChannel(context, order.channel);
    const { entries, next } = await log.decisions(channelArn, page);
    return {
      ok: true,
      command: 'history',
      scope: 'channel',
      channel: { arn: channelArn, name },
      entries: entries.map(presentEntry),
      next,
    };
  }
  const { name } = await findGroup(context, order.group ?? '');
  const { entries, next } = await log.changes(name, page);
  return {
    ok: true,
    command: 'history',
    scope: 'group',
    group: name,
    entries: entries.map(presentChange),
    next,
  };
}

function pageOf({ limit, since, cursor }: HistoryOrder): PageRequest {
  return {
    limit,
    ...(since !== undefined && { since: Date.parse(since) }),
    ...(cursor !== undefined && { cursor }),
  };
}
