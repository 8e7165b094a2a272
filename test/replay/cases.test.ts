// Cases from the field, and decisions that operators judged: what must come of each stands in the expected.json beside it.
import { describe, expect, it } from '@jest/globals';
import { casesOf, faultsOf, replayCase } from './case.ts';

const cases = [...casesOf('field'), ...casesOf('decisions')];

describe('the cases from the field', () => {
  it.each(cases)('$name: $what', async (one) => {
    expect(faultsOf(one, await replayCase(one))).toEqual([]);
  });
});
