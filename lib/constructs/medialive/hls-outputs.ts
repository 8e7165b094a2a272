import type { CfnChannel } from 'aws-cdk-lib/aws-medialive';
import type { EncodingConfiguration } from '../../../config/channel/encoding.ts';
import { audioName, captionsName } from './encoder-settings.ts';
import { videoName } from './video-description.ts';

/** What follows the base name in the names of a rendition's files. */
export const nameModifier = ({ name }: { readonly name: string }): string => `-${name}`;

/** One transport-stream output for each rendition, sound and captions in it. */
export function hlsOutputs(
  { ladder, captions, scte35 }: EncodingConfiguration,
  outputGroupName: string,
  segmentModifier?: string,
): CfnChannel.OutputProperty[] {
  return ladder.renditions.map((rendition) => ({
    outputName: `${outputGroupName}-${rendition.name}`,
    videoDescriptionName: videoName(rendition),
    audioDescriptionNames: [audioName],
    captionDescriptionNames: captions ? [captionsName] : [],
    outputSettings: {
      hlsOutputSettings: {
        nameModifier: nameModifier(rendition),
        ...(segmentModifier === undefined ? {} : { segmentModifier }),
        hlsSettings: {
          standardHlsSettings: {
            audioRenditionSets: 'audio',
            m3U8Settings: {
              pcrControl: 'PCR_EVERY_PES_PACKET',
              scte35Behavior: scte35 === 'passthrough' ? 'PASSTHROUGH' : 'NO_PASSTHROUGH',
              timedMetadataBehavior: 'NO_PASSTHROUGH',
            },
          },
        },
      },
    },
  }));
}

/** What HLS groups for any origin have in common: seamless between pipelines, and silent while a pipeline has no input. */
export function hlsGroupSettings(
  { locking, scte35 }: EncodingConfiguration,
  segmentSeconds: number,
): CfnChannel.HlsGroupSettingsProperty {
  return {
    segmentLength: segmentSeconds,
    segmentationMode: 'USE_SEGMENT_DURATION',
    mode: 'LIVE',
    outputSelection: 'MANIFESTS_AND_SEGMENTS',
    directoryStructure: 'SINGLE_DIRECTORY',
    manifestDurationFormat: 'FLOATING_POINT',
    codecSpecification: 'RFC_4281',
    streamInfResolution: 'INCLUDE',
    tsFileMode: 'SEGMENTED_FILES',
    clientCache: 'ENABLED',
    manifestCompression: 'NONE',
    // The programme time of both pipelines comes from one clock, by which players and MediaPackage line them up.
    programDateTime: 'INCLUDE',
    // With epoch locking it has to be that of the output (CDK, aws-medialive-alpha, lib/channel.ts).
    programDateTimeClock: locking === 'epoch' ? 'INITIALIZE_FROM_OUTPUT_TIMECODE' : 'SYSTEM_CLOCK',
    programDateTimePeriod: segmentSeconds,
    incompleteSegmentBehavior: 'SUPPRESS',
    adMarkers: scte35 === 'passthrough' ? ['ELEMENTAL_SCTE35'] : [],
  };
}
