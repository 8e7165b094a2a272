/**
 * Multiplexes one loop of pictures and sound into a transport stream of constant rate that joins its own end: every
 * packet has its place in the loop, so the packet at any instant of the wall clock can be known without the ones before.
 */
import type { AccessUnit } from './elementary-stream.ts';
import { buildPes, PTS_OFFSET } from './pes.ts';
import { buildPat, buildPmt, STREAM_TYPE_AAC_ADTS, STREAM_TYPE_H264 } from './psi.ts';
import { nullPacket, NULL_PID, packetize, PAT_PID, pcrPacket, TICKS_PER_MS } from './ts-packet.ts';

/** Eight seconds hold a whole number of pictures (25 fps) and of AAC frames (48 kHz). */
export const LOOP_MS = 8_000;
/** RFC 2250 puts as many packets into a datagram as fit an Ethernet frame. */
export const PACKETS_PER_DATAGRAM = 7;
/** One datagram every 20 ms: 526 kb/s. */
export const DATAGRAM_MS = 20;
export const DATAGRAMS_PER_LOOP = LOOP_MS / DATAGRAM_MS;

/** A unit is sent at most this long before it is presented; a second keeps random-access points on whole seconds. */
const LEAD_MS = 1_000;
const PICTURE_TICKS = 3_600;
const AUDIO_FRAME_TICKS = 1_920;
const LOOP_TICKS = LOOP_MS * TICKS_PER_MS;
const PACKETS_PER_LOOP = DATAGRAMS_PER_LOOP * PACKETS_PER_DATAGRAM;
const PACKET_TICKS = LOOP_TICKS / PACKETS_PER_LOOP;
/** A clock every 40 ms: ISO/IEC 13818-1 asks for 100 ms or less. */
const PCR_EVERY_PACKETS = 14;
/** Tables every 200 ms: TR 101 290 asks for 500 ms or less. */
const TABLES_EVERY_PACKETS = 70;

const PROGRAM = 1;
const PMT_PID = 0x1000;
const VIDEO_PID = 0x100;
const AUDIO_PID = 0x101;
const VIDEO_STREAM_ID = 0xe0;
const AUDIO_STREAM_ID = 0xc0;

/** One transport packet of the loop and what changes in it from one turn of the loop to the next. */
export interface LoopPacket {
  readonly bytes: Buffer;
  /** Counted over one turn; the continuity counter advances by `countsPerLoop` each turn. */
  readonly countsPerLoop: number;
  /** The packet carries a clock, to be stamped with the time of its datagram. */
  readonly hasPcr: boolean;
  /** A presentation time, relative to the start of the turn (90 kHz), and where it stands in the packet. */
  readonly pts?: { readonly ticks: number; readonly offset: number };
}

interface Sending {
  readonly pid: number;
  readonly packets: readonly Buffer[];
  readonly ptsTicks: number;
  readonly earliestTicks: number;
}

/** The packets of one turn, in the order of sending, {@link PACKETS_PER_DATAGRAM} to a datagram. */
export function muxLoop(pictures: readonly AccessUnit[], audio: readonly AccessUnit[]): LoopPacket[] {
  requireCount('pictures', pictures.length, LOOP_TICKS / PICTURE_TICKS);
  requireCount('audio frames', audio.length, LOOP_TICKS / AUDIO_FRAME_TICKS);
  const line = [
    lineUp(audio, AUDIO_PID, AUDIO_STREAM_ID, AUDIO_FRAME_TICKS),
    lineUp(pictures, VIDEO_PID, VIDEO_STREAM_ID, PICTURE_TICKS),
  ].map((sendings) => packetQueue(sendings));
  const placed: Placed[] = [];
  for (let slot = 0; slot < PACKETS_PER_LOOP; slot++) {
    const now = slot * PACKET_TICKS;
    const queue = line.find((candidate) => candidate.isReady(now));
    placed.push(
      fixedPacket(slot) ?? queue?.take(now) ?? { pid: NULL_PID, bytes: nullPacket(), counts: false },
    );
  }
  if (line.some((queue) => queue.isReady(Infinity))) {
    throw new Error(
      'The loop holds more than its line can carry: make its pictures smaller in make-loops.sh.',
    );
  }
  return countUp(placed);
}

