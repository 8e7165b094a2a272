import { initialState } from '../../core/initial-state.ts';
import type { FailoverGroup, Flow, Site, Millis, PipelineId } from '../../core/model/group.ts';
import type { ChannelState } from '../../core/model/state.ts';
import { lookUp } from '../../core/look-up.ts';
import type { StoredGroup } from '../ports/group-store.ts';
import type { ChannelMember, MemberInput } from '../ports/member-store.ts';
import type { LoopDeps } from './deps.ts';

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
  { clock, channels, groups }: Pick<LoopDeps, 'clock' | 'channels' | 'groups'>,
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

/**
 * The failover group as one of its channels sees it: the group's policy, order and overrides, with the channel's own
 * attachments and flows. A site that the channel does not have is left out.
 */
export function failoverGroupFor(stored: StoredGroup, member: ChannelMember): FailoverGroup {
  const { definition, operator } = stored;
  return {
    name: stored.name,
    policy: definition.policy,
    hold: operator.hold,
    sites: definition.sites.flatMap((name): Site[] => {
      const input = lookUp(member.inputs, name);
      if (!input) return [];
      const available = !operator.unavailable.includes(name);
      return [{ name, available, attachment: input.attachment, flows: flowsByPipeline(input) }];
    }),
  };
}

function flowsByPipeline({ flows: [first, second] }: MemberInput): Partial<Record<PipelineId, Flow>> {
  return { ...(first && { '0': first }), ...(second && { '1': second }) };
}
