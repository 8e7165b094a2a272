/** What a receiver that knows the standards, not our code's intentions, finds in a run of RTP datagrams. */
import { readPts } from '../../../twin/media/pes.ts';
import { type ProgramMap, readPat, readPmt } from '../../../twin/media/psi.ts';
import { readRtp, sequenceDistance } from '../../../twin/media/rtp.ts';
import { nullPid, patPid, readTsPacket, tsPacketBytes } from '../../../twin/media/ts-packet.ts';

export interface StreamReport {
  readonly sequenceGaps: number;
  readonly syncLosses: number;
  readonly continuityErrors: number;
  readonly programMap: ProgramMap | undefined;
  /** Clocks in units of 27 MHz, with the number of the datagram (from 0) that brought each. */
  readonly clocks: readonly { readonly datagram: number; readonly pcr: number }[];
  /** Presentation times (90 kHz) per PID, in the order of sending. */
  readonly times: ReadonlyMap<number, readonly number[]>;
  /** Presentation times of the places where a decoder can start, per PID. */
  readonly randomAccess: ReadonlyMap<number, readonly number[]>;
  readonly packetsPerDatagram: ReadonlySet<number>;
}

export function reportOn(datagrams: readonly Buffer[]): StreamReport {
  let sequenceGaps = 0;
  let syncLosses = 0;
  let continuityErrors = 0;
  let lastSequence: number | undefined;
  let pmtPid: number | undefined;
  let programMap: ProgramMap | undefined;
  const counters = new Map<number, number>();
  const clocks: { datagram: number; pcr: number }[] = [];
  const times = new Map<number, number[]>();
  const randomAccess = new Map<number, number[]>();
  const packetsPerDatagram = new Set<number>();

  datagrams.forEach((datagram, index) => {
    const rtp = readRtp(datagram);
    if (rtp === undefined) throw new Error(`datagram ${index} is no RTP`);
    if (lastSequence !== undefined && sequenceDistance(rtp.sequence, lastSequence) !== 1) sequenceGaps += 1;
    lastSequence = rtp.sequence;
    packetsPerDatagram.add((datagram.length - rtp.payloadOffset) / tsPacketBytes);
    for (let at = rtp.payloadOffset; at < datagram.length; at += tsPacketBytes) {
      const packet = readTsPacket(datagram, at);
      if (packet === undefined) {
        syncLosses += 1;
        continue;
      }
      const { pid } = packet;
      if (pid === nullPid) continue;
      const before = counters.get(pid);
      const step = packet.payload.length > 0 ? 1 : 0;
      if (before !== undefined && packet.continuity !== (before + step) % 16) continuityErrors += 1;
      counters.set(pid, packet.continuity);
      if (packet.pcr !== undefined) clocks.push({ datagram: index, pcr: packet.pcr });
      if (!packet.unitStart) continue;
      if (pid === patPid) pmtPid = readPat(packet.payload)?.get(1);
      else if (pid === pmtPid) programMap = readPmt(packet.payload);
      const pts = readPts(packet.payload);
      if (pts === undefined) continue;
      times.set(pid, [...(times.get(pid) ?? []), pts]);
      if (packet.randomAccess) randomAccess.set(pid, [...(randomAccess.get(pid) ?? []), pts]);
    }
  });
  return {
    sequenceGaps,
    syncLosses,
    continuityErrors,
    programMap,
    clocks,
    times,
    randomAccess,
    packetsPerDatagram,
  };
}
