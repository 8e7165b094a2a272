import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { createMerge } from '../../../twin/mediaconnect/merge.ts';
import { readRtp } from '../../../twin/media/rtp.ts';
import { lossDraw } from '../../../twin/media/loss.ts';
import { manualClock } from '../manual-clock.ts';
import { smallDatagram } from '../media/udp-sender.ts';

const recoveryMs = 200;

function setup() {
  const clock = manualClock();
  const startMs = clock.now();
  const output: { sequence: number; ms: number }[] = [];
  const merge = createMerge({
    windowMs: recoveryMs,
    clock,
    forward: (rtp, atMs) => output.push({ sequence: readRtp(rtp)?.sequence ?? -1, ms: atMs - startMs }),
  });
  const offer = (leg: number, sequence: number) => {
    merge.offer(leg, smallDatagram(sequence % 65_536), clock.now());
  };
  const sequences = () => output.map(({ sequence }) => sequence);
  return { clock, merge, offer, output, sequences };
}

describe('merging two identical streams', () => {
  it('puts each packet out once, after the recovery window', () => {
    const { clock, offer, output } = setup();
    for (const sequence of [1, 2, 3]) {
      offer(0, sequence);
      clock.advance(5);
      offer(1, sequence);
      clock.advance(15);
    }
    clock.advance(recoveryMs);
    expect(output).toEqual([
      { sequence: 1, ms: 200 },
      { sequence: 2, ms: 220 },
      { sequence: 3, ms: 240 },
    ]);
  });

  it('puts a packet that one leg lost in its place, if the other leg brings it within the window', () => {
    const { clock, offer, sequences } = setup();
    offer(0, 1);
    offer(0, 3);
    clock.advance(recoveryMs - 1);
    offer(1, 2);
    clock.advance(1);
    expect(sequences()).toEqual([1, 2, 3]);
  });

  it('never puts out what comes after its successors', () => {
    const { clock, offer, sequences } = setup();
    offer(0, 1);
    offer(0, 3);
    clock.advance(recoveryMs);
    offer(1, 2);
    offer(1, 3);
    clock.advance(recoveryMs);
    expect(sequences()).toEqual([1, 3]);
  });

  it('goes on when senders that were restarted count from anywhere', () => {
    const { clock, offer, sequences } = setup();
    offer(0, 5_000);
    clock.advance(5_000);
    offer(0, 4_000);
    clock.advance(recoveryMs);
    expect(sequences()).toEqual([5_000, 4_000]);
  });

  it('puts out nothing more once it has been reset', () => {
    const { clock, merge, offer, sequences } = setup();
    offer(0, 1);
    merge.reset();
    clock.advance(recoveryMs);
    expect(sequences()).toEqual([]);
  });

  it('keeps order and drops no packet that one of the legs brings in time, whatever they lose and delay', () => {
    const leg = fc.record({
      seed: fc.nat(10_000),
      loss: fc.double({ min: 0, max: 0.5, noNaN: true }),
      delayMs: fc.integer({ min: 0, max: recoveryMs - 20 }),
    });
    fc.assert(
      fc.property(leg, leg, fc.integer({ min: 0, max: 65_535 }), (one, other, first) => {
        const { clock, offer, sequences } = setup();
        const brought: number[] = [];
        for (let index = 0; index < 100; index++) {
          const sequence = (first + index) % 65_536;
          const legs = [one, other].filter(({ seed, loss }) => lossDraw(seed, index) >= loss);
          if (legs.length > 0) brought.push(sequence);
          legs.forEach(({ delayMs }, number) => {
            clock.after(delayMs, () => {
              offer(number, sequence);
            });
          });
          clock.advance(20);
        }
        clock.advance(2 * recoveryMs);
        expect(sequences()).toEqual(brought);
      }),
    );
  });

  it('makes 0.04 % of a loss of 2 % on each leg', () => {
    const { clock, offer, sequences } = setup();
    const count = 40_000;
    for (let index = 0; index < count; index++) {
      for (const leg of [0, 1]) if (lossDraw(leg, index) >= 0.02) offer(leg, index);
      clock.advance(recoveryMs);
    }
    const lost = 1 - sequences().length / count;
    expect(lost).toBeGreaterThan(0.0001);
    expect(lost).toBeLessThan(0.0008);
  });
});
