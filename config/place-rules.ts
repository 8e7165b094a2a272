import { placeOf } from './arn.ts';
import { zonesOutside } from './channel/build-rules.ts';
import type { Configuration } from './configuration.ts';
import type { Problem } from './problem.ts';

type Path = Problem['path'];

/** Everything of one deployment lives in one region of one account: the control plane's rules see only their own. */
export function placeProblems(configuration: Configuration): readonly Problem[] {
  const given = givenArns(configuration);
  const first = given[0] === undefined ? undefined : placeOf(given[0].value);
  const account = configuration.account ?? first?.account;
  const region = configuration.region ?? first?.region;
  const zones = configuration.channels.flatMap(({ build }, index) =>
    build === undefined ? [] : zonesOutside(build, region, ['channels', index, 'build']),
  );
  const strangers = given.flatMap(({ value, path }) => {
    const place = placeOf(value);
    if (place.account === account && place.region === region) return [];
    return [
      {
        path,
        text: `"${value}" is in ${place.region} of account ${place.account}, the deployment in ${region ?? '?'} of ${account ?? '?'}. Deploy one configuration per region and account.`,
      },
    ];
  });
  return [
    ...zones,
    ...strangers,
    ...checkKey(configuration, region),
    ...secretProblems(configuration, account, region),
    ...encoderProblems(configuration),
  ];
}

/** The key may be another account's, whose policy says so. */
function checkKey(
  { notifications: { keyArn } }: Configuration,
  region: string | undefined,
): readonly Problem[] {
  if (keyArn === undefined || region === undefined || placeOf(keyArn).region === region) return [];
  return [
    {
      path: ['notifications', 'keyArn'],
      text: `"${keyArn}" is in ${placeOf(keyArn).region}, the deployment in ${region}. Give a key of that region: SNS encrypts with no other.`,
    },
  ];
}

function givenArns({ channels }: Configuration): readonly { value: string; path: Path }[] {
  return channels.flatMap(({ existing, inputs }, index) => [
    ...(existing === undefined
      ? []
      : [{ value: existing.arn, path: ['channels', index, 'existing', 'arn'] }]),
    ...Object.entries(inputs).flatMap(([name, { flows }]) =>
      flows.map(({ arn }, position) => ({
        value: arn,
        path: ['channels', index, 'inputs', name, 'flows', position],
      })),
    ),
  ]);
}

/** MediaConnect reads a key from a secret of its own region and account alone (CDK, aws-mediaconnect-alpha, lib/shared.ts). */
function secretProblems(
  { channels }: Configuration,
  account: string | undefined,
  region: string | undefined,
): readonly Problem[] {
  return secretsOf(channels).flatMap(({ value, path }) => {
    const place = placeOf(value);
    const isElsewhere =
      (account !== undefined && place.account !== account) ||
      (region !== undefined && place.region !== region);
    if (!isElsewhere) return [];
    return [
      {
        path,
        text: `"${value}" is in ${place.region} of account ${place.account}, the flow in ${region ?? '?'} of ${account ?? '?'}. MediaConnect reads secrets of its own region and account alone: keep the key there.`,
      },
    ];
  });
}

function secretsOf(channels: Configuration['channels']): readonly { value: string; path: Path }[] {
  return channels.flatMap(({ build }, channel) =>
    Object.entries(build?.inputs ?? {}).flatMap(([site, { mediaconnect }]) =>
      (mediaconnect?.pipelines ?? []).flatMap(({ sources }, pipeline) =>
        sources.flatMap(({ encryption }, source) =>
          encryption === undefined
            ? []
            : [
                {
                  value: encryption.secret,
                  path: [
                    ...['channels', channel, 'build', 'inputs', site, 'mediaconnect', 'pipelines', pipeline],
                    ...['sources', source, 'encryption', 'secret'],
                  ],
                },
              ],
        ),
      ),
    ),
  );
}

/** What the encoders' roles may do is written into this account alone; which one that is has to be known. */
function encoderProblems({ account, channels, groundToCloud }: Configuration): readonly Problem[] {
  const isKnown = account !== undefined || channels.some(({ existing }) => existing !== undefined);
  if (isKnown) return [];
  return groundToCloud.flatMap(({ name, origin }) =>
    origin.type === 'mediapackage-v2'
      ? [
          {
            path: ['account'],
            text: `the encoders of ${name} are roles or users, and only those of this account can be given a policy here. Say which account it is, like account: "111122223333".`,
          },
        ]
      : [],
  );
}
