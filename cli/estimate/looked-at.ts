import type { ChannelConfiguration, Configuration } from '../../config/configuration.ts';
import type { LookedAt } from './quiet-minute.ts';

/** What there is to look at in a configuration. */
export function lookedAtOf({ channels, groups }: Pick<Configuration, 'channels' | 'groups'>): LookedAt {
  const standbys = channels.flatMap((channel) => {
    const group = groups[channel.group];
    if (group === undefined) return [];
    const flows = group.sites.slice(1).reduce((sum, name) => sum + flowsBehind(channel, name), 0);
    return flows === 0 ? [] : [{ flows, maxAgeMs: group.policy.flow.maxAgeMs }];
  });
  return { channels: channels.length, flows: flowsOf(channels), standbys };
}

function flowsBehind({ inputs, build }: ChannelConfiguration, site: string): number {
  const built = build?.inputs[site]?.mediaconnect?.pipelines.length ?? 0;
  return built + (inputs[site]?.flows.length ?? 0);
}

/** How many flows feed the channels; one that exists may feed several. */
function flowsOf(channels: readonly ChannelConfiguration[]): number {
  const existing = channels.flatMap(({ inputs }) =>
    Object.values(inputs).flatMap(({ flows }) => flows.map(({ arn }) => arn)),
  );
  const built = channels.flatMap(({ build }) =>
    Object.values(build?.inputs ?? {}).flatMap(({ mediaconnect }) => mediaconnect?.pipelines ?? []),
  );
  return new Set(existing).size + built.length;
}
