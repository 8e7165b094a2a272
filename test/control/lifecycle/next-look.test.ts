import { describe, expect, it } from '@jest/globals';
import { nextLookSeconds } from '../../../control/lifecycle/advance.ts';

describe('the next look at a workflow', () => {
  it.each([
    [0, 1],
    [4999, 1],
    [5000, 2],
    [19_999, 4],
    [20_000, 5],
    [600_000, 5],
  ])('is, %i ms after the first, %i s away', (elapsedMs, seconds) => {
    expect(nextLookSeconds({ refusals: 0 }, elapsedMs)).toBe(seconds);
  });

  it('is never sooner than in five seconds after a refusal', () => {
    expect(nextLookSeconds({ refusals: 1 }, 0)).toBe(5);
  });
});
