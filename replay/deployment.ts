import type { ChannelConfiguration, Configuration } from '../config/configuration.ts';
import { KnownError } from '../config/known-error.ts';
import type { ChannelMember } from '../control/ports/member-store.ts';
import { MemoryTable } from '../model/memory-table.ts';

/**
 * The table as a deployment of the configuration would leave it. A channel that the deployment itself creates has no ARN
 * in the configuration: `arns` gives it one by name, and where one is left and the trace speaks of one unknown channel, it is that.
 */
export function deployInMemory(
  configuration: Configuration,
  seen: ReadonlySet<string>,
  arns: ReadonlyMap<string, string>,
): MemoryTable {
  const table = new MemoryTable();
  for (const [name, { policy, sites }] of Object.entries(configuration.groups)) {
    const operator = { unavailable: [], hold: null };
    table.groups.set(name, {
      name,
      definition: { policy, sites },
      operator,
      version: 1,
      owner: 'replay',
    });
  }
  const named = (channel: ChannelConfiguration) => arns.get(channel.name) ?? channel.existing?.arn;
  const taken = new Set(configuration.channels.flatMap((channel) => named(channel) ?? []));
  const unknown = [...seen].filter((arn) => !taken.has(arn));
  const nameless = configuration.channels.filter((channel) => named(channel) === undefined);
  const [only] = nameless.length === 1 && unknown.length === 1 ? unknown : [];
  for (const channel of configuration.channels) {
    const channelArn = named(channel) ?? only;
    if (channelArn !== undefined) table.members.set(channelArn, memberOf(channelArn, channel, configuration));
  }
  const strange = seen.size > 0 && ![...seen].some((arn) => table.members.has(arn));
  if (strange || table.members.size === 0) throw strangers(seen, configuration);
  return table;
}

function memberOf(
  channelArn: string,
  channel: ChannelConfiguration,
  { groups }: Configuration,
): ChannelMember {
  const { name, group, inputs } = channel;
  const sites = groups[group]?.sites ?? [];
  return {
    channelArn,
    name,
    group,
    owner: 'replay',
    inputs: Object.fromEntries(
      sites.map((site) => [
        site,
        // What the deployment creates is called by the site; its flows have no ARN before they are there.
        { attachment: inputs[site]?.attachment ?? site, flows: inputs[site]?.flows ?? [] },
      ]),
    ),
  };
}

function strangers(seen: ReadonlySet<string>, { channels }: Configuration): KnownError {
  const known = channels.map(({ name, existing }) => `${name}${existing ? ` (${existing.arn})` : ''}`);
  return new KnownError(
    `The trace speaks of ${[...seen].join(', ') || 'no channel'}; the configuration knows ${known.join(', ')}.`,
    'Give the ARN of a channel that the deployment creates with --channel NAME=ARN.',
  );
}
