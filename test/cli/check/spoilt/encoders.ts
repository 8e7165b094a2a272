import * as sound from '../sound-facts.ts';
import { withEncoder, withGlobal, type Spoilt } from './spoilt.ts';

const { input } = sound;

/** What is wrong with how the channel encodes. */
export const spoiltEncoders: readonly Spoilt[] = [
  [
    'input-prepare',
    'no preparing, though switches start at once',
    {
      ...withEncoder({ FeatureActivations: {} }),
      expected: sound.expected({ policy: sound.policyOf('start: { type: immediate }') }),
    },
    'warning',
    /is DISABLED, and the policy of "news" says start: immediate/,
  ],
  [
    'input-prepare',
    'no preparing, though the policy prepares',
    {
      ...withEncoder({ FeatureActivations: {} }),
      expected: sound.expected({ policy: sound.policyOf('prepareStandby: true') }),
    },
    'error',
    /every switch would be refused/,
  ],
  [
    'repeat-frame',
    'the last picture for five seconds',
    withGlobal({ InputLossBehavior: { RepeatFrameMsec: 5000 } }),
    'warning',
    /"package", "web" pause 5000 ms after the loss/,
  ],
  [
    'repeat-frame',
    'the last picture for ever',
    withGlobal({ InputLossBehavior: { RepeatFrameMsec: 1_000_000 } }),
    'error',
    /would never pause/,
  ],
  ['pipeline-locking', 'no locking', withGlobal({ OutputLockingMode: 'DISABLED' }), 'error', /DISABLED/],
  [
    'pipeline-locking',
    'epoch locking',
    withGlobal({ OutputLockingMode: 'EPOCH_LOCKING' }),
    'warning',
    /EPOCH/,
  ],
  [
    'pipeline-locking',
    'locking by a timecode that is not taken',
    withEncoder({ TimecodeConfig: { Source: 'SYSTEMCLOCK' } }),
    'warning',
    /TimecodeConfig takes SYSTEMCLOCK/,
  ],
  [
    'pipeline-locking',
    'an HLS input',
    { inputs: [input('b', { Type: 'URL_PULL', MediaConnectFlows: [] })] },
    'warning',
    /locking never resumes/,
  ],
  [
    'frame-rate',
    'the frame rate of the source',
    withEncoder({
      VideoDescriptions: [
        { Name: '720p', CodecSettings: { H264Settings: { FramerateControl: 'INITIALIZE_FROM_SOURCE' } } },
      ],
    }),
    'warning',
    /INITIALIZE_FROM_SOURCE/,
  ],
];
