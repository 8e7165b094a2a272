import { describe, expect, it } from '@jest/globals';
import { channel as builtChannel, refusal } from './sound-channel.ts';

/** Goal: a channel without MediaLive is accepted when sound, and refused with the rule that it breaks. */
const encoders = ['arn:aws:iam::000000000000:role/encoder-a', 'arn:aws:iam::000000000000:user/encoders/b'];
const v2 = { type: 'mediapackage-v2', encoders };
const v1 = { type: 'mediapackage-v1' };
const withChannel = (origin: object, more: object = {}) => ({
  name: 'arena',
  account: '000000000000',
  region: 'eu-west-1',
  groundToCloud: [{ name: 'one', origin, ...more }],
});

describe('a channel without MediaLive', () => {
  it.each([
    ['MediaPackage v2, with roles and users', withChannel(v2)],
    ['MediaPackage v1', withChannel(v1)],
    ['CMAF', withChannel({ ...v2, ingest: 'cmaf', endpoints: ['low-latency-hls', 'dash'] })],
    [
      'a channel with MediaLive beside it',
      { ...builtChannel({}), ...withChannel(v1, { name: 'two' }), name: 'live' },
    ],
  ])('is accepted with %s', (_what, configuration) => {
    expect(refusal(configuration)).toBe('');
  });

  it.each<[string, unknown, RegExp]>([
    ['nobody who may deliver', withChannel({ ...v2, encoders: [] }), /nobody else may deliver/],
    [
      'anybody who may deliver',
      withChannel({ ...v2, encoders: ['*'] }),
      /"\*" is not the ARN of a role or a user/,
    ],
    [
      'a whole account that may deliver',
      withChannel({ ...v2, encoders: ['arn:aws:iam::000000000000:root'] }),
      /not the ARN of a role or a user/,
    ],
    ['roles for v1, which knows none', withChannel({ ...v1, encoders }), /origin.encoders/],
    [
      'an origin that is none of MediaPackage',
      withChannel({ type: 's3' }),
      /mediapackage-v2.*mediapackage-v1/,
    ],
    ['half a minute of silence', withChannel(v2, { silentFor: '30s' }), /"30s" is too short.*by the minute/],
    ['a minute and a half', withChannel(v2, { silentFor: '90s' }), /Allowed: whole minutes/],
    [
      'the name of another channel',
      { ...builtChannel({}), ...withChannel(v2), name: 'live' },
      /groundToCloud\[0\]\.name.*"one" is given twice/,
    ],
    ['no channel at all', { name: 'arena' }, /channels.*Give at least one channel.*groundToCloud/],
  ])('is refused with %s', (_what, configuration, message) => {
    expect(refusal(configuration)).toMatch(message);
  });
});
