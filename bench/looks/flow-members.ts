import type { ChannelMember } from '../../control/ports/member-store.ts';
import { account as accountId } from '../../simulation/world/setting.ts';

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
  return `arn:aws:mediaconnect:eu-west-1:${accountId}:flow:${id}:bench`;
}
