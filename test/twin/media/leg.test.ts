import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { createLeg } from '../../../twin/media/leg.ts';
import { lossDraw } from '../../../twin/media/loss.ts';

function setup() {
  let now = 1_000_000;
  const sent: number[] = [];
  const empty: number[] = [];
  const leg = createLeg(now, (index, isEmpty) => (isEmpty ? empty : sent).push(index));
  leg.tick(now);
  const run = (ms: number) => {
    for (const end = now + ms; now < end;) {
      now += 20;
      leg.tick(now);
    }
  };
  return { leg, sent, empty, run, now: () => now };
}

describe('a leg of a source', () => {
  it('sends a datagram every 20 ms and says so', () => {
    const { leg, sent, run, now } = setup();
    run(1_000);
    expect(sent).toHaveLength(51);
    expect(leg.facts()).toEqual({ sent: 51, withheld: 0, dropped: 0, lastSentAt: now() });
  });

  it('sends nothing while it is cut, and goes on with the present, not with the past', () => {
    const { leg, sent, run } = setup();
    leg.cut();
    run(3_000);
    expect(sent).toEqual([50_000]);
    leg.resume();
    run(20);
    expect(sent).toEqual([50_000, 50_151]);
    expect(leg.facts()).toMatchObject({ sent: 2, withheld: 150 });
  });

  it('sends packets without a payload while it is idle, until it resumes', () => {
    const { leg, sent, empty, run } = setup();
    leg.idle();
    run(60);
    leg.resume();
    run(20);
    expect(empty).toEqual([50_001, 50_002, 50_003]);
    expect(sent).toEqual([50_000, 50_004]);
  });

  it('loses the same packets again for the same seed, and others for another', () => {
    const lost = (seed: number) => {
      const { leg, sent, run } = setup();
      leg.lose(0.3, seed);
      run(10_000);
      return sent;
    };
    expect(lost(1)).toEqual(lost(1));
    expect(lost(1)).not.toEqual(lost(2));
  });
});

describe('a drawn loss', () => {
  it('hits the asked share of the packets', () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.double({ min: 0, max: 1, noNaN: true }), (seed, fraction) => {
        const count = 20_000;
        const hits = Array.from({ length: count }, (_, index) => lossDraw(seed, index)).filter(
          (draw) => draw < fraction,
        );
        expect(Math.abs(hits.length / count - fraction)).toBeLessThan(0.025);
      }),
      { numRuns: 20 },
    );
  });

  it('hits two legs independently', () => {
    const count = 50_000;
    const both = Array.from({ length: count }, (_, index) => index).filter(
      (index) => lossDraw(0, index) < 0.1 && lossDraw(1, index) < 0.1,
    );
    expect(both.length / count).toBeCloseTo(0.01, 2);
  });
});
