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
      text: `${names.length} push inputs: "a channel takes 2 push inputs at most", MediaConnect and RTP are push (UG/eml-limitations-and-rules). Choose two contribution sites.`,
    },
  ];
}

function inputProblems({ mediaconnect, rtp }: BuiltInput, path: Path): readonly Problem[] {
  if ((mediaconnect === undefined) === (rtp === undefined)) {
    return [
      {
        path,
        text: `a site is fed in one way, ${rtp === undefined ? 'none' : 'two'} given: mediaconnect: {…} or rtp: {…}.`,
      },
    ];
  }
  return mediaconnect === undefined ? [] : contributionProblems(mediaconnect, [...path, 'mediaconnect']);
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
