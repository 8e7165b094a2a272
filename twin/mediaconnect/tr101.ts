/**
 * Watches a transport stream for the errors that MediaConnect reports by the names of ETSI TR 101 290.
 * A flag stays up for a second after the last such error, so that it can be seen by a check that comes now and then.
 */
import { readRtp } from '../media/rtp.ts';
import { nullPid, pcrPerTick, pcrWrap, readTsPacket, ticksPerMs, tsPacketBytes } from '../media/ts-packet.ts';

/** The flags of `detail.current.tr101` in the health events (EB/events-ref-mediaconnect). */
export interface Tr101 {
  readonly ts_sync_loss: boolean;
  readonly continuity_count_error: boolean;
  readonly transport_error: boolean;
  readonly pcr_error: boolean;
}

export const noTr101Errors: Tr101 = {
  ts_sync_loss: false,
  continuity_count_error: false,
  transport_error: false,
  pcr_error: false,
};

const holdMs = 1_000;
/** TR 101 290, 2.3: clocks of a program are at most 100 ms apart. */
const pcrApartMax = 100 * ticksPerMs * pcrPerTick;
const continuityWrap = 16;

export interface Tr101Monitor {
  readonly observe: (rtp: Buffer, atMs: number) => void;
  readonly flags: (nowMs: number) => Tr101;
  /** Forgets what came before: the next packet is a beginning, not an error. */
  readonly reset: () => void;
}

/** After a silence of `silenceMs` the stream begins anew: a break is told by the health, not by these flags. */
export function createTr101Monitor(silenceMs: number): Tr101Monitor {
  const continuity = new Map<number, number>();
  const pcrs = new Map<number, number>();
  const lastErrorAt = new Map<keyof Tr101, number>();
  let lastPacketAt = -Infinity;

  const reset = () => {
    continuity.clear();
    pcrs.clear();
    lastErrorAt.clear();
  };

  function observePacket(datagram: Buffer, offset: number, raise: (error: keyof Tr101) => void): void {
    const packet = readTsPacket(datagram, offset);
    if (packet === undefined) {
      raise('ts_sync_loss');
      return;
    }
    if (packet.transportError) raise('transport_error');
    const { pid, pcr } = packet;
    if (pid === nullPid) return;
    const previous = continuity.get(pid);
    const step = packet.payload.length > 0 ? 1 : 0;
    const follows = previous === undefined || packet.continuity === (previous + step) % continuityWrap;
    if (!follows && !packet.discontinuity) raise('continuity_count_error');
    continuity.set(pid, packet.continuity);
    if (pcr === undefined) return;
    const previousPcr = pcrs.get(pid) ?? pcr;
    if ((pcr - previousPcr + pcrWrap) % pcrWrap > pcrApartMax && !packet.discontinuity) raise('pcr_error');
    pcrs.set(pid, pcr);
  }

  return {
    observe: (rtp, atMs) => {
      const header = readRtp(rtp);
      if (header === undefined) return;
      if (atMs - lastPacketAt >= silenceMs) reset();
      lastPacketAt = atMs;
      const raise = (error: keyof Tr101) => lastErrorAt.set(error, atMs);
      for (let at = header.payloadOffset; at < rtp.length; at += tsPacketBytes) observePacket(rtp, at, raise);
    },
    flags: (nowMs) => {
      const isUp = (error: keyof Tr101) => nowMs - (lastErrorAt.get(error) ?? -Infinity) < holdMs;
      return {
        ts_sync_loss: isUp('ts_sync_loss'),
        continuity_count_error: isUp('continuity_count_error'),
        transport_error: isUp('transport_error'),
        pcr_error: isUp('pcr_error'),
      };
    },
    reset,
  };
}
