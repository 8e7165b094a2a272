import { isStandard } from '../attached-input.ts';
import type { ChannelFacts } from '../facts.ts';
import type { Remark } from '../finding.ts';
import { groupWords, hlsGroups, type HlsGroup } from '../output-groups.ts';
import { remarks, type Rule } from '../rule.ts';

/** The API's defaults (BM:medialive.HlsGroupSettings). */
const defaults = { indexSegments: 10, keepSegments: 21 };

/** What HLS without MediaPackage takes, so that players find their way from one pipeline to the other. */
export const manifestRules: readonly Rule[] = [
  {
    name: 'redundant-manifests',
    demands:
      "HLS that players read without MediaPackage has redundant manifests: each pipeline's lists the other's too.",
    source: 'UG/hls-redundant-manifests',
    look: eachGroup((group) => {
      const enabled = group.settings.RedundantManifest === 'ENABLED';
      return remarks([
        [
          !enabled && !group.toMediaPackage,
          {
            severity: 'error',
            where: groupWords(group),
            found: `RedundantManifest is DISABLED: when one pipeline is lost, its viewers are lost, and no switch brings them back`,
            remedy: 'Stop the channel and enable it, with destinations that differ in the base name only.',
          },
        ],
        [
          enabled && group.toMediaPackage,
          {
            severity: 'note',
            where: groupWords(group),
            found:
              'RedundantManifest is ENABLED and goes to MediaPackage, where it always counts as disabled',
            remedy: 'Leave it out: MediaPackage itself chooses the pipeline.',
          },
        ],
      ]);
    }),
  },
  {
    name: 'manifest-destinations',
    demands:
      'With redundant manifests the two destinations have the same protocol, host and folder, and different base names without date or time.',
    source: 'UG/hls-redundant-manifests',
    look: eachGroup((group) => (group.settings.RedundantManifest === 'ENABLED' ? pairRemarks(group) : [])),
  },
  {
    name: 'segments-kept',
    demands: 'A playlist lists three segments or more, and twice as many and one are kept.',
    source: 'BM:medialive.HlsGroupSettings',
    look: eachGroup((group) => {
      const { IndexNSegments = defaults.indexSegments, KeepSegments = defaults.keepSegments } =
        group.settings;
      const least = 2 * IndexNSegments + 1;
      return remarks([
        [
          IndexNSegments < 3,
          {
            severity: 'error',
            where: groupWords(group),
            found: `IndexNSegments is ${IndexNSegments}`,
            remedy: 'Set it to 3 or more: players cannot follow a live playlist of fewer.',
          },
        ],
        [
          KeepSegments < least,
          {
            severity: 'warning',
            where: groupWords(group),
            found: `KeepSegments is ${KeepSegments}, with ${IndexNSegments} listed`,
            remedy: `Set it to ${least} or more, or players ask for segments that are gone.`,
          },
        ],
      ]);
    }),
  },
  {
    name: 'segment-names',
    demands:
      'Segment names on S3 hold the time: a restart begins to count anew and would overwrite what players still ask for.',
    source: 'UG22/hls-destinations-s3-design',
    look: eachGroup((group) => {
      const plain = group.segmentModifiers.some((modifier) => !modifier.includes('$'));
      if (!group.toS3 || !plain) return [];
      const remedy = 'Give each output a SegmentModifier with a variable of time, like $t$-.';
      return [{ severity: 'warning', where: groupWords(group), found: 'segments are only numbered', remedy }];
    }),
  },
];

function eachGroup(look: (group: HlsGroup) => readonly Remark[]): (facts: ChannelFacts) => readonly Remark[] {
  return (facts) => (isStandard(facts) ? hlsGroups(facts.channel).flatMap(look) : []);
}

function pairRemarks(group: HlsGroup): readonly Remark[] {
  const [first, second] = group.urls.map(partsOf);
  if (group.toMediaPackage || first === undefined || second === undefined) return [];
  const where = groupWords(group);
  const names = [first.baseName, second.baseName, ...group.nameModifiers];
  const dated = names.find((name) => /\$(d|t|dt)\$/.test(name));
  return remarks([
    [
      first.folder !== second.folder,
      {
        severity: 'error',
        where,
        found: `the pipelines write to ${first.folder} and ${second.folder}`,
        remedy:
          'Stop the channel and give both the same folder: each main manifest names the other pipeline beside itself.',
      },
    ],
    [
      first.folder === second.folder && first.baseName === second.baseName,
      {
        severity: 'error',
        where,
        found: `both base names are "${first.baseName}"`,
        remedy: 'Stop the channel and give each pipeline a base name of its own.',
      },
    ],
    [
      dated !== undefined,
      {
        severity: 'error',
        where,
        found: `"${dated ?? ''}" holds a date or time`,
        remedy:
          'Stop the channel and take the variable out of base name and name modifier; a segment modifier may have one.',
      },
    ],
  ]);
}

function partsOf(url: string): { readonly folder: string; readonly baseName: string } {
  const end = url.lastIndexOf('/') + 1;
  return { folder: url.slice(0, end), baseName: url.slice(end) };
}
