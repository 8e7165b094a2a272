import * as sound from '../sound-facts.ts';
import type { Spoilt } from './spoilt.ts';

/** Where channel and configuration do not agree. */
export const spoiltConfigurations: readonly Spoilt[] = [
  [
    'configured-attachments',
    'an attachment by another name',
    {
      expected: sound.expected({
        sites: [sound.expectedGroup('A'), sound.expectedGroup('B', { attachment: 'site-c' })],
      }),
    },
    'error',
    /no attachment "site-c"; it has "site-a", "site-b"/,
  ],
  [
    'unused-attachments',
    'a slate',
    { expected: sound.expected({ sites: [sound.expectedGroup('A')] }) },
    'note',
    /no site takes it/,
  ],
  [
    'configured-class',
    'a class that is not so',
    { expected: sound.expected({ pipelines: 1 }) },
    'error',
    /STANDARD; the configuration says single-pipeline/,
  ],
  [
    'configured-flows',
    'flows the wrong way round',
    {
      expected: sound.expected({
        sites: [
          sound.expectedGroup('A'),
          sound.expectedGroup('B', {
            flows: ['b1', 'b0'].map((name) => ({ arn: sound.flowArn(name), sources: 2 })),
          }),
        ],
      }),
    },
    'error',
    /wrong order/,
  ],
  [
    'configured-flows',
    'another flow',
    {
      expected: sound.expected({
        sites: [sound.expectedGroup('A'), sound.expectedGroup('B', { flows: [] })],
      }),
    },
    'error',
    /gives no flow; the input has arn/,
  ],
  [
    'configured-flows',
    'a second source unheard of',
    {
      expected: sound.expected({
        sites: [
          sound.expectedGroup('A'),
          sound.expectedGroup('B', {
            flows: ['b0', 'b1'].map((name) => ({ arn: sound.flowArn(name), sources: 1 })),
          }),
        ],
      }),
    },
    'error',
    /2 sources; the configuration says 1/,
  ],
];
