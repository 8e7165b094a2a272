/** MPEG transport stream packets (ISO/IEC 13818-1, 2.4.3): reading their headers and stamping their clocks. */

export const tsPacketBytes = 188;
export const syncByte = 0x47;
export const patPid = 0x0000;
export const nullPid = 0x1fff;

/** PTS and DTS count at 90 kHz in 33 bits: they start again every 26.5 hours. */
export const ticksPerMs = 90;
export const ticksWrap = 2 ** 33;
/** The PCR counts at 27 MHz: 33 bits at 90 kHz and a remainder below 300. */
export const pcrPerTick = 300;
export const pcrWrap = ticksWrap * pcrPerTick;

const adaptationFlag = 0x20;
const payloadFlag = 0x10;
const pcrFlag = 0x10;
const randomAccessFlag = 0x40;
const discontinuityFlag = 0x80;
/** Where the PCR stands in a packet that has one. */
const pcrOffset = 6;

export interface TsPacket {
  readonly pid: number;
  readonly transportError: boolean;
  /** A PES packet or a PSI section starts in this packet. */
  readonly unitStart: boolean;
  readonly continuity: number;
  readonly discontinuity: boolean;
  readonly randomAccess: boolean;
  /** In units of 27 MHz; undefined where the packet has none. */
  readonly pcr: number | undefined;
  /** Empty for a packet that is all adaptation field; then the continuity counter does not advance. */
  readonly payload: Buffer;
}

/** Whether a payload carries anything: null packets fill a line, and nobody has anything of them. */
export function carriesMedia(datagram: Buffer, payloadOffset: number): boolean {
  for (let at = payloadOffset; at < datagram.length; at += tsPacketBytes) {
    if (readTsPacket(datagram, at)?.pid !== nullPid) return true;
  }
  return false;
}

/** Reads the packet at `offset`; undefined where no packet starts, that is, on loss of sync. */
export function readTsPacket(stream: Buffer, offset = 0): TsPacket | undefined {
  if (stream.length < offset + tsPacketBytes || stream[offset] !== syncByte) return undefined;
  const packet = stream.subarray(offset, offset + tsPacketBytes);
  const control = packet.readUInt8(3);
  const adaptationBytes = control & adaptationFlag ? packet.readUInt8(4) + 1 : 0;
  const flags = adaptationBytes > 1 ? packet.readUInt8(5) : 0;
  return {
    pid: packet.readUInt16BE(1) & 0x1fff,
    transportError: (packet.readUInt8(1) & 0x80) !== 0,
    unitStart: (packet.readUInt8(1) & 0x40) !== 0,
    continuity: control & 0x0f,
    discontinuity: (flags & discontinuityFlag) !== 0,
    randomAccess: (flags & randomAccessFlag) !== 0,
    pcr: flags & pcrFlag ? readPcr(packet, pcrOffset) : undefined,
    payload: control & payloadFlag ? packet.subarray(4 + adaptationBytes) : packet.subarray(tsPacketBytes),
  };
}

function readPcr(packet: Buffer, offset: number): number {
  const ticks = packet.readUInt32BE(offset) * 2 + (packet.readUInt8(offset + 4) >> 7);
  return ticks * pcrPerTick + (packet.readUInt16BE(offset + 4) & 0x1ff);
}

/** Writes `pcr` (27 MHz) over the one of the packet at `offset`, which must have room for it: see {@link pcrPacket}. */
export function stampPcr(stream: Buffer, offset: number, pcr: number): void {
  const ticks = Math.floor(pcr / pcrPerTick);
  const at = offset + pcrOffset;
  stream.writeUInt32BE(Math.floor(ticks / 2), at);
  stream.writeUInt16BE((ticks % 2) * 0x8000 + 0x7e00 + (pcr % pcrPerTick), at + 4);
}

/** Advances the continuity counter of the packet at `offset` by `shift`. */
export function shiftContinuity(stream: Buffer, offset: number, shift: number): void {
  const control = stream.readUInt8(offset + 3);
  stream.writeUInt8((control & 0xf0) | ((control + shift) & 0x0f), offset + 3);
}

/** A packet of `pid` that carries nothing but a clock, to be set by {@link stampPcr}. */
export function pcrPacket(pid: number): Buffer {
  const packet = Buffer.alloc(tsPacketBytes, 0xff);
  writeHeader(packet, pid, { unitStart: false, control: adaptationFlag });
  packet.writeUInt8(tsPacketBytes - 5, 4);
  packet.writeUInt8(pcrFlag, 5);
  stampPcr(packet, 0, 0);
  return packet;
}

/** A packet that only fills the line; decoders ignore it. */
export function nullPacket(): Buffer {
  const packet = Buffer.alloc(tsPacketBytes, 0xff);
  writeHeader(packet, nullPid, { unitStart: false, control: payloadFlag });
  return packet;
}

/**
 * Cuts `unit` (a PES packet, or a section with its pointer field) into transport packets with continuity counters
 * left at 0; stuffing fills the last. `randomAccess` marks a place where a decoder can start.
 */
export function packetize(pid: number, unit: Buffer, randomAccess: boolean): Buffer[] {
  const packets: Buffer[] = [];
  for (let at = 0; at < unit.length;) {
    const marked = randomAccess && at === 0;
    const payloadBytes = Math.min(unit.length - at, tsPacketBytes - 4 - (marked ? 2 : 0));
    const adaptationBytes = tsPacketBytes - 4 - payloadBytes;
    const packet = Buffer.alloc(tsPacketBytes, 0xff);
    const control = payloadFlag | (adaptationBytes > 0 ? adaptationFlag : 0);
    writeHeader(packet, pid, { unitStart: at === 0, control });
    if (adaptationBytes > 0) packet.writeUInt8(adaptationBytes - 1, 4);
    if (adaptationBytes > 1) packet.writeUInt8(marked ? randomAccessFlag : 0, 5);
    unit.copy(packet, 4 + adaptationBytes, at, at + payloadBytes);
    packets.push(packet);
    at += payloadBytes;
  }
  return packets;
}

function writeHeader(packet: Buffer, pid: number, fields: { unitStart: boolean; control: number }): void {
  packet.writeUInt8(syncByte, 0);
  packet.writeUInt16BE((fields.unitStart ? 0x4000 : 0) | pid, 1);
  packet.writeUInt8(fields.control, 3);
}
