import type { CfnChannel } from 'aws-cdk-lib/aws-medialive';
import type { Ladder } from '../../../config/channel/ladder.ts';

/** The name of a rendition's video, by which outputs refer to it. */
export const videoName = (rendition: Ladder['renditions'][number]): string => `video-${rendition.name}`;

/**
 * One rendition. Frame rate and GOP are given, not taken from the source: both pipelines must cut at the same frames, and
 * a change of inputs must not change them (UG/pipeline-locking-verify-input).
 */
export function videoDescription(
  rendition: Ladder['renditions'][number],
  { frameRate, gopSeconds }: Ladder,
): CfnChannel.VideoDescriptionProperty {
  const maxBitrate = rendition.kbps * 1000;
  return {
    name: videoName(rendition),
    width: rendition.width,
    height: rendition.height,
    respondToAfd: 'NONE',
    scalingBehavior: 'DEFAULT',
    sharpness: 50,
    codecSettings: {
      h264Settings: {
        rateControlMode: 'QVBR',
        maxBitrate,
        bufSize: maxBitrate * 2,
        qualityLevel: 'ENHANCED_QUALITY',
        profile: 'HIGH',
        level: 'H264_LEVEL_AUTO',
        entropyEncoding: 'CABAC',
        adaptiveQuantization: 'AUTO',
        lookAheadRateControl: 'HIGH',
        scanType: 'PROGRESSIVE',
        framerateControl: 'SPECIFIED',
        framerateNumerator: frameRate.numerator,
        framerateDenominator: frameRate.denominator,
        parControl: 'SPECIFIED',
        parNumerator: 1,
        parDenominator: 1,
        gopSize: gopSeconds,
        gopSizeUnits: 'SECONDS',
        gopClosedCadence: 1,
        gopNumBFrames: 2,
        gopBReference: 'ENABLED',
        // A key frame out of turn would shift the segments of one pipeline against the other's.
        sceneChangeDetect: 'DISABLED',
        timecodeInsertion: 'PIC_TIMING_SEI',
      },
    },
  };
}
