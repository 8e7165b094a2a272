import { flows, here, output, pair, rtp } from '../../config/sound-channel.ts';

/** One change of a configuration: the file before and after, and what has to be written instead where it is refused. */
export interface Change {
  readonly what: string;
  readonly before: object;
  readonly after: object;
  /** Deployed on the way to `after`, where a recipe asks for a file in between. */
  readonly between?: object;
  /** Deployed instead of `after`, where a recipe asks for something else. */
  readonly instead?: object;
}

/** Every file that a change begins with, passes and ends with. */
export const filesOf = ({ before, between, instead, after }: Change): readonly object[] =>
  [before, between, instead, after].filter((one) => one !== undefined);

export const merge = { sourceFailover: { mode: 'merge' } };
export const twoSources = flows('rtp', pair('rtp'), merge);
/** What is left when the second source is taken out. */
export const oneOfTwo = flows('rtp', pair('rtp').slice(0, 1));
export const zones = ['eu-west-1a', 'eu-west-1b'];
export const build = { availabilityZones: zones, inputs: { A: rtp, B: rtp }, outputs: [output] };

export const file = (change: object = {}, more: object = {}, group: object = {}) => ({
  name: 'live',
  account: '000000000000',
  region: 'eu-west-1',
  groups: { news: { sites: ['A', 'B'], ...group } },
  channels: [{ name: 'one', group: 'news', build: { ...build, ...change } }],
  ...more,
});
export const base = file();

export const of = (
  what: string,
  after: object,
  before: object = base,
  more: Partial<Change> = {},
): Change => ({
  what,
  before,
  after,
  ...more,
});
export const inputs = (A: object, B: object = rtp) => file({ inputs: { A, B } });
export const outputs = (...list: readonly object[]) => file({ outputs: list });
export const encoding = (change: object) => file({ encoding: change });
export const policy = (change: object) => file({}, {}, change);
export const confidence = (name: string, port: number) => {
  const feed = { name, protocol: 'srt-listener', port, allow: [here] };
  const pipeline = { sources: [{ allow: here, port: 5000 }], confidence: [feed] };
  return inputs({ mediaconnect: { protocol: 'rtp', pipelines: [pipeline, pipeline] } });
};
export const straight = { rtp: { allow: [here] } };
export const vpc = { subnet: 'subnet-0a1b2c3d', securityGroups: ['sg-0a1b2c3d'] };
export const overVpc = (change: object = {}) => {
  const pipeline = { sources: [{ overVpc: true, port: 5000 }], vpc: { ...vpc, ...change } };
  return { mediaconnect: { protocol: 'rtp', pipelines: [pipeline, pipeline] } };
};
export const withMaintenance = (day: string) => {
  const sources = [{ allow: here, port: 5000 }];
  return {
    mediaconnect: {
      protocol: 'rtp',
      pipelines: [{ sources, maintenance: { day, hour: '03:00' } }, { sources }],
    },
  };
};
export const existing = (id: number) => ({
  name: `existing-${id}`,
  group: 'news',
  existing: { arn: `arn:aws:medialive:eu-west-1:000000000000:channel:${id}` },
  inputs: { A: { attachment: 'a' }, B: { attachment: 'b' } },
});
export const second = { name: 'two', group: 'news', build };
export const cmaf = { ...output, ingest: 'cmaf' };
export const v1 = { name: 'old', type: 'mediapackage-v1' };
export const channels = (...list: readonly object[]) => file({}, { channels: list });
export const [one] = base.channels;
