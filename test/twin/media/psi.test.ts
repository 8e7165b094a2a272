import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { buildPat, buildPmt, readPat, readPmt } from '../../../twin/media/psi.ts';

const pid = fc.integer({ min: 0x10, max: 0x1ffe });

describe('program tables', () => {
  it('give back what was written', () => {
    const streams = fc.array(fc.record({ pid, streamType: fc.integer({ min: 1, max: 255 }) }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(pid, streams, (pcrPid, made) => {
        expect(readPmt(buildPmt(1, { pcrPid, streams: made }))).toEqual({ pcrPid, streams: made });
        expect(readPat(buildPat(1, pcrPid))).toEqual(new Map([[1, pcrPid]]));
      }),
    );
  });

  it('are not believed after any one bit of them has changed', () => {
    const sectionBits = 8 * 16;
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 8 + sectionBits - 1 }), (bit) => {
        const pat = buildPat(1, 0x1000);
        pat.writeUInt8(pat.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(readPat(pat)).toBeUndefined();
      }),
    );
  });

  it('are not mistaken for each other', () => {
    expect(readPmt(buildPat(1, 0x1000))).toBeUndefined();
    expect(readPat(Buffer.alloc(0))).toBeUndefined();
  });
});
