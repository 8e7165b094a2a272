import type { Millis } from '../../core/model/group.ts';
import type { ChannelMember } from './member-store.ts';

/**
 * What one resource of a deployment says of a channel. CloudFormation makes the new before it deletes the old, and deletes the new
 * again when an update fails, so that for a while two of them speak for one channel (docs/adr/018).
 */
export interface Claim {
  /** Its `owner` is the resource. */
  readonly member: ChannelMember;
  readonly at: Millis;
}

/** The claims on each channel, one for each owner. */
export interface ClaimStore {
  /** Those on a channel, the newest last. */
  of(channelArn: string): Promise<readonly Claim[]>;
  /** In place of what the same owner said before. */
  put(claim: Claim): Promise<void>;
  /** Safe to repeat. */
  remove(channelArn: string, owner: string): Promise<void>;
}
