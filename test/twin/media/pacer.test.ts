import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { datagramIndexAt } from '../../../twin/media/loop.ts';
import { createPacer } from '../../../twin/media/pacer.ts';

const START_MS = 1_000_000;

describe('a pacer', () => {
  it('sends every datagram once and in order, however unevenly it is called', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1 }), (waits) => {
        const pacer = createPacer(START_MS);
        let now = START_MS;
        let next = datagramIndexAt(START_MS);
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
    const pacer = createPacer(START_MS);
    pacer.advance(START_MS);
    const { from, to, dropped } = pacer.advance(START_MS + 5_000);
    expect(to - from).toBe(50);
    expect(dropped).toBe(200);
  });

  it('sends half as much when slowed by two, and never skips what it does not drop', () => {
    const pacer = createPacer(START_MS);
    pacer.advance(START_MS);
    pacer.slow(2);
    let sent = 0;
    let next = datagramIndexAt(START_MS) + 1;
    for (let now = START_MS; now <= START_MS + 20_000; now += 20) {
      const { from, to, dropped } = pacer.advance(now);
      expect(from).toBe(next + dropped);
      sent += to - from;
      next = to;
    }
    expect(sent).toBe(500);
  });

  it('is on time again once it is no longer slowed', () => {
    const pacer = createPacer(START_MS);
    pacer.slow(10);
    pacer.advance(START_MS + 500);
    pacer.slow(1);
    expect(pacer.advance(START_MS + 600).to).toBe(datagramIndexAt(START_MS + 600) + 1);
  });
});
