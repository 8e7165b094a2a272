import * as v from 'valibot';
import type { Flow } from '../../core/model/group.ts';
import type { ChannelMember, MemberInput } from '../../control/ports/member-store.ts';
import { count, known, misreadPaths, orElse, orNull, readable } from './tolerant.ts';

const text = v.string();

const flow: v.GenericSchema<unknown, Flow> = known({
  arn: text,
  sources: orElse(v.pipe(count, v.minValue(1)), 1),
});

/** Flows stand in the order of the pipelines: one that cannot be read would move the other. */
const input: v.GenericSchema<unknown, MemberInput> = known({
  attachment: text,
  flows: orElse(v.array(flow), []),
});

const item = v.object({
  group: text,
  name: orNull(text),
  owner: orElse(text, ''),
  inputs: orElse(readable(input), {}),
});

/**
 * Reads a MEMBER item, whichever release wrote it. null: it does not say of which failover group, so that nobody can decide on
 * the channel until it is deployed anew.
 */
export function readMember(
  channelArn: string,
  stored: Readonly<Record<string, unknown>>,
): { readonly member: ChannelMember | null; readonly misread: readonly string[] } {
  const read = v.safeParse(item, stored);
  if (!read.success) return { member: null, misread: ['member.group'] };
  const given = Object.fromEntries(Object.entries(stored).filter(([key]) => key in item.entries));
  return { member: { channelArn, ...read.output }, misread: misreadPaths(given, read.output, 'member') };
}
