import type { Configuration } from '../config/configuration.ts';

/** The ARNs of the flows of one channel, by site, then pipeline. */
export type ConfiguredFlows = Readonly<Record<string, readonly string[]>>;

/** The flows of a channel, by its ARN or name; empty where the configuration does not name them. */
export function configuredFlows({ channels }: Configuration, channel: string): ConfiguredFlows {
  const found = channels.find(({ name, existing }) => name === channel || existing?.arn === channel);
  const inputs = Object.entries(found?.inputs ?? {});
  return Object.fromEntries(inputs.map(([group, { flows }]) => [group, flows.map(({ arn }) => arn)]));
}
