import type { ChannelMember } from '../ports/member-store.ts';
import { changesBetween } from './changes.ts';
import { logChanges, type ConfigureDeps } from './configure-deps.ts';
import type { ResourceRequest } from './custom-resource.ts';

/**
 * Has a resource claim a channel: from now on its word counts. What another said before is kept, so that the channel goes back to that
 * one when the new resource is deleted again.
 *
 * @param member - what it says; the owner is the resource
 * @param before - the channel as it stands in the table; null: nobody has claimed it
 */
export async function claim(
  deps: ConfigureDeps,
  member: ChannelMember,
  before: ChannelMember | null,
  request: ResourceRequest,
): Promise<void> {
  const at = deps.clock.now();
  if (before && before.owner !== member.owner) await keepWord(deps, before, at - 1);
  await deps.claims.put({ member, at });
  await follow(deps, before, member, request);
}

/**
 * Withdraws what a resource has claimed. The channel goes to the deployment that claimed it before, and leaves the control plane's care, its state
 * with it, only when nobody claims it any more. Safe to repeat.
 */
export async function withdrawChannel(
  deps: ConfigureDeps,
  channelArn: string,
  owner: string,
  request: ResourceRequest,
): Promise<void> {
  await deps.claims.remove(channelArn, owner);
  const before = await deps.members.find(channelArn);
  if (before?.owner !== owner) return;
  const [heir] = (await deps.claims.of(channelArn)).toReversed();
  await follow(deps, before, heir?.member ?? null, request);
}

/** A release before wrote no claims: what stands in the table is written down as one. */
async function keepWord({ claims }: ConfigureDeps, member: ChannelMember, at: number): Promise<void> {
  const known = await claims.of(member.channelArn);
  if (known.some((one) => one.member.owner === member.owner)) return;
  await claims.put({ member, at });
}

/** Has the table say what counts now, the change log say what changed, and the channel look at itself where something did. */
async function follow(
  deps: ConfigureDeps,
  before: ChannelMember | null,
  after: ChannelMember | null,
  request: ResourceRequest,
): Promise<void> {
  const { members, observations } = deps;
  if (after) await members.put(after, before);
  else if (before) await members.remove(before);
  const changes = changesBetween(shown(before), shown(after));
  if (changes.length === 0) return;
  const groups = new Set([before?.group, after?.group].filter((group) => group !== undefined));
  const subject = `channel ${(after ?? before)?.channelArn ?? ''}`;
  await Promise.all([...groups].map((group) => logChanges(deps, group, subject, changes, request)));
  if (after) await observations.send(after.channelArn);
}

function shown(member: ChannelMember | null) {
  return member && { name: member.name, group: member.group, inputs: member.inputs };
}
