// The account's limit, over any pattern of calls.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { documentedLimits, tokenBucket } from '../../../twin/medialive/throttle.ts';
import { manualClock } from '../manual-clock.ts';

describe('the token bucket', () => {
  it('lets 40 calls pass at once and then 20 a second', () => {
    const clock = manualClock();
    const admit = tokenBucket(documentedLimits, clock);
    const passed = (calls: number) => Array.from({ length: calls }, admit).filter(Boolean).length;
    expect(passed(100)).toBe(40);
    clock.advance(1000);
    expect(passed(100)).toBe(20);
    clock.advance(60_000);
    expect(passed(100)).toBe(40);
  });

  it('never lets more pass than the burst and the rate together, and loses nothing to refusals', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200), { minLength: 1, maxLength: 300 }), (gapsMs) => {
        const clock = manualClock();
        const admit = tokenBucket({ perSecond: 20, burst: 5 }, clock);
        let passed = 0;
        let elapsedMs = 0;
        for (const gapMs of gapsMs) {
          clock.advance(gapMs);
          elapsedMs += gapMs;
          if (admit()) passed += 1;
        }
        const calls = gapsMs.length;
        expect(passed).toBeLessThanOrEqual(Math.min(calls, 5 + (elapsedMs / 1000) * 20 + 1e-6));
        const flooded = Array.from({ length: 1000 }, admit).filter(Boolean).length;
        expect(flooded).toBeLessThanOrEqual(5);
        clock.advance(50);
        expect(admit()).toBe(true);
      }),
    );
  });
});