interface Placed {
  readonly pid: number;
  readonly bytes: Buffer;
  readonly counts: boolean;
  readonly hasPcr?: boolean;
  readonly pts?: { readonly ticks: number; readonly offset: number };
}

/** Clocks and tables have fixed places. */
function fixedPacket(slot: number): Placed | undefined {
  if (slot % PCR_EVERY_PACKETS === 0) {
    return { pid: VIDEO_PID, bytes: pcrPacket(VIDEO_PID), counts: false, hasPcr: true };
  }
  const inCycle = slot % TABLES_EVERY_PACKETS;
  if (inCycle === 1) return table(PAT_PID, buildPat(PROGRAM, PMT_PID));
  if (inCycle === 2) {
    const streams = [
      { pid: VIDEO_PID, streamType: STREAM_TYPE_H264 },
      { pid: AUDIO_PID, streamType: STREAM_TYPE_AAC_ADTS },
    ];
    return table(PMT_PID, buildPmt(PROGRAM, { pcrPid: VIDEO_PID, streams }));
  }
  return undefined;
}

function table(pid: number, unit: Buffer): Placed {
  const [bytes = nullPacket()] = packetize(pid, unit, false);
  return { pid, bytes, counts: true };
}

/** The units of a stream in the order of sending: those presented in the turn's first moments were sent before it. */
function lineUp(units: readonly AccessUnit[], pid: number, streamId: number, unitTicks: number): Sending[] {
  const leadTicks = LEAD_MS * TICKS_PER_MS;
  return units
    .map((unit, index) => {
      const inTurn = index * unitTicks;
      const ptsTicks = inTurn < leadTicks ? inTurn + LOOP_TICKS : inTurn;
      const packets = packetize(pid, buildPes(streamId, unit.data), unit.randomAccess);
      return { pid, packets, ptsTicks, earliestTicks: ptsTicks - leadTicks };
    })
    .sort((one, other) => one.ptsTicks - other.ptsTicks);
}

function packetQueue(sendings: readonly Sending[]) {
  let unit = 0;
  let packet = 0;
  return {
    isReady: (now: number): boolean =>
      (sendings[unit]?.earliestTicks ?? Infinity) <= now && unit < sendings.length,
    take: (now: number): Placed | undefined => {
      const sending = sendings[unit];
      const bytes = sending?.packets[packet];
      if (sending === undefined || bytes === undefined) return undefined;
      if (now >= sending.ptsTicks)
        throw new Error(`A unit due at tick ${sending.ptsTicks} is sent too late, at ${now}.`);
      const first = packet === 0;
      packet += 1;
      if (packet === sending.packets.length) {
        unit += 1;
        packet = 0;
      }
      const placed = { pid: sending.pid, bytes, counts: true };
      return first ? { ...placed, pts: { ticks: sending.ptsTicks, offset: ptsOffset(bytes) } } : placed;
    },
  };
}

/** The PES header follows the packet's own header and its adaptation field, if it has one. */
function ptsOffset(packet: Buffer): number {
  const adaptationBytes = packet.readUInt8(3) & 0x20 ? packet.readUInt8(4) + 1 : 0;
  return 4 + adaptationBytes + PTS_OFFSET;
}

/** Numbers the packets of each PID; one without payload repeats the number before it. */
function countUp(placed: readonly Placed[]): LoopPacket[] {
  const totals = new Map<number, number>();
  for (const { pid, counts } of placed) if (counts) totals.set(pid, (totals.get(pid) ?? 0) + 1);
  const next = new Map<number, number>();
  return placed.map(({ pid, bytes, counts, hasPcr = false, pts }) => {
    const count = next.get(pid) ?? 0;
    if (counts) next.set(pid, count + 1);
    const number = counts ? count : count - 1;
    if (pid !== NULL_PID) bytes.writeUInt8((bytes.readUInt8(3) & 0xf0) | (number & 0x0f), 3);
    return { bytes, countsPerLoop: totals.get(pid) ?? 0, hasPcr, ...(pts && { pts }) };
  });
}

function requireCount(what: string, given: number, wanted: number): void {
  if (given === wanted) return;
  throw new Error(
    `A loop of ${LOOP_MS} ms has ${wanted} ${what}, not ${given}: make it again with loops/make-loops.sh.`,
  );
}
