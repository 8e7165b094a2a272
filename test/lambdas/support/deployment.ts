import type { Policy } from '../../../core/model/group.ts';
import type { ChannelMember } from '../../../lambdas/shared/ports/member-store.ts';
import type { GroupDefinition } from '../../../lambdas/shared/ports/group-store.ts';

/** A deployment with one failover group of sites A and B. */
export const account = '000000000000';
export const stackId = `arn:aws:cloudformation:eu-west-1:${account}:stack/control-plane/1`;
export const owner = `${stackId}/Resource`;

export const channelArnOf = (id: number | string): string =>
  `arn:aws:medialive:eu-west-1:${account}:channel:${id}`;
export const flowArnOf = (site: string, pipeline: 0 | 1): string =>
  `arn:aws:mediaconnect:eu-west-1:${account}:flow:1-${site}${pipeline}:site-${site}-${pipeline}`;

export const policy: Policy = {
  failoverOn: 'all-pipelines',
  targetChoice: 'prioritized',
  alerts: { 'Stopped Receiving UDP Input': { confirmMs: 3000, clearMs: 10_000 } },
  flow: { confirmMs: 3000, clearMs: 10_000, countsOnAir: false, maxAgeMs: 900_000 },
  contentQuality: { video_missing: { confirmMs: 3000, clearMs: 10_000 } },
  secondLook: true,
  start: { type: 'fixed', leadMs: 15_500 },
  prepareStandby: false,
  verifyMs: 10_000,
  divergenceMs: 5000,
  failback: { mode: 'manual', stableMs: 60_000 },
  budget: { switches: 3, withinMs: 3_600_000 },
  lastResortMs: 60_000,
  accumulated: { losses: 5, withinMs: 600_000, action: 'notify' },
  standbyMemoryMs: 900_000,
};

export const definition: GroupDefinition = { policy, inputGroups: ['A', 'B'] };

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
