/**
 * The endless stream of a site: datagram number n belongs to the instant n × 20 ms of the wall clock, whichever process sends it
 * and whenever it was started. So all sources are genlocked, and a restarted one goes on where it would have been.
 */
import { readFileSync } from 'node:fs';

import { splitAudioFrames, splitPictures } from './elementary-stream.ts';
import { datagramMs, datagramsPerLoop, loopMs, muxLoop, packetsPerDatagram } from './loop-muxer.ts';
import { writePts } from './pes.ts';
import { rtpHeaderBytes, writeRtp } from './rtp.ts';
import {
  pcrPerTick,
  pcrWrap,
  shiftContinuity,
  stampPcr,
  ticksPerMs,
  ticksWrap,
  tsPacketBytes,
} from './ts-packet.ts';

const continuityWrap = 16;
const datagramBytes = rtpHeaderBytes + packetsPerDatagram * tsPacketBytes;

/** The letters of the sites that have a loop of their own. */
const siteLetters = ['a', 'b'] as const;

export interface SiteStream {
  /** The RTP datagram for the instant `index` × {@link datagramMs} of the epoch: a pure function. */
  datagram(index: number, ssrc: number): Buffer;
}

/** The number of the datagram that is due at `epochMs`. */
export function datagramIndexAt(epochMs: number): number {
  return Math.floor(epochMs / datagramMs);
}

/** The loop shown for a site: its last letter when that stands alone ("A", "site-b"), else always the same one. */
export function loopLetter(site: string): string {
  const last = /(?:^|[^a-z])([a-z])$/.exec(site.toLowerCase())?.[1];
  const own = siteLetters.find((letter) => letter === last);
  if (own !== undefined) return own;
  const sum = Buffer.from(site).reduce((total, byte) => total + byte, 0);
  return siteLetters[sum % siteLetters.length] ?? siteLetters[0];
}

/** Reads and multiplexes the loop of `site`: some 10 ms of work and half a megabyte. */
export function loadSiteStream(site: string): SiteStream {
  const file = (extension: string) =>
    readFileSync(new URL(`./loops/site-${loopLetter(site)}.${extension}`, import.meta.url));
  const packets = muxLoop(splitPictures(file('h264')), splitAudioFrames(file('aac')));

  return {
    datagram: (index, ssrc) => {
      const turn = Math.floor(index / datagramsPerLoop);
      const inTurn = index % datagramsPerLoop;
      const turnTicks = (turn * loopMs * ticksPerMs) % ticksWrap;
      const datagram = Buffer.allocUnsafe(datagramBytes);
      writeRtp(datagram, { sequence: index, timestamp: index * datagramMs * ticksPerMs, ssrc });
      const first = inTurn * packetsPerDatagram;
      packets.slice(first, first + packetsPerDatagram).forEach((packet, place) => {
        const at = rtpHeaderBytes + place * tsPacketBytes;
        packet.bytes.copy(datagram, at);
        shiftContinuity(datagram, at, ((turn % continuityWrap) * packet.countsPerLoop) % continuityWrap);
        if (packet.hasPcr) {
          const ticks = turnTicks + inTurn * datagramMs * ticksPerMs;
          stampPcr(datagram, at, (ticks * pcrPerTick) % pcrWrap);
        }
        if (packet.pts) {
          writePts(datagram, at + packet.pts.offset, (turnTicks + packet.pts.ticks) % ticksWrap);
        }
      });
      return datagram;
    },
  };
}
