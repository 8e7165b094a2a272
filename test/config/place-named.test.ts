/** Goal: a deployment goes where its file says, or where what it names already is. */
import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { parseConfiguration } from '../../config/load-configuration.ts';
import { placeNamed } from '../../config/place-named.ts';
import { minimal } from './minimal.ts';
import { channel } from './sound-channel.ts';

const placeOf = (file: object) => placeNamed(parseConfiguration(stringify(file), 'given.yaml'));

describe('the place that a configuration names', () => {
  it('is that of the channels that it takes charge of, unless it says another itself', () => {
    expect(placeOf(minimal)).toEqual({ account: '000000000000', region: 'eu-west-1' });
  });

  it('is that of the zones of the channels that it builds, in an account that it leaves open', () => {
    expect(placeOf({ ...channel({}), account: undefined, region: undefined })).toEqual({
      account: undefined,
      region: 'eu-west-1',
    });
  });
});
