/** Packetized elementary streams (ISO/IEC 13818-1, 2.4.3.6): a picture or a sound frame with its presentation time. */

const headerBytes = 14;
/** Where the PTS stands in a PES packet that has one. */
export const ptsAt = 9;
const ptsPrefix = 0x20;

/** Wraps one access unit; its PTS is left at 0, to be set by {@link writePts}. */
export function buildPes(streamId: number, data: Buffer): Buffer {
  const pes = Buffer.alloc(headerBytes + data.length);
  pes.writeUInt32BE(0x100 | streamId, 0);
  pes.writeUInt16BE(headerBytes - 6 + data.length, 4);
  pes.writeUInt8(0x84, 6);
  pes.writeUInt8(0x80, 7);
  pes.writeUInt8(5, 8);
  writePts(pes, ptsAt, 0);
  data.copy(pes, headerBytes);
  return pes;
}

/** Writes a 33-bit PTS (90 kHz) in the five bytes at `offset`. */
export function writePts(buffer: Buffer, offset: number, ticks: number): void {
  const top = Math.floor(ticks / 2 ** 30);
  buffer.writeUInt8(ptsPrefix | (top << 1) | 1, offset);
  buffer.writeUInt16BE(((Math.floor(ticks / 2 ** 15) & 0x7fff) << 1) | 1, offset + 1);
  buffer.writeUInt16BE(((ticks % 2 ** 15) << 1) | 1, offset + 3);
}

/** The PTS (90 kHz) of a PES packet, given its first transport packet's payload; undefined where there is none. */
export function readPts(payload: Buffer): number | undefined {
  const isPes = payload.length >= headerBytes && payload.readUIntBE(0, 3) === 1;
  if (!isPes || (payload.readUInt8(7) & 0x80) === 0) return undefined;
  const top = (payload.readUInt8(ptsAt) >> 1) & 0x07;
  const middle = payload.readUInt16BE(ptsAt + 1) >> 1;
  return top * 2 ** 30 + middle * 2 ** 15 + (payload.readUInt16BE(ptsAt + 3) >> 1);
}
