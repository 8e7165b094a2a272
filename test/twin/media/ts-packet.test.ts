import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  nullPacket,
  packetize,
  pcrWrap,
  pcrPacket,
  readTsPacket,
  shiftContinuity,
  stampPcr,
  tsPacketBytes,
} from '../../../twin/media/ts-packet.ts';

describe('transport packets', () => {
  it('give back every clock that was stamped on them', () => {
    const packet = pcrPacket(0x100);
    fc.assert(
      fc.property(fc.maxSafeNat(), (number) => {
        stampPcr(packet, 0, number % pcrWrap);
        expect(readTsPacket(packet)?.pcr).toBe(number % pcrWrap);
      }),
    );
  });

  it('give back every unit that was cut into them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 1_000 }), fc.boolean(), (bytes, randomAccess) => {
        const packets = packetize(0x101, Buffer.from(bytes), randomAccess).map((packet) =>
          readTsPacket(packet),
        );
        expect(Buffer.concat(packets.map((packet) => packet?.payload ?? Buffer.alloc(0)))).toEqual(
          Buffer.from(bytes),
        );
        expect(packets.map((packet) => packet?.unitStart)).toEqual(packets.map((_, index) => index === 0));
        expect(packets[0]?.randomAccess).toBe(randomAccess);
      }),
    );
  });

  it('count on from 15 to 0', () => {
    const packet = nullPacket();
    shiftContinuity(packet, 0, 15);
    shiftContinuity(packet, 0, 3);
    expect(readTsPacket(packet)?.continuity).toBe(2);
  });

  it('are not seen where the sync byte is missing or the packet is cut short', () => {
    expect(readTsPacket(Buffer.alloc(tsPacketBytes))).toBeUndefined();
    expect(readTsPacket(nullPacket().subarray(1))).toBeUndefined();
  });
});
