import type { BuildConfiguration } from './channel/build.ts';
import type { ChannelConfiguration, Configuration, GroupConfiguration } from './configuration.ts';
import type { ExistingInput } from './existing-channel.ts';
import type { Problem } from './problem.ts';
import { placeProblems } from './place-rules.ts';
import { sizeProblems } from './deployment-limits.ts';
import { buildProblems } from './channel/build-rules.ts';
import { didYouMean } from './suggestion.ts';

type Path = Problem['path'];

/** What no single key can say: how the parts of a configuration must agree with each other. */
export function crossChecks(configuration: Configuration): readonly Problem[] {
  return [
    ...Object.entries(configuration.groups).flatMap(([name, group]) => checkGroup(group, ['groups', name])),
    ...configuration.channels.flatMap((channel, index) =>
      checkChannel(channel, configuration.groups, ['channels', index]),
    ),
    ...checkNames(configuration),
    ...repeated(
      configuration.channels.flatMap(({ existing }, index) =>
        existing === undefined ? [] : [{ value: existing.arn, path: ['channels', index, 'existing', 'arn'] }],
      ),
      'A channel belongs to one failover group only.',
    ),
    ...placeProblems(configuration),
    ...sizeProblems(configuration),
  ];
}

function checkNames({ channels, groundToCloud }: Configuration): readonly Problem[] {
  if (channels.length + groundToCloud.length === 0) {
    return [
      {
        path: ['channels'],
        text: 'Give at least one channel: without one there is nothing to fail over. One without MediaLive goes under groundToCloud.',
      },
    ];
  }
  const named = (list: readonly { readonly name: string }[], key: string) =>
    list.map(({ name }, index) => ({ value: name, path: [key, index, 'name'] }));
  return repeated(
    [...named(channels, 'channels'), ...named(groundToCloud, 'groundToCloud')],
    'Give each channel a name of its own.',
  );
}

function checkGroup(group: GroupConfiguration, path: Path): readonly Problem[] {
  const names = group.sites.map((value, index) => ({ value, path: [...path, 'sites', index] }));
  const hasNoEvidence = Object.keys(group.policy.alerts).length === 0 && !group.policy.flow.countsOnAir;
  return [
    ...repeated(names, 'Name each site once.'),
    ...(hasNoEvidence
      ? [
          {
            path: [...path, 'alerts'],
            text: 'no alert type counts and MediaConnect does not count on air, so nothing would ever cause a failover. Name an alert type or set flow.countsOnAir to true.',
          },
        ]
      : []),
  ];
}

function checkChannel(
  channel: ChannelConfiguration,
  groups: Configuration['groups'],
  path: Path,
): readonly Problem[] {
  const group = Object.hasOwn(groups, channel.group) ? groups[channel.group] : undefined;
  if (group === undefined) {
    const names = Object.keys(groups);
    return [
      {
        path: [...path, 'group'],
        text: `there is no failover group "${channel.group}". Allowed: ${names.join(', ')}.${didYouMean(channel.group, names)}`,
      },
    ];
  }
  if ((channel.existing === undefined) === (channel.build === undefined)) {
    return [
      {
        path,
        text: 'say which channel is meant: either existing: { arn: … } to take charge of one, or build: { … } to make one.',
      },
    ];
  }
  return channel.build === undefined
    ? checkExisting(channel, group, path)
    : checkBuilt(channel.build, channel, group, path);
}

function checkBuilt(
  build: BuildConfiguration,
  channel: ChannelConfiguration,
  group: GroupConfiguration,
  path: Path,
): readonly Problem[] {
  const given = Object.keys(channel.inputs);
  return [
    ...(given.length > 0
      ? [
          {
            path: [...path, 'inputs'],
            text: 'the inputs of a channel to be built belong under build.inputs.',
          },
        ]
      : []),
    ...checkSites(build.inputs, channel.group, group, [...path, 'build']),
    ...buildProblems(build, [...path, 'build']),
    ...flowNameProblems(build, channel, path),
  ];
}

/** MediaConnect's own limit (CDK, aws-mediaconnect-alpha, lib/flow.ts). */
const flowNameMax = 64;

function flowNameProblems(
  { inputs }: BuildConfiguration,
  { name }: ChannelConfiguration,
  path: Path,
): readonly Problem[] {
  return Object.entries(inputs).flatMap(([site, { mediaconnect }]) => {
    const flow = `${name}-${site}-0`;
    if (mediaconnect === undefined || flow.length <= flowNameMax) return [];
    return [
      {
        path: [...path, 'build', 'inputs', site],
        text: `its flows would be called "${flow}" and so on: ${flow.length} characters. Allowed: ${flowNameMax}. Give the channel or the site a shorter name.`,
      },
    ];
  });
}

function checkExisting(
  channel: ChannelConfiguration,
  group: GroupConfiguration,
  path: Path,
): readonly Problem[] {
  const inputs = Object.entries(channel.inputs);
  return [
    ...checkSites(channel.inputs, channel.group, group, path),
    ...inputs.flatMap(([name, input]) =>
      checkFlowCount(input, channel.existing?.class ?? 'standard', [...path, 'inputs', name, 'flows']),
    ),
    ...repeated(
      inputs.map(([name, input]) => ({
        value: input.attachment,
        path: [...path, 'inputs', name, 'attachment'],
      })),
      'Two sites cannot share an attachment: a switch between them would do nothing.',
    ),
    ...repeated(
      inputs.flatMap(([name, input]) =>
        input.flows.map(({ arn }, index) => ({
          value: arn,
          path: [...path, 'inputs', name, 'flows', index],
        })),
      ),
      'Each pipeline of each site has a flow of its own.',
    ),
  ];
}

function checkSites(
  inputs: Readonly<Record<string, unknown>>,
  groupName: string,
  group: GroupConfiguration,
  path: Path,
): readonly Problem[] {
  const wanted = `Its failover group "${groupName}" has ${group.sites.join(', ')}`;
  return [
    ...group.sites
      .filter((name) => !Object.hasOwn(inputs, name))
      .map((name) => ({
        path: [...path, 'inputs'],
        text: `the site "${name}" is missing. ${wanted}: say where the channel takes each from.`,
      })),
    ...Object.keys(inputs)
      .filter((name) => !group.sites.includes(name))
      .map((name) => ({
        path: [...path, 'inputs', name],
        text: `"${name}" is not a site of this channel. ${wanted}.${didYouMean(name, group.sites)}`,
      })),
  ];
}

function checkFlowCount(input: ExistingInput, channelClass: string, path: Path): readonly Problem[] {
  const wanted = channelClass === 'standard' ? 2 : 1;
  if (input.flows.length === 0 || input.flows.length === wanted) return [];
  const advice =
    wanted === 2
      ? 'List the flow of pipeline 0 first, then that of pipeline 1'
      : `List the flow of pipeline 0, the first that DescribeInput shows, and only that: of an input with two, a single pipeline ingests the first flow only, and the health of the other says nothing about it`;
  return [
    {
      path,
      text: `a ${channelClass} channel takes ${wanted === 2 ? 'two flows' : 'one flow'} per site, ${input.flows.length} given. ${advice}; leave the list empty if MediaConnect does not feed the input.`,
    },
  ];
}

function repeated(values: readonly { value: string; path: Path }[], advice: string): readonly Problem[] {
  const seen = new Set<string>();
  return values.flatMap(({ value, path }) => {
    if (!seen.has(value)) {
      seen.add(value);
      return [];
    }
    return [{ path, text: `"${value}" is given twice. ${advice}` }];
  });
}
