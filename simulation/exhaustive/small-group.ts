import type { FailoverGroup, InputGroup } from '../../core/model/group.ts';

/** The alert type that the small world raises. */
export const noPackets = 'Stopped Receiving UDP Input';

export const channelArn = 'arn:aws:medialive:eu-west-1:111122223333:channel:1000001';

/** The two sites of the small world, that MediaConnect does not feed: MediaLive is the only witness. */
export type Site = 'A' | 'B';

export function attachmentOf(site: string): string {
  return `site-${site.toLowerCase()}`;
}

export function siteOn(attachment: string): Site {
  return attachment === attachmentOf('B') ? 'B' : 'A';
}

function site(name: Site): InputGroup {
  return { name, available: true, attachment: attachmentOf(name), flows: {} };
}

/** The default policy, with a memory of standbys so short that a run soon comes to its end. */
export const smallGroup: FailoverGroup = {
  name: 'news',
  hold: null,
  inputGroups: [site('A'), site('B')],
  policy: {
    failoverOn: 'all-pipelines',
    targetChoice: 'prioritized',
    alerts: { [noPackets]: { confirmMs: 3000, clearMs: 10_000 } },
    flow: { confirmMs: 3000, clearMs: 10_000, countsOnAir: true },
    secondLook: true,
    start: { type: 'fixed', leadMs: 15_500 },
    prepareStandby: false,
    verifyMs: 10_000,
    divergenceMs: 5000,
    failback: { mode: 'manual', stableMs: 60_000 },
    budget: { switches: 100, withinMs: 3_600_000 },
    standbyMemoryMs: 60_000,
  },
};
