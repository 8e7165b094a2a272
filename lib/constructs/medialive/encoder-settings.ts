import type { CfnChannel } from 'aws-cdk-lib/aws-medialive';
import type { EncodingConfiguration } from '../../../config/channel/encoding.ts';
import { videoDescription } from './video-description.ts';

/** Names by which the parts of a channel refer to each other. */
export const audioName = 'audio';
export const captionsName = 'captions';
export const captionSelectorName = 'embedded';

/** Everything of a channel's encoding that is not an output. */
export function encoderSettings(
  encoding: EncodingConfiguration,
  outputGroups: readonly CfnChannel.OutputGroupProperty[],
): CfnChannel.EncoderSettingsProperty {
  return {
    videoDescriptions: encoding.ladder.renditions.map((rendition) =>
      videoDescription(rendition, encoding.ladder),
    ),
    audioDescriptions: [audioDescription(encoding.ladder.audioKbps)],
    captionDescriptions: encoding.captions
      ? [
          {
            name: captionsName,
            captionSelectorName,
            destinationSettings: { embeddedDestinationSettings: {} },
          },
        ]
      : [],
    outputGroups: [...outputGroups],
    // Falls back to the system clock where a feed has no timecode; locking needs it (UG/pipeline-locking-set-up).
    timecodeConfig: { source: encoding.locking === 'epoch' ? 'SYSTEMCLOCK' : 'EMBEDDED' },
    globalConfiguration: globalConfiguration(encoding),
    // Preparing the standby takes this; without it `prepareStandby` would be refused (UG22/input-prep-enable).
    featureActivations: { inputPrepareScheduleActions: 'ENABLED' },
    // MediaLive keeps its thumbnails in a bucket of its own: they would take a role that may write to any bucket.
    thumbnailConfiguration: { state: 'DISABLED' },
    ...(encoding.scte35 === 'passthrough'
      ? { availConfiguration: { availSettings: { scte35SpliceInsert: {} } } }
      : {}),
  };
}

function globalConfiguration(encoding: EncodingConfiguration): CfnChannel.GlobalConfigurationProperty {
  return {
    inputEndAction: 'NONE',
    inputLossBehavior: {
      repeatFrameMsec: encoding.repeatFrame,
      blackFrameMsec: 1000,
      inputLossImageType: 'COLOR',
      inputLossImageColor: '000000',
    },
    // By the system clock the output goes on at its own pace while the input is lost, so that both pipelines stay on one clock.
    // Epoch locking allows the input clock only: MediaLive refuses the other (CDK, aws-medialive-alpha, lib/channel.ts).
    outputTimingSource: encoding.locking === 'epoch' ? 'INPUT_CLOCK' : 'SYSTEM_CLOCK',
    supportLowFramerateInputs: 'DISABLED',
    ...outputLocking(encoding.locking),
  };
}

function outputLocking(
  locking: EncodingConfiguration['locking'],
): Pick<CfnChannel.GlobalConfigurationProperty, 'outputLockingMode' | 'outputLockingSettings'> {
  switch (locking) {
    case 'source-timecode':
    case 'video-alignment':
      return {
        outputLockingMode: 'PIPELINE_LOCKING',
        outputLockingSettings: {
          pipelineLockingSettings: {
            pipelineLockingMethod: locking === 'source-timecode' ? 'SOURCE_TIMECODE' : 'VIDEO_ALIGNMENT',
          },
        },
      };
    case 'epoch':
      return { outputLockingMode: 'EPOCH_LOCKING', outputLockingSettings: { epochLockingSettings: {} } };
    case 'disabled':
      return { outputLockingMode: 'DISABLED', outputLockingSettings: { disabledLockingSettings: {} } };
  }
}

function audioDescription(kbps: number): CfnChannel.AudioDescriptionProperty {
  return {
    name: audioName,
    audioSelectorName: 'default',
    audioTypeControl: 'FOLLOW_INPUT',
    languageCodeControl: 'FOLLOW_INPUT',
    codecSettings: {
      aacSettings: {
        bitrate: kbps * 1000,
        codingMode: 'CODING_MODE_2_0',
        inputType: 'NORMAL',
        profile: 'LC',
        rateControlMode: 'CBR',
        rawFormat: 'NONE',
        sampleRate: 48_000,
        spec: 'MPEG4',
      },
    },
  };
}
