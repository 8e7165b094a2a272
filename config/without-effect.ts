import type { Configuration, GroupConfiguration } from './configuration.ts';
import type { Problem } from './problem.ts';
import { didYouMean } from './suggestion.ts';

type Path = Problem['path'];

/**
 * What is allowed and hardly meant: settings that do nothing, or that leave a gap. A deployment is made all the same; `failover validate`
 * and `cdk synth` say it.
 */
export function warningsOf(configuration: Configuration): readonly Problem[] {
  const { groups, channels, standbyMetrics, region } = configuration;
  return [
    ...regionWarnings(region),
    ...(standbyMetrics && !hasFlows(configuration)
      ? [warning(['standbyMetrics'], 'it has no effect: no channel has a MediaConnect flow. Leave it out.')]
      : []),
    ...Object.entries(groups).flatMap(([name, group]) => [
      ...(channels.some((channel) => channel.group === name)
        ? []
        : [
            warning(
              ['groups', name],
              'the failover group has no channel, so it does nothing. Name it in a channel, or leave it out.',
            ),
          ]),
      ...policyWarnings(group.policy, ['groups', name]),
    ]),
  ];
}

function policyWarnings(policy: GroupConfiguration['policy'], path: Path): readonly Problem[] {
  const { failback, alerts, flow } = policy;
  const windows = [
    ...Object.entries(alerts).map(([type, window]) => [['alerts', type], window] as const),
    [['flow'], flow] as const,
  ];
  return [
    ...(failback.mode === 'manual' && failback.hours !== undefined
      ? [
          warning(
            [...path, 'failback', 'hours'],
            'the hours have no effect while mode is manual. Give mode: automatic, or leave them out.',
          ),
        ]
      : []),
    ...(Object.keys(alerts).length === 0
      ? [
          warning(
            [...path, 'alerts'],
            'no alert of MediaLive counts: only what MediaConnect says causes a failover. Leave the key out for the default alerts.',
          ),
        ]
      : []),
    ...windows.flatMap(([keys, { confirmMs, clearMs }]) =>
      clearMs >= confirmMs
        ? []
        : [
            warning(
              [...path, ...keys, 'clear'],
              `good evidence counts sooner (${clearMs / 1000} s) than bad evidence (${confirmMs / 1000} s), so that a site that flaps counts as well. Give clear a longer time than confirm.`,
            ),
          ],
    ),
  ];
}

function hasFlows({ channels }: Configuration): boolean {
  return channels.some(
    ({ build, inputs }) =>
      Object.values(inputs).some(({ flows }) => flows.length > 0) ||
      Object.values(build?.inputs ?? {}).some(({ mediaconnect }) => mediaconnect !== undefined),
  );
}

/**
 * Those in which botocore 1.43.11 knows MediaLive (data/endpoints.json), which AWS writes. A newer one is no mistake, so it is only
 * warned of.
 */
const regions = [
  ...['us-east-1', 'us-east-2', 'us-west-2', 'ca-central-1', 'sa-east-1', 'me-central-1'],
  ...['eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3'],
  ...['ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-south-2'],
  ...['ap-southeast-1', 'ap-southeast-2', 'ap-southeast-4', 'ap-southeast-5'],
];

function regionWarnings(region: string | undefined): readonly Problem[] {
  if (region === undefined || regions.includes(region)) return [];
  return [
    warning(
      ['region'],
      `"${region}" is not a region that this version knows MediaLive in.${didYouMean(region, regions)} Check its name.`,
    ),
  ];
}

function warning(path: Path, text: string): Problem {
  return { path, text };
}
