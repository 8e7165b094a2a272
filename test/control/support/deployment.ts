import { defaultPolicy, type Policy } from '../../../core/model/group.ts';
import type { ChannelMember } from '../../../control/ports/member-store.ts';
import type { GroupDefinition } from '../../../control/ports/group-store.ts';

/** A deployment with one failover group of sites A and B. */
export const account = '000000000000';
export const stackId = `arn:aws:cloudformation:eu-west-1:${account}:stack/control-plane/1`;
export const owner = `${stackId}/Resource`;

export const channelArnOf = (id: number | string): string =>
  `arn:aws:medialive:eu-west-1:${account}:channel:${id}`;
export const flowArnOf = (site: string, pipeline: 0 | 1): string =>
  `arn:aws:mediaconnect:eu-west-1:${account}:flow:1-${site}${pipeline}:site-${site}-${pipeline}`;

export const policy: Policy = {
  ...defaultPolicy,
  alerts: { 'Stopped Receiving UDP Input': { confirmMs: 3000, clearMs: 10_000 } },
  flow: { ...defaultPolicy.flow, countsOnAir: false },
};

export const definition: GroupDefinition = { policy, sites: ['A', 'B'] };

const input = (site: string) => ({
  attachment: `site-${site}`,
  flows: ([0, 1] as const).map((pipeline) => ({ arn: flowArnOf(site, pipeline), sources: 1 })),
});

export function memberOf(id: number | string, changes: Partial<ChannelMember> = {}): ChannelMember {
  return {
    channelArn: channelArnOf(id),
    name: `channel-${id}`,
    group: 'news',
    inputs: { A: input('A'), B: input('B') },
    owner,
    ...changes,
  };
}
