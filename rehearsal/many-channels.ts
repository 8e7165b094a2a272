import type { Estate } from '../twin/estate.ts';

const account = '000000000000';
const region = 'eu-west-1';
const sites = ['a', 'b'] as const;
const firstId = 1_000_001;

export const channelArn = (index: number): string =>
  `arn:aws:medialive:${region}:${account}:channel:${firstId + index}`;

/** Which channel a MediaLive call speaks of; undefined for another call. */
export function channelIn(url: string): number | undefined {
  const id = /\/channels\/(\d+)\//.exec(url)?.[1];
  return id === undefined ? undefined : Number(id) - firstId;
}

const flowArn = (site: string, pipeline: number): string =>
  `arn:aws:mediaconnect:${region}:${account}:flow:1-bench${site}${pipeline}-0123456789ab:bench-${site}-${pipeline}`;

/** A deployment that takes charge of many channels. */
export interface ManyChannels {
  readonly name: string;
  /** The index of its first channel. */
  readonly first: number;
  readonly channels: number;
  /** The lines of the group's policy. */
  readonly policy: string;
}

/** A deployment of many channels in one failover group, as a configuration file says it. */
export function configurationOf({ name, first, channels, policy }: ManyChannels): string {
  const members = Array.from({ length: channels }, (_, place) =>
    [
      `  - name: channel-${first + place}`,
      '    group: bench',
      `    existing: { arn: '${channelArn(first + place)}' }`,
      '    inputs: { A: { attachment: site-a }, B: { attachment: site-b } }',
    ].join('\n'),
  );
  return [
    `name: ${name}\naccount: '${account}'\nregion: ${region}\ncontrolPlane: { onDelete: destroy }`,
    `groups:\n  bench:\n    sites: [A, B]\n${policy}`,
    `channels:\n${members.join('\n')}\n`,
  ].join('\n');
}

/** The media side of it. The channels share two sites of two flows, so that a thousand channels cost one stream each way. */
export function estateOf(channels: number): Estate {
  return {
    account,
    region,
    flows: sites.flatMap((site) =>
      [0, 1].map((pipeline) => ({
        arn: flowArn(site, pipeline),
        name: `bench-${site}-${pipeline}`,
        availabilityZone: `${region}${pipeline === 0 ? 'a' : 'b'}`,
        sources: [{ arn: flowArn(site, pipeline).replace(':flow:', ':source:'), name: 'source' }],
        startAs: 'ACTIVE' as const,
      })),
    ),
    inputs: sites.map((site) => ({
      id: `input-${site}`,
      name: `bench-${site}`,
      type: 'MEDIACONNECT' as const,
      flowArns: [flowArn(site, 0), flowArn(site, 1)],
    })),
    channels: Array.from({ length: channels }, (_, index) => ({
      id: String(firstId + index),
      name: `channel-${index}`,
      channelClass: 'STANDARD' as const,
      attachments: sites.map((site) => ({ name: `site-${site}`, inputId: `input-${site}` })),
      inputPrepare: false,
      startAs: 'RUNNING' as const,
    })),
  };
}

/** The flows of a site, for a source to stream to. */
export function flowsOf(site: 'a' | 'b'): readonly string[] {
  return [flowArn(site, 0), flowArn(site, 1)];
}
