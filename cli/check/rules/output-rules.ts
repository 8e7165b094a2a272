import { isStandard } from '../attached-input.ts';
import type { ChannelFacts } from '../facts.ts';
import type { Remark } from '../finding.ts';
import { groupName, groupWords, hlsGroups, inputLossAction, outputGroups } from '../output-groups.ts';
import type { Rule } from '../rule.ts';
import { cutGroups, type CutGroup } from '../segments.ts';

/** What has to happen to the outputs of a pipeline without input, so that origin and players go to the other. */
export const outputRules: readonly Rule[] = [
  {
    name: 'input-loss-action',
    demands:
      'A group falls silent while its pipeline has no input (PAUSE_OUTPUT; over UDP and SRT DROP_TS), and who receives it takes the other pipeline.',
    source: 'UG/hls-resiliency; BM:medialive.UdpGroupSettings',
    look: emittingGroups,
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
    look: (facts) => (isStandard(facts) ? cutGroups(facts.channel).flatMap(cutRemarks) : []),
  },
];

function emittingGroups(facts: ChannelFacts): readonly Remark[] {
  if (!isStandard(facts)) return [];
  const hls = hlsGroups(facts.channel);
  return outputGroups(facts.channel).flatMap((group) => {
    const action = inputLossAction(group);
    if (action === undefined || action.chosen === action.silent) return [];
    const name = groupName(group);
    const toMediaPackage = hls.some((known) => known.name === name && known.toMediaPackage);
    const isHls = group.OutputGroupSettings?.HlsGroupSettings !== undefined;
    return [
      {
        severity: isHls ? ('error' as const) : ('warning' as const),
        where: groupWords({ name }),
        found: `InputLossAction is ${action.chosen}: ${consequence(action.silent, toMediaPackage)}`,
        remedy: `Stop the channel and set it to ${action.silent}.`,
      },
    ];
  });
}

function consequence(silent: 'PAUSE_OUTPUT' | 'DROP_TS', toMediaPackage: boolean): string {
  if (silent === 'DROP_TS') {
    return 'packets go on without input, so a receiver that chooses by their loss never changes pipelines';
  }
  return toMediaPackage
    ? 'filler frames are no missing segments, so MediaPackage does not change pipelines'
    : 'who watches a pipeline without input sees black';
}

function cutRemarks({ name, segmentSeconds, gops }: CutGroup): readonly Remark[] {
  const odd = gops.find(({ seconds }) => !isMultiple(segmentSeconds, seconds));
  if (odd === undefined) return [];
  return [
    {
      severity: 'warning',
      where: groupWords({ name }),
      found: `segments of ${segmentSeconds} s, groups of pictures of ${odd.words}`,
      remedy: `Choose a segment length that is a multiple of ${odd.words}, or a GopSize that divides ${segmentSeconds} s.`,
    },
  ];
}

function isMultiple(whole: number, part: number): boolean {
  const times = whole / part;
  return Math.round(times) > 0 && Math.abs(times - Math.round(times)) < 1e-6;
}
