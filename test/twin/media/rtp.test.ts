import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { readRtp, rtpHeaderBytes, sequenceDistance, writeRtp } from '../../../twin/media/rtp.ts';

describe('an RTP header', () => {
  it('is read as it was written, numbers modulo their widths', () => {
    const datagram = Buffer.alloc(rtpHeaderBytes + 188);
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.maxSafeNat(), fc.nat(), (sequence, timestamp, ssrc) => {
        writeRtp(datagram, { sequence, timestamp, ssrc });
        expect(readRtp(datagram)).toEqual({
          payloadType: 33,
          sequence: sequence % 2 ** 16,
          timestamp: timestamp % 2 ** 32,
          ssrc,
          payloadOffset: rtpHeaderBytes,
        });
      }),
    );
  });

  it('may be followed by contributing sources and an extension', () => {
    const datagram = Buffer.alloc(rtpHeaderBytes + 8 + 4 + 12 + 188);
    writeRtp(datagram, { sequence: 1, timestamp: 2, ssrc: 3 });
    datagram.writeUInt8(0x92, 0);
    datagram.writeUInt16BE(3, rtpHeaderBytes + 8 + 2);
    expect(readRtp(datagram)?.payloadOffset).toBe(rtpHeaderBytes + 8 + 4 + 12);
  });

  it('is not seen in anything else, whatever comes', () => {
    expect(readRtp(Buffer.from('not rtp, but long enough to be'))).toBeUndefined();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const header = readRtp(Buffer.from(bytes));
        expect(header === undefined || header.payloadOffset <= bytes.length).toBe(true);
      }),
    );
  });
});

describe('the distance of sequence numbers', () => {
  it('is what was added, forth and back, over the end of the circle', () => {
    const step = fc.integer({ min: -32_768, max: 32_767 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 65_535 }), step, (start, added) => {
        expect(sequenceDistance((start + added + 65_536) % 65_536, start)).toBe(added);
      }),
    );
  });
});
