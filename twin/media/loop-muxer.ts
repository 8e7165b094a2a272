/**
 * Multiplexes one loop of pictures and sound into a transport stream of constant rate that joins its own end: every
 * packet has its place in the loop, so the packet at any instant of the wall clock can be known without the ones before.
 */
import type { AccessUnit } from './elementary-stream.ts';
import { buildPes, ptsAt } from './pes.ts';
import { buildPat, buildPmt, streamTypeAacAdts, streamTypeH264 } from './psi.ts';
import { nullPacket, nullPid, packetize, patPid, pcrPacket, ticksPerMs } from './ts-packet.ts';

/** Eight seconds hold a whole number of pictures (25 fps) and of AAC frames (48 kHz). */
export const loopMs = 8_000;
/** RFC 2250 puts as many packets into a datagram as fit an Ethernet frame. */
export const packetsPerDatagram = 7;
/** One datagram every 20 ms: 526 kb/s. */
export const datagramMs = 20;
export const datagramsPerLoop = loopMs / datagramMs;

/** A unit is sent at most this long before it is presented; a second keeps random-access points on whole seconds. */
const leadMs = 1_000;
const pictureTicks = 3_600;
const audioFrameTicks = 1_920;
const loopTicks = loopMs * ticksPerMs;
const packetsPerLoop = datagramsPerLoop * packetsPerDatagram;
const packetTicks = loopTicks / packetsPerLoop;
/** A clock every 40 ms: ISO/IEC 13818-1 asks for 100 ms or less. */
const pcrEveryPackets = 14;
/** Tables every 200 ms: TR 101 290 asks for 500 ms or less. */
const tablesEveryPackets = 70;

const program = 1;
const pmtPid = 0x1000;
const videoPid = 0x100;
const audioPid = 0x101;
const videoStreamId = 0xe0;
const audioStreamId = 0xc0;

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

/** The packets of one turn, in the order of sending, {@link packetsPerDatagram} to a datagram. */
export function muxLoop(pictures: readonly AccessUnit[], audio: readonly AccessUnit[]): LoopPacket[] {
  requireCount('pictures', pictures.length, loopTicks / pictureTicks);
  requireCount('audio frames', audio.length, loopTicks / audioFrameTicks);
  const line = [
    lineUp(audio, audioPid, audioStreamId, audioFrameTicks),
    lineUp(pictures, videoPid, videoStreamId, pictureTicks),
  ].map((sendings) => packetQueue(sendings));
  const placed: Placed[] = [];
  for (let slot = 0; slot < packetsPerLoop; slot++) {
    const now = slot * packetTicks;
    const queue = line.find((candidate) => candidate.isReady(now));
    placed.push(
      fixedPacket(slot) ?? queue?.take(now) ?? { pid: nullPid, bytes: nullPacket(), counts: false },
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
  if (slot % pcrEveryPackets === 0) {
    return { pid: videoPid, bytes: pcrPacket(videoPid), counts: false, hasPcr: true };
  }
  const inCycle = slot % tablesEveryPackets;
  if (inCycle === 1) return table(patPid, buildPat(program, pmtPid));
  if (inCycle === 2) {
    const streams = [
      { pid: videoPid, streamType: streamTypeH264 },
      { pid: audioPid, streamType: streamTypeAacAdts },
    ];
    return table(pmtPid, buildPmt(program, { pcrPid: videoPid, streams }));
  }
  return undefined;
}

function table(pid: number, unit: Buffer): Placed {
  const [bytes = nullPacket()] = packetize(pid, unit, false);
  return { pid, bytes, counts: true };
}

/** The units of a stream in the order of sending: those presented in the turn's first moments were sent before it. */
function lineUp(units: readonly AccessUnit[], pid: number, streamId: number, unitTicks: number): Sending[] {
  const leadTicks = leadMs * ticksPerMs;
  return units
    .map((unit, index) => {
      const inTurn = index * unitTicks;
      const ptsTicks = inTurn < leadTicks ? inTurn + loopTicks : inTurn;
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
      if (now >= sending.ptsTicks) {
        throw new Error(`A unit due at tick ${sending.ptsTicks} is sent too late, at ${now}.`);
      }
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
  return 4 + adaptationBytes + ptsAt;
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
    if (pid !== nullPid) bytes.writeUInt8((bytes.readUInt8(3) & 0xf0) | (number & 0x0f), 3);
    return { bytes, countsPerLoop: totals.get(pid) ?? 0, hasPcr, ...(pts && { pts }) };
  });
}

function requireCount(what: string, given: number, wanted: number): void {
  if (given === wanted) return;
  throw new Error(
    `A loop of ${loopMs} ms has ${wanted} ${what}, not ${given}: make it again with loops/make-loops.sh.`,
  );
}
