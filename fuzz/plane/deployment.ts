import { defaultPolicy, type Policy } from '../../core/model/group.ts';
import type { ChannelMember } from '../../control/ports/member-store.ts';

/** Two channels of one failover group, each with the sites A and B. */
export const account = '111122223333';
export const groupName = 'news';
export const sites = ['A', 'B'] as const;
export type FuzzSite = (typeof sites)[number];

export const channelArnOf = (id: number): string => `arn:aws:medialive:eu-west-1:${account}:channel:${id}`;
/** The channel that is proven to work. */
export const channelArn = channelArnOf(1);
/** The other one, managed as well. */
export const neighbourArn = channelArnOf(2);

export const attachmentOf = (site: FuzzSite): string => `site-${site}`;
export const flowArnOf = (id: number, site: FuzzSite, pipeline: number): string =>
  `arn:aws:mediaconnect:eu-west-1:${account}:flow:1-${id}${site}${pipeline}:${site}-${pipeline}`;
export const sourceArnOf = (flowArn: string): string => flowArn.replace(':flow:', ':source:');

export const members: readonly ChannelMember[] = [1, 2].map((id) => ({
  channelArn: channelArnOf(id),
  name: `channel-${id}`,
  group: groupName,
  owner: 'fuzz',
  inputs: Object.fromEntries(
    sites.map((site) => [
      site,
      {
        attachment: attachmentOf(site),
        flows: [0, 1].map((pipeline) => ({ arn: flowArnOf(id, site, pipeline), sources: 1 })),
      },
    ]),
  ),
}));

/**
 * Policies that differ in what they believe and how they act; all of them ask MediaLive before a failover. None counts short
 * losses as a loss (`accumulated`): of what is over already only events have told, and nobody can be asked.
 */
export const policies = {
  default: defaultPolicy,
  eager: {
    ...defaultPolicy,
    start: { type: 'immediate' },
    targetChoice: 'flat',
    failback: { ...defaultPolicy.failback, mode: 'automatic' },
    prepareStandby: true,
  },
  anxious: {
    ...defaultPolicy,
    failoverOn: 'any-pipeline',
    flow: { ...defaultPolicy.flow, countsOnAir: true },
  },
} as const satisfies Readonly<Record<string, Policy>>;
export type PolicyName = keyof typeof policies;
export const policyNames = Object.keys(policies) as readonly PolicyName[];
