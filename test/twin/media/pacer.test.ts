import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { datagramIndexAt } from '../../../twin/media/loop.ts';
import { createPacer } from '../../../twin/media/pacer.ts';

const startMs = 1_000_000;

describe('a pacer', () => {
  it('sends every datagram once and in order, however unevenly it is called', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1 }), (waits) => {
        const pacer = createPacer(startMs);
        let now = startMs;
        let next = datagramIndexAt(startMs);
        for (const wait of waits) {
          now += wait;
          const { from, to, dropped } = pacer.advance(now);
          expect({ from, to, dropped }).toEqual({ from: next, to: datagramIndexAt(now) + 1, dropped: 0 });
          next = to;
        }
      }),
    );
  });

  it('drops what waited for more than a second', () => {
    const pacer = createPacer(startMs);
    pacer.advance(startMs);
    const { from, to, dropped } = pacer.advance(startMs + 5_000);
    expect(to - from).toBe(50);
    expect(dropped).toBe(200);
  });

  it('sends half as much when slowed by two, and never skips what it does not drop', () => {
    const pacer = createPacer(startMs);
    pacer.advance(startMs);
    pacer.slow(2);
    let sent = 0;
    let next = datagramIndexAt(startMs) + 1;
    for (let now = startMs; now <= startMs + 20_000; now += 20) {
      const { from, to, dropped } = pacer.advance(now);
      expect(from).toBe(next + dropped);
      sent += to - from;
      next = to;
    }
    expect(sent).toBe(500);
  });

  it('is on time again once it is no longer slowed', () => {
    const pacer = createPacer(startMs);
    pacer.slow(10);
    pacer.advance(startMs + 500);
    pacer.slow(1);
    expect(pacer.advance(startMs + 600).to).toBe(datagramIndexAt(startMs + 600) + 1);
  });
});
