import { describe, expect, it } from '@jest/globals';
import { describeConfiguration, referenceTable } from '../../config/describe-configuration.ts';
import { GeneratedPart } from '../generated-part.ts';

/**
 * Goal: docs/configuration.md says of every key what the schema says. After a change of the schema, run this test with
 * UPDATE_REFERENCE=1 to write the table anew.
 */
const reference = new GeneratedPart('configuration.md', 'reference');

describe('the reference of the configuration', () => {
  it('is what the schema says', async () => {
    const expected = await reference.formatted(referenceTable());
    if (process.env['UPDATE_REFERENCE'] === '1') reference.write(expected);
    expect(reference.read()).toBe(expected);
  });

  it('explains every key', () => {
    expect(describeConfiguration().filter(({ meaning }) => meaning === '')).toEqual([]);
  });
});
