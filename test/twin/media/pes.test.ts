import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { buildPes, PTS_OFFSET, readPts, writePts } from '../../../twin/media/pes.ts';
import { TICKS_WRAP } from '../../../twin/media/ts-packet.ts';

describe('a presentation time', () => {
  it('is read as it was written, in all its 33 bits', () => {
    const pes = buildPes(0xe0, Buffer.from('picture'));
    fc.assert(
      fc.property(fc.maxSafeNat(), (number) => {
        writePts(pes, PTS_OFFSET, number % TICKS_WRAP);
        expect(readPts(pes)).toBe(number % TICKS_WRAP);
      }),
    );
  });

  it('is not found in what is no PES packet', () => {
    expect(readPts(Buffer.alloc(100))).toBeUndefined();
    expect(readPts(buildPes(0xc0, Buffer.alloc(9)).subarray(0, 10))).toBeUndefined();
  });
});
