import * as sound from '../sound-facts.ts';
import { withEncoder, type Spoilt } from './spoilt.ts';

const { channel, encoder, hlsGroup } = sound;
const withWeb = (settings: object, outputs: object = {}) =>
  withEncoder({
    OutputGroups: [encoder.OutputGroups[0], hlsGroup('web', { ...sound.redundant, ...settings }, outputs)],
  });
const withPackage = (settings: object) =>
  withEncoder({
    OutputGroups: [hlsGroup('package', { ...sound.packaged, ...settings }), encoder.OutputGroups[1]],
  });
const webAt = (first: string, second: string): sound.Parts => ({
  channel: channel({
    Destinations: sound.destinations.map((known) =>
      known.Id === 'web' ? sound.destination('web', first, second) : known,
    ),
  }),
});

/** What is wrong with what the channel delivers, and where to. */
export const spoiltOutputs: readonly Spoilt[] = [
  [
    'input-loss-action',
    'filler to MediaPackage',
    withPackage({ InputLossAction: 'EMIT_OUTPUT' }),
    'error',
    /MediaPackage does not change pipelines/,
  ],
  ['input-loss-action', 'nothing said', withWeb({ InputLossAction: undefined }), 'error', /sees black/],
  [
    'input-loss-action',
    'black over RTMP',
    withEncoder({
      OutputGroups: [
        ...encoder.OutputGroups,
        { Name: 'social', OutputGroupSettings: { RtmpGroupSettings: {} }, Outputs: [] },
      ],
    }),
    'warning',
    /EMIT_OUTPUT/,
  ],
  [
    'two-destinations',
    'one address twice',
    webAt('s3ssl://bucket/live/x', 's3ssl://bucket/live/x'),
    'error',
    /both pipelines write to s3ssl:\/\/bucket\/live\/x/,
  ],
  ['program-date-time', 'no time', withPackage({ ProgramDateTime: undefined }), 'warning', /EXCLUDE/],
  [
    'redundant-manifests',
    'S3 without',
    withWeb({ RedundantManifest: 'DISABLED' }),
    'error',
    /RedundantManifest is DISABLED/,
  ],
  [
    'redundant-manifests',
    'MediaPackage with',
    withPackage(sound.redundant),
    'note',
    /always counts as disabled/,
  ],
  [
    'manifest-destinations',
    'two folders',
    webAt('s3ssl://bucket/one/x', 's3ssl://bucket/two/y'),
    'error',
    /s3ssl:\/\/bucket\/one\/ and s3ssl:\/\/bucket\/two\//,
  ],
  [
    'manifest-destinations',
    'one base name',
    webAt('s3ssl://bucket/live/x', 's3ssl://bucket/live/x'),
    'error',
    /both base names are "x"/,
  ],
  [
    'manifest-destinations',
    'a base name with the date in it',
    webAt('s3ssl://bucket/live/x$dt$', 's3ssl://bucket/live/y'),
    'error',
    /"x\$dt\$" holds a date or time/,
  ],
  [
    'manifest-destinations',
    'a dated name modifier',
    withWeb({}, { NameModifier: '-$t$' }),
    'error',
    /"-\$t\$"/,
  ],
  ['segments-kept', 'a list of two', withWeb({ IndexNSegments: 2 }), 'error', /IndexNSegments is 2/],
  [
    'segments-kept',
    'too few kept',
    withWeb({ KeepSegments: 12 }),
    'warning',
    /KeepSegments is 12, with 10 listed/,
  ],
  ['segment-names', 'numbers alone', withWeb({}, { SegmentModifier: '' }), 'warning', /only numbered/],
];
