import { loadChannel } from '../../loop/load.ts';
import { findChannel } from '../find-channel.ts';
import type { OperatorContext } from '../operator-deps.ts';
import { presentStatus } from '../present/status.ts';
import type { OperatorOrder } from '../protocol.ts';
import type { StatusResponse } from '../responses.ts';
import { notManaged } from '../refusal.ts';

const recentDecisions = 20;

/** One channel in depth. */
export async function status(
  context: OperatorContext,
  order: Extract<OperatorOrder, { command: 'status' }>,
): Promise<StatusResponse> {
  const { deps } = context;
  const { channelArn, lastLook } = await findChannel(context, order.channel);
  const [channel, recent] = await Promise.all([
    loadChannel(deps, channelArn),
    deps.log.decisions(channelArn, { limit: recentDecisions }),
  ]);
  if (!channel) throw notManaged(channelArn);
  return {
    ok: true,
    command: 'status',
    channel: presentStatus(channel, recent.entries, lastLook, deps.clock.now()),
  };
}
