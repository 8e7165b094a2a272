import { initialState } from '../../core/initial-state.ts';
import type { FailoverGroup, Millis } from '../../core/model/group.ts';
import type { ChannelState } from '../../core/model/state.ts';
import type { ChannelMember } from '../ports/member-store.ts';
import type { DecideDeps } from './deps.ts';
import { failoverGroupFor } from './failover-group.ts';

/** All that a decision about a managed channel rests on. */
export interface ManagedChannel {
  readonly state: ChannelState;
  readonly savedAt: Millis;
  readonly member: ChannelMember;
  readonly group: FailoverGroup;
  /** When it was read; what has been saved since is in it. */
  readonly readAt: Millis;
}

/**
 * Reads a channel and its group, both as they are now: nothing is cached, so that a hold acts on the very next decision.
 * null: the channel is not managed.
 */
export async function loadChannel(
  { clock, channels, groups }: Pick<DecideDeps, 'clock' | 'channels' | 'groups'>,
  channelArn: string,
): Promise<ManagedChannel | null> {
  const readAt = clock.now();
  const { state, savedAt, member } = await channels.load(channelArn);
  if (!member) return null;
  const group = await groups.load(member.group);
  if (!group) {
    throw new Error(
      `Channel ${channelArn} is a member of failover group "${member.group}", which is not defined. Deploy the control plane again, or take the channel out of its configuration.`,
    );
  }
  return {
    state: state ?? initialState(channelArn),
    savedAt,
    member,
    group: failoverGroupFor(group, member),
    readAt,
  };
}
