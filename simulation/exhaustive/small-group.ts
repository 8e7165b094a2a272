import { defaultPolicy, type FailoverGroup, type PipelineId, type Site } from '../../core/model/group.ts';

/** The alert type that the small world raises. */
export const noPackets = 'Stopped Receiving UDP Input';

export const channelArn = 'arn:aws:medialive:eu-west-1:111122223333:channel:1000001';

/** The two sites of the small world, that MediaConnect does not feed: MediaLive is the only witness. */
export type SmallSiteName = 'A' | 'B';

export function attachmentOf(site: string): string {
  return `site-${site.toLowerCase()}`;
}

export function siteOn(attachment: string): SmallSiteName {
  return attachment === attachmentOf('B') ? 'B' : 'A';
}

function site(name: SmallSiteName, flows: Site['flows'] = {}): Site {
  return { name, available: true, attachment: attachmentOf(name), flows };
}

function flowOf(pipeline: PipelineId) {
  return { arn: `arn:aws:mediaconnect:eu-west-1:111122223333:flow:1-B${pipeline}:b-${pipeline}`, sources: 1 };
}

/** The default policy, with a memory of standbys so short that a run soon comes to its end, and no budget that it could spend. */
export const smallGroup: FailoverGroup = {
  name: 'news',
  hold: null,
  sites: [site('A'), site('B')],
  policy: {
    ...defaultPolicy,
    budget: { switches: 100, withinMs: 3_600_000 },
    standbyMemoryMs: 60_000,
  },
};

/** The same, with MediaConnect's flows behind the standby. */
export const fedGroup: FailoverGroup = {
  ...smallGroup,
  sites: [site('A'), site('B', { '0': flowOf('0'), '1': flowOf('1') })],
};
