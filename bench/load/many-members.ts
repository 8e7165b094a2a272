import { defaultPolicy, type Policy } from '../../core/model/group.ts';
import type { ChannelMember } from '../../control/ports/member-store.ts';
import { alertType } from '../../rehearsal/load/loss.ts';
import { account } from '../../simulation/world/setting.ts';

/** The defaults, but for the windows. */
export const policyWith = (confirmMs: number): Policy => ({
  ...defaultPolicy,
  alerts: { [alertType]: { confirmMs, clearMs: 10_000 } },
  flow: { ...defaultPolicy.flow, confirmMs },
});

export const groupName = 'bench';

/** Channels of one failover group with two sites and no flows, as the table has them. */
export const membersOf = (channels: number): readonly ChannelMember[] =>
  Array.from({ length: channels }, (_, index) => ({
    channelArn: `arn:aws:medialive:eu-west-1:${account}:channel:${1_000_001 + index}`,
    name: `channel-${index}`,
    group: groupName,
    owner: 'bench',
    inputs: { A: { attachment: 'site-a', flows: [] }, B: { attachment: 'site-b', flows: [] } },
  }));

/** Two flows of its own behind each of a channel's sites. */
export function withFlows(members: readonly ChannelMember[]): readonly ChannelMember[] {
  return members.map((member, index) => ({
    ...member,
    inputs: Object.fromEntries(
      Object.entries(member.inputs).map(([site, { attachment }]) => [
        site,
        {
          attachment,
          flows: [0, 1].map((pipeline) => ({ arn: flowArn(site, index, pipeline), sources: 1 })),
        },
      ]),
    ),
  }));
}

function flowArn(site: string, channel: number, pipeline: number): string {
  const id = `1-${site}${String(channel).padStart(6, '0')}-${pipeline}`;
  return `arn:aws:mediaconnect:eu-west-1:${account}:flow:${id}:bench`;
}
