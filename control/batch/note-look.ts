import type { ChannelEvent } from '../../core/model/event.ts';
import type { Logger } from '../ports/logger.ts';
import type { LastLook, MemberStore } from '../ports/member-store.ts';

/**
 * Notes when a channel was looked at, so that the reconciler begins with those looked at longest ago and tells how long ago that is.
 * Not to be able to is not worth the look: the channel is then looked at again, and early.
 */
export async function noteLook(
  deps: { readonly members: Pick<MemberStore, 'noteLook'>; readonly logger: Logger },
  channelArn: string,
  event: ChannelEvent,
): Promise<void> {
  const look = lookOf(event);
  if (look === null) return;
  try {
    await deps.members.noteLook(channelArn, look);
  } catch (error) {
    deps.logger.warn('A look at a channel could not be noted', { channel: channelArn, error });
  }
}

/** What a decision has seen of the channel; null: it has not looked. */
function lookOf({ type, answers, now }: ChannelEvent): Partial<LastLook> | null {
  const { channel, alerts, askedAt } = answers ?? {};
  if (type !== 'observation' || (channel === undefined && alerts === undefined)) return null;
  const channelAt = typeof channel === 'object' ? channel.at : undefined;
  const alertsAt = typeof alerts === 'object' ? (askedAt ?? channelAt) : undefined;
  return {
    askedAt: askedAt ?? now,
    ...(channelAt !== undefined && { channelAt }),
    ...(alertsAt !== undefined && { alertsAt }),
  };
}
