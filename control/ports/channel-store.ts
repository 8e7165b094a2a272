import type { ChannelState } from '../../core/model/state.ts';
import type { Millis } from '../../core/model/group.ts';
import type { ChannelMember } from './member-store.ts';

/** What the table holds of one channel. */
export interface StoredChannel {
  /** null: nothing has been saved yet. */
  readonly state: ChannelState | null;
  /** When `state` was saved: tells effects that someone is carrying out now from those that were left behind. */
  readonly savedAt: Millis;
  /** null: the channel is not managed. */
  readonly member: ChannelMember | null;
}

/** The states of channels, each saved only on top of the version it was decided from. */
export interface ChannelStore {
  load(channelArn: string): Promise<StoredChannel>;
  /** Saves the state as the version after its own, and returns it as saved; `conflict`: someone else saved meanwhile. */
  save(state: ChannelState, now: Millis): Promise<ChannelState | 'conflict'>;
}
