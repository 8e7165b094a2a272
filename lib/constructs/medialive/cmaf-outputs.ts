import type { CfnChannel } from 'aws-cdk-lib/aws-medialive';
import type { EncodingConfiguration } from '../../../config/channel/encoding.ts';
import { audioName, captionsName } from './encoder-settings.ts';
import { videoName } from './video-description.ts';

/** CMAF ingest takes each stream apart: an output for each rendition and one for the sound; captions ride in the video. */
export function cmafOutputs(
  { ladder, captions }: EncodingConfiguration,
  outputGroupName: string,
): CfnChannel.OutputProperty[] {
  const output = (name: string, streams: Partial<CfnChannel.OutputProperty>): CfnChannel.OutputProperty => ({
    outputName: `${outputGroupName}-${name}`,
    ...streams,
    outputSettings: { cmafIngestOutputSettings: { nameModifier: `-${name}` } },
  });
  return [
    ...ladder.renditions.map((rendition) =>
      output(rendition.name, {
        videoDescriptionName: videoName(rendition),
        captionDescriptionNames: captions ? [captionsName] : [],
      }),
    ),
    output('audio', { audioDescriptionNames: [audioName] }),
  ];
}

/** Replacement pictures lower the quality score, by which MediaPackage v2 chooses the pipeline: nothing has to be paused. */
export function cmafGroupSettings(
  { scte35 }: EncodingConfiguration,
  segmentSeconds: number,
): CfnChannel.CmafIngestGroupSettingsProperty {
  return {
    segmentLength: segmentSeconds,
    segmentLengthUnits: 'SECONDS',
    sendDelayMs: 0,
    nielsenId3Behavior: 'NO_PASSTHROUGH',
    scte35Type: scte35 === 'passthrough' ? 'SCTE_35_WITHOUT_SEGMENTATION' : 'NONE',
  };
}
