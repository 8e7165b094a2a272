import * as v from 'valibot';
import type { ChannelMember } from '../ports/member-store.ts';
import { memberInputs } from '../schemas/member.ts';

const memberItem = v.object({
  group: v.string(),
  name: v.nullable(v.string()),
  owner: v.string(),
  inputs: memberInputs,
});

/** Reads a MEMBER item. */
export function memberOf(channelArn: string, item: Record<string, unknown>): ChannelMember {
  return { channelArn, ...v.parse(memberItem, item) };
}
