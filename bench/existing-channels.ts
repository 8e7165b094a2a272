const place = 'eu-west-1:000000000000';
const padded = (index: number, digits: number) => String(index).padStart(digits, '0');

/** How many channels, and what of them makes a deployment large. */
export interface ExistingChannels {
  readonly channels: number;
  /** The number of the first. */
  readonly first?: number;
  readonly groups?: number;
  readonly flowNameCharacters?: number;
  /** Besides A and B, each with two flows of its own. */
  readonly moreSites?: readonly string[];
}

/** A configuration file of channels that exist, with ids as long as AWS makes them. */
export function existingChannels({
  channels,
  first = 0,
  groups = 1,
  flowNameCharacters = 28,
  moreSites = [],
}: ExistingChannels): string {
  const sites = ['A', 'B', ...moreSites];
  const flow = (index: number, site: string, pipeline: number) => {
    const id = `1-23aBC45dEF67hiJ8-${padded(index, 10)}${site}${pipeline}`;
    const name = `newsroom-${padded(index, 4)}-${site}-${pipeline}-`.padEnd(flowNameCharacters, 'n');
    return `arn:aws:mediaconnect:${place}:flow:${id}:${name.slice(0, flowNameCharacters)}`;
  };
  const inputsOf = (index: number) =>
    sites.map((site) => {
      const flows = [0, 1].map((pipeline) => flow(index, site, pipeline));
      return [site, { attachment: `contribution-${site}`, flows }] as const;
    });
  const indexes = Array.from({ length: channels }, (_, offset) => first + offset);
  return JSON.stringify({
    name: 'newsroom',
    groups: Object.fromEntries(
      Array.from({ length: groups }, (_, index) => [`news-${index}`, { sites: sites }]),
    ),
    channels: indexes.map((index) => ({
      name: `newsroom-channel-${padded(index, 4)}`,
      group: `news-${index % groups}`,
      existing: { arn: `arn:aws:medialive:${place}:channel:${1_000_000 + index}` },
      inputs: Object.fromEntries(inputsOf(index)),
    })),
  });
}
