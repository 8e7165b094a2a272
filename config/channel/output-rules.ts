import type { Problem } from '../problem.ts';
import type { EncodingConfiguration } from './encoding.ts';
import type { OutputConfiguration, S3Output } from './outputs.ts';

type Path = Problem['path'];
type Found = readonly (readonly [wrong: boolean, key: string, text: string])[];

/** The rules of MediaLive's outputs that a configuration can break, each refused in the rule's own words. */
export function outputProblems(
  output: OutputConfiguration,
  encoding: EncodingConfiguration,
  path: Path,
): readonly Problem[] {
  const found = [
    ...commonProblems(output, encoding),
    ...kindProblems(output),
    ...lockingProblems(output, encoding),
  ];
  return found.filter(([wrong]) => wrong).map(([, key, text]) => ({ path: [...path, key], text }));
}

function commonProblems({ segment }: OutputConfiguration, { ladder }: EncodingConfiguration): Found {
  return [
    [
      segment % ladder.gopSeconds !== 0,
      'segment',
      `${segment}s is not a multiple of the ladder's GOP of ${ladder.gopSeconds}s: "GOP in seconds dividing segment length" is what keeps the pipelines interchangeable.`,
    ],
  ];
}

function kindProblems(output: OutputConfiguration): Found {
  switch (output.type) {
    case 'mediapackage-v2':
      return [
        noRedundantManifests(output),
        [
          new Set(output.endpoints).size < output.endpoints.length,
          'endpoints',
          `${output.endpoints.join(', ')}: one of a kind is enough. Name each once.`,
        ],
        [
          output.inputLoss === 'emit' && output.ingest === 'hls',
          'inputLoss',
          '"emit" defeats the redundant ingest: with EMIT_OUTPUT "filler frames are not missing segments, so MediaPackage does not switch" to the other pipeline (UG/hls-resiliency). Leave it at pause.',
        ],
        [
          output.inputLoss === 'emit' && output.ingest === 'cmaf',
          'inputLoss',
          'CMAF ingest has no such setting: replacement content lowers its quality score (MQCS), by which MediaPackage switches. Leave it out.',
        ],
        [
          output.qualitySwitching && output.ingest !== 'cmaf',
          'qualitySwitching',
          '"MQCS input switching: only CMAF" (BM:mediapackagev2). Choose ingest: cmaf, or leave it out.',
        ],
      ];
    case 'mediapackage-v1':
      return [
        noRedundantManifests(output),
        [
          output.inputLoss === 'emit',
          'inputLoss',
          '"a MediaPackage output group always pauses; not configurable" (UG/feature-input-loss). Leave it out.',
        ],
        [
          output.secondOrigin,
          'secondOrigin',
          'MediaPackage v1 gives each endpoint a path of its own, so CloudFront cannot fail over from one to another. Choose mediapackage-v2 or s3.',
        ],
      ];
    case 's3':
      return s3Problems(output);
  }
}

function noRedundantManifests({ redundantManifests }: OutputConfiguration): Found[number] {
  return [
    redundantManifests === true,
    'redundantManifests',
    'redundant manifests are not for MediaPackage: "the disabled behaviour is always followed" (BM:medialive.HlsGroupSettings). Leave it out; MediaPackage itself chooses the pipeline.',
  ];
}

function s3Problems(output: S3Output): Found {
  const [first, second] = output.baseNames;
  const redundant = output.redundantManifests !== false;
  const least = 2 * output.indexSegments + 1;
  return [
    [
      first === second,
      'baseNames',
      `both are "${first ?? ''}": for redundant manifests "the two destinations have identical protocol, domain and path and different base filenames" (UG/hls-redundant-manifests). Give two.`,
    ],
    [
      output.baseNames.some((name) => name.includes('/')),
      'baseNames',
      'a base name has no slash: "identical protocol, domain and path and different base filenames". Put the folder into path.',
    ],
    [
      output.baseNames.some((name) => name.includes('$')),
      'baseNames',
      '"the base filename must not contain date or time variables" (UG/hls-redundant-manifests). Give plain names.',
    ],
    [
      output.inputLoss === 'emit' && redundant,
      'inputLoss',
      '"emit" defeats the redundant manifests: while a pipeline emits, "nothing changes in the manifests" and players stay on black. Leave it at pause, or set redundantManifests: false.',
    ],
    [
      output.keepSegments !== undefined && output.keepSegments < least,
      'keepSegments',
      `${String(output.keepSegments)} is too few: keep "2 x index + 1", here ${least} or more, or players ask for segments that are gone.`,
    ],
  ];
}

function lockingProblems(output: OutputConfiguration, { locking, scte35 }: EncodingConfiguration): Found {
  const isHls = output.type === 's3' || (output.type === 'mediapackage-v2' && output.ingest === 'hls');
  return [
    [
      locking === 'epoch' && isHls && scte35 === 'passthrough',
      'type',
      'epoch locking allows "no SCTE-35 passthrough in HLS groups" (UG/pipeline-locking-set-up). Set encoding.locking to source-timecode, or encoding.scte35 to none.',
    ],
    [
      locking === 'epoch' && output.type === 'mediapackage-v2',
      'type',
      'epoch locking is "unsuitable with MediaPackage v2 just-in-time packaging". Set encoding.locking to source-timecode.',
    ],
    [
      locking === 'disabled',
      'type',
      'unlocked pipelines are not interchangeable: each change of pipelines is a jump (alert 6707). Set encoding.locking to source-timecode, or to video-alignment for feeds without timecode.',
    ],
  ];
}
