import type { DescribeInputResponse } from '@aws-sdk/client-medialive';
import * as sound from '../sound-facts.ts';
import type { Spoilt } from './spoilt.ts';

const { input } = sound;
/** Site B as a file, or as whatever is no live feed. */
const pulled = (change: Partial<DescribeInputResponse>, Url = 's3ssl://bucket/slate.mp4'): sound.Parts => ({
  inputs: [input('b', { MediaConnectFlows: [], Sources: [{ Url }, { Url }], ...change })],
});

/** What is wrong with inputs that are no live feed. */
export const spoiltFiles: readonly Spoilt[] = [
  ...(['MP4_FILE', 'TS_FILE', 'URL_PULL', 'RTMP_PULL', 'SRT_CALLER'] as const).map((Type): Spoilt => [
    'static-inputs',
    `a variable in the address of ${Type}`,
    pulled({ Type }, 's3ssl://bucket/$urlPath$'),
    'error',
    /its address is s3ssl:\/\/bucket\/\$urlPath\$/,
  ]),
  [
    'static-inputs',
    'a source that is dynamic by its own word',
    pulled({ Type: 'MP4_FILE', InputSourceType: 'DYNAMIC' }),
    'error',
    /its source is DYNAMIC/,
  ],
  ...(['MP4_FILE', 'TS_FILE'] as const).map((Type): Spoilt => [
    'file-end',
    `${Type} that does not loop`,
    pulled({ Type }),
    'warning',
    /SourceEndBehavior CONTINUE: at the end of the file the channel has no input/,
  ]),
  [
    'file-end',
    'a playlist that may be a recording',
    pulled({ Type: 'URL_PULL' }, 'https://example.com/a.m3u8'),
    'note',
    /where the playlist has an end/,
  ],
  [
    'file-end',
    'a file at whose end the channel moves by itself',
    {
      ...pulled({ Type: 'MP4_FILE' }),
      channel: sound.channel({
        EncoderSettings: {
          ...sound.encoder,
          GlobalConfiguration: {
            ...sound.encoder.GlobalConfiguration,
            InputEndAction: 'SWITCH_AND_LOOP_INPUTS',
          },
        },
      }),
    },
    'warning',
    /goes to its first input by itself/,
  ],
];
