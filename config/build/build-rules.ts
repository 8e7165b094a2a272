import { decoderAlert, lossAlerts } from '../alert-types.ts';
import type { Policy } from '../policy.ts';
import type { Problem } from '../problem.ts';
import type { BuildConfiguration, BuiltInput } from './build.ts';
import { contributionProblems } from './flow-rules.ts';
import { outputProblems } from './output-rules.ts';

type Path = Problem['path'];

/** The rules of a channel to be built that its parts cannot see by themselves. */
export function buildProblems(
  { availabilityZones, inputs, encoding, outputs }: BuildConfiguration,
  path: Path,
): readonly Problem[] {
  return [
    ...zoneProblems(availabilityZones, [...path, 'availabilityZones']),
    ...pushProblems(Object.keys(inputs), [...path, 'inputs']),
    ...Object.entries(inputs).flatMap(([name, input]) => inputProblems(input, [...path, 'inputs', name])),
    ...outputs.flatMap((output, index) => outputProblems(output, encoding, [...path, 'outputs', index])),
    ...nameProblems(
      outputs.map(({ name }) => name),
      [...path, 'outputs'],
    ),
  ];
}

/** Where a deployment's Availability Zones are not those of its region. */
export function zonesOutside(
  { availabilityZones }: BuildConfiguration,
  region: string | undefined,
  path: Path,
): readonly Problem[] {
  return availabilityZones.flatMap((zone, index) =>
    region === undefined || zone.slice(0, -1) === region
      ? []
      : [
          {
            path: [...path, 'availabilityZones', index],
            text: `"${zone}" is not a zone of ${region}: "flow, input and channel must be in the same Region". Allowed: ${region}a and the like.`,
          },
        ],
  );
}

function zoneProblems([first, second]: readonly string[], path: Path): readonly Problem[] {
  if (first !== second) return [];
  return [
    {
      path,
      text: `both pipelines are in ${first ?? '?'}: the two flows of a standard input have to be "in different Availability Zones" (UG/eml-limitations-and-rules). Give two.`,
    },
  ];
}

function pushProblems(names: readonly string[], path: Path): readonly Problem[] {
  if (names.length <= 2) return [];
  return [
    {
      path,
      text: `${names.length} push inputs: "a channel takes 2 push inputs at most", MediaConnect, RTP and RTMP are push (UG/eml-limitations-and-rules). Choose two contribution sites.`,
    },
  ];
}

function inputProblems(input: BuiltInput, path: Path): readonly Problem[] {
  const { mediaconnect, rtp, rtmp } = input;
  const ways = [mediaconnect, rtp, rtmp].filter((way) => way !== undefined).length;
  if (ways !== 1) {
    return [
      {
        path,
        text: `an input group is fed in one way, ${['none', '', 'two', 'three'][ways] ?? ''} given: mediaconnect: {…}, rtp: {…} or rtmp: {…}.`,
      },
    ];
  }
  return mediaconnect === undefined ? [] : contributionProblems(mediaconnect, [...path, 'mediaconnect']);
}

/** Where the policy of the channel's group counts nothing by which MediaLive reports the loss of an input. */
export function lossProblems(
  { inputs }: BuildConfiguration,
  groupName: string,
  { alerts }: Policy,
  path: Path,
): readonly Problem[] {
  const counted = Object.keys(alerts);
  return Object.entries(inputs).flatMap(([name, { rtp, rtmp }]) => {
    const [key, type] = rtmp !== undefined ? ['rtmp', 'RTMP_PUSH'] : ['rtp', 'RTP_PUSH'];
    if (rtp === undefined && rtmp === undefined) return [];
    const reported = lossAlerts[type] ?? [];
    if ([...reported, decoderAlert].some((alert) => counted.includes(alert))) return [];
    return [
      {
        path: [...path, 'inputs', name, key],
        text: `nothing would tell that this input is lost: MediaLive reports it as ${reported.map((alert) => `"${alert}"`).join(', ')}, and the group "${groupName}" counts ${counted.join(', ') || 'no alert'}. Add to groups.${groupName}.alerts, one a line: ${reported.map((alert) => `${alert}: {}`).join('; ')}. Left out, the key counts them all.`,
      },
    ];
  });
}

function nameProblems(names: readonly string[], path: Path): readonly Problem[] {
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [
          {
            path: [...path, index, 'name'],
            text: `"${name}" is given twice. Give each output a name of its own.`,
          },
        ],
  );
}
