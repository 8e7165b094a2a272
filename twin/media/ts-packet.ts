/** MPEG transport stream packets (ISO/IEC 13818-1, 2.4.3): reading their headers and stamping their clocks. */

export const TS_PACKET_BYTES = 188;
export const SYNC_BYTE = 0x47;
export const PAT_PID = 0x0000;
export const NULL_PID = 0x1fff;

/** PTS and DTS count at 90 kHz in 33 bits: they start again every 26.5 hours. */
export const TICKS_PER_MS = 90;
export const TICKS_WRAP = 2 ** 33;
/** The PCR counts at 27 MHz: 33 bits at 90 kHz and a remainder below 300. */
export const PCR_PER_TICK = 300;
export const PCR_WRAP = TICKS_WRAP * PCR_PER_TICK;

const ADAPTATION_FLAG = 0x20;
const PAYLOAD_FLAG = 0x10;
const PCR_FLAG = 0x10;
const RANDOM_ACCESS_FLAG = 0x40;
const DISCONTINUITY_FLAG = 0x80;
/** Where the PCR stands in a packet that has one. */
const PCR_OFFSET = 6;

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
  for (let at = payloadOffset; at < datagram.length; at += TS_PACKET_BYTES) {
    if (readTsPacket(datagram, at)?.pid !== NULL_PID) return true;
  }
  return false;
}

/** Reads the packet at `offset`; undefined where no packet starts, that is, on loss of sync. */
export function readTsPacket(stream: Buffer, offset = 0): TsPacket | undefined {
  if (stream.length < offset + TS_PACKET_BYTES || stream[offset] !== SYNC_BYTE) return undefined;
  const packet = stream.subarray(offset, offset + TS_PACKET_BYTES);
  const control = packet.readUInt8(3);
  const adaptationBytes = control & ADAPTATION_FLAG ? packet.readUInt8(4) + 1 : 0;
  const flags = adaptationBytes > 1 ? packet.readUInt8(5) : 0;
  return {
    pid: packet.readUInt16BE(1) & 0x1fff,
    transportError: (packet.readUInt8(1) & 0x80) !== 0,
    unitStart: (packet.readUInt8(1) & 0x40) !== 0,
    continuity: control & 0x0f,
    discontinuity: (flags & DISCONTINUITY_FLAG) !== 0,
    randomAccess: (flags & RANDOM_ACCESS_FLAG) !== 0,
    pcr: flags & PCR_FLAG ? readPcr(packet, PCR_OFFSET) : undefined,
    payload: control & PAYLOAD_FLAG ? packet.subarray(4 + adaptationBytes) : packet.subarray(TS_PACKET_BYTES),
  };
}

function readPcr(packet: Buffer, offset: number): number {
  const ticks = packet.readUInt32BE(offset) * 2 + (packet.readUInt8(offset + 4) >> 7);
  return ticks * PCR_PER_TICK + (packet.readUInt16BE(offset + 4) & 0x1ff);
}

/** Writes `pcr` (27 MHz) over the one of the packet at `offset`, which must have room for it: see {@link pcrPacket}. */
export function stampPcr(stream: Buffer, offset: number, pcr: number): void {
  const ticks = Math.floor(pcr / PCR_PER_TICK);
  const at = offset + PCR_OFFSET;
  stream.writeUInt32BE(Math.floor(ticks / 2), at);
  stream.writeUInt16BE((ticks % 2) * 0x8000 + 0x7e00 + (pcr % PCR_PER_TICK), at + 4);
}

/** Advances the continuity counter of the packet at `offset` by `shift`. */
export function shiftContinuity(stream: Buffer, offset: number, shift: number): void {
  const control = stream.readUInt8(offset + 3);
  stream.writeUInt8((control & 0xf0) | ((control + shift) & 0x0f), offset + 3);
}

/** A packet of `pid` that carries nothing but a clock, to be set by {@link stampPcr}. */
export function pcrPacket(pid: number): Buffer {
  const packet = Buffer.alloc(TS_PACKET_BYTES, 0xff);
  writeHeader(packet, pid, { unitStart: false, control: ADAPTATION_FLAG });
  packet.writeUInt8(TS_PACKET_BYTES - 5, 4);
  packet.writeUInt8(PCR_FLAG, 5);
  stampPcr(packet, 0, 0);
  return packet;
}

/** A packet that only fills the line; decoders ignore it. */
export function nullPacket(): Buffer {
  const packet = Buffer.alloc(TS_PACKET_BYTES, 0xff);
  writeHeader(packet, NULL_PID, { unitStart: false, control: PAYLOAD_FLAG });
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
    const payloadBytes = Math.min(unit.length - at, TS_PACKET_BYTES - 4 - (marked ? 2 : 0));
    const adaptationBytes = TS_PACKET_BYTES - 4 - payloadBytes;
    const packet = Buffer.alloc(TS_PACKET_BYTES, 0xff);
    const control = PAYLOAD_FLAG | (adaptationBytes > 0 ? ADAPTATION_FLAG : 0);
    writeHeader(packet, pid, { unitStart: at === 0, control });
    if (adaptationBytes > 0) packet.writeUInt8(adaptationBytes - 1, 4);
    if (adaptationBytes > 1) packet.writeUInt8(marked ? RANDOM_ACCESS_FLAG : 0, 5);
    unit.copy(packet, 4 + adaptationBytes, at, at + payloadBytes);
    packets.push(packet);
    at += payloadBytes;
  }
  return packets;
}

function writeHeader(packet: Buffer, pid: number, fields: { unitStart: boolean; control: number }): void {
  packet.writeUInt8(SYNC_BYTE, 0);
  packet.writeUInt16BE((fields.unitStart ? 0x4000 : 0) | pid, 1);
  packet.writeUInt8(fields.control, 3);
}
