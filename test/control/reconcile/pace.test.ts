// How many channels on air an account has decides how they are looked at: every deployment comes to the same.
import { describe, expect, it } from '@jest/globals';
import { paceFor } from '../../../control/reconcile/pace.ts';

describe('the pace of looks', () => {
  it.each([
    [1, 1, 2],
    [270, 1, 2],
    [271, 0.6, 2],
    [450, 0.6, 2],
    [451, 0.6, 1],
    [900, 0.6, 1],
    [1080, 0.5, 1],
    [2160, 0.25, 1],
  ])('with %s channels on air: of %s of them in a run, %s questions', (onAir, share, questions) => {
    expect(paceFor(onAir)).toMatchObject({ share, questions });
  });

  it('is half of the calls a second that MediaLive allows, for no longer than leaves looks the time to end', () => {
    for (let onAir = 1; onAir <= 3000; onAir += 1) {
      const { share, questions, spreadMs } = paceFor(onAir);
      const calls = onAir * share * questions;
      expect((1000 * calls) / spreadMs).toBeCloseTo(10);
      expect(spreadMs).toBeLessThanOrEqual(54_000.001);
    }
  });
});
