import { isStandard } from '../attached-input.ts';
import type { ChannelFacts } from '../facts.ts';
import type { Remark } from '../finding.ts';
import {
  groupName,
  groupWords,
  hlsGroups,
  inputLossAction,
  outputGroups,
  type HlsGroup,
} from '../output-groups.ts';
import { remarks, type Rule } from '../rule.ts';

/** What has to happen to the outputs of a pipeline without input, so that origin and players go to the other. */
export const outputRules: readonly Rule[] = [
  {
    name: 'input-loss-action',
    demands:
      'A group falls silent while its pipeline has no input (PAUSE_OUTPUT), and the origin takes the other pipeline.',
    source: 'UG/hls-resiliency',
    look: emittingGroups,
  },
  {
    name: 'two-destinations',
    demands: 'Every destination of a standard channel has two addresses, which differ.',
    source: 'BM:medialive.OutputDestination',
    look: destinationRemarks,
  },
  {
    name: 'program-date-time',
    demands:
      'HLS for MediaPackage carries the programme time (PDT) of the system clock, by which its two inputs are lined up.',
    source: 'MP1/what-is-flow-ir',
    look: (facts) =>
      !isStandard(facts)
        ? []
        : hlsGroups(facts.channel)
            .filter(
              ({ toMediaPackage, settings }) => toMediaPackage && settings.ProgramDateTime !== 'INCLUDE',
            )
            .map((group) => ({
              severity: 'warning',
              where: groupWords(group),
              found: `ProgramDateTime is ${group.settings.ProgramDateTime ?? 'EXCLUDE'}`,
              remedy: 'Set it to INCLUDE, with ProgramDateTimeClock SYSTEM_CLOCK.',
            })),
  },
  {
    name: 'segment-length',
    demands:
      'A segment is a whole number of groups of pictures, so that both pipelines cut at the same frames.',
    source: 'MP1/what-is-flow-ir',
    look: (facts) =>
      isStandard(facts) ? hlsGroups(facts.channel).flatMap((group) => cutRemarks(group, facts)) : [],
  },
];

function emittingGroups(facts: ChannelFacts): readonly Remark[] {
  if (!isStandard(facts)) return [];
  const hls = hlsGroups(facts.channel);
  return outputGroups(facts.channel)
    .filter((group) => inputLossAction(group) === 'EMIT_OUTPUT')
    .map((group) => {
      const name = groupName(group);
      const toMediaPackage = hls.some((known) => known.name === name && known.toMediaPackage);
      const isHls = group.OutputGroupSettings?.HlsGroupSettings !== undefined;
      return {
        severity: isHls ? 'error' : 'warning',
        where: groupWords({ name }),
        found: `InputLossAction is EMIT_OUTPUT${toMediaPackage ? ': filler frames are no missing segments, so MediaPackage does not change pipelines' : ': who watches a pipeline without input sees black'}`,
        remedy: 'Stop the channel and set it to PAUSE_OUTPUT.',
      };
    });
}

function destinationRemarks(facts: ChannelFacts): readonly Remark[] {
  if (!isStandard(facts)) return [];
  return (facts.channel.Destinations ?? []).flatMap(({ Id, Settings = [] }) => {
    if (Settings.length === 0) return [];
    const urls = Settings.map(({ Url }) => Url ?? '');
    const where = `destination "${Id ?? '?'}"`;
    return remarks([
      [
        urls.length === 1,
        {
          severity: 'error',
          where,
          found: 'one address: pipeline 1 delivers nothing',
          remedy: 'Stop the channel and give the destination a second address.',
        },
      ],
      [
        urls.length === 2 && urls[0] !== '' && urls[0] === urls[1],
        {
          severity: 'error',
          where,
          found: `both pipelines write to ${urls[0] ?? ''}: each overwrites what the other delivers`,
          remedy:
            'Stop the channel and give each pipeline a base name of its own, like …/pipeline-0 and …/pipeline-1.',
        },
      ],
    ]);
  });
}

function cutRemarks(group: HlsGroup, { channel }: ChannelFacts): readonly Remark[] {
  const segment = group.settings.SegmentLength;
  const gops = (channel.EncoderSettings?.VideoDescriptions ?? []).flatMap(({ CodecSettings: codec }) =>
    codec?.H264Settings?.GopSizeUnits === 'SECONDS' ? (codec.H264Settings.GopSize ?? []) : [],
  );
  const odd = gops.find((gop) => segment !== undefined && !isMultiple(segment, gop));
  if (segment === undefined || odd === undefined) return [];
  return [
    {
      severity: 'warning',
      where: groupWords(group),
      found: `segments of ${segment} s, groups of pictures of ${odd} s`,
      remedy: `Choose a segment length that is a multiple of ${odd} s, or a GopSize that divides ${segment} s.`,
    },
  ];
}

function isMultiple(whole: number, part: number): boolean {
  const times = whole / part;
  return Math.abs(times - Math.round(times)) < 1e-6;
}
