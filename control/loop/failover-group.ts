import { lookUp } from '../../core/look-up.ts';
import type { FailoverGroup, Flow, InputGroup, PipelineId } from '../../core/model/group.ts';
import type { StoredGroup } from '../ports/group-store.ts';
import type { ChannelMember, MemberInput } from '../ports/member-store.ts';

/**
 * The failover group as one of its channels sees it: the group's policy, order and overrides, with the channel's own
 * attachments and flows. An input group that the channel does not have is left out.
 */
export function failoverGroupFor(stored: StoredGroup, member: ChannelMember): FailoverGroup {
  const { definition, operator } = stored;
  return {
    name: stored.name,
    policy: definition.policy,
    hold: operator.hold,
    inputGroups: definition.inputGroups.flatMap((name): InputGroup[] => {
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
