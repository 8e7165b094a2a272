import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { buildPes, ptsAt, readPts, writePts } from '../../../twin/media/pes.ts';
import { ticksWrap } from '../../../twin/media/ts-packet.ts';

describe('a presentation time', () => {
  it('is read as it was written, in all its 33 bits', () => {
    const pes = buildPes(0xe0, Buffer.from('picture'));
    fc.assert(
      fc.property(fc.maxSafeNat(), (number) => {
        writePts(pes, ptsAt, number % ticksWrap);
        expect(readPts(pes)).toBe(number % ticksWrap);
      }),
    );
  });

  it('is not found in what is no PES packet', () => {
    expect(readPts(Buffer.alloc(100))).toBeUndefined();
    expect(readPts(buildPes(0xc0, Buffer.alloc(9)).subarray(0, 10))).toBeUndefined();
  });
});
