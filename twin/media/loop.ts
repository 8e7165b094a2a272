/**
 * The endless stream of a site: datagram number n belongs to the instant n × 20 ms of the wall clock, whichever process sends it
 * and whenever it was started. So all sources are genlocked, and a restarted one goes on where it would have been.
 */
import { readFileSync } from 'node:fs';

import { splitAudioFrames, splitPictures } from './elementary-stream.ts';
import { DATAGRAM_MS, DATAGRAMS_PER_LOOP, LOOP_MS, muxLoop, PACKETS_PER_DATAGRAM } from './loop-muxer.ts';
import { writePts } from './pes.ts';
import { RTP_HEADER_BYTES, writeRtp } from './rtp.ts';
import {
  PCR_PER_TICK,
  PCR_WRAP,
  shiftContinuity,
  stampPcr,
  TICKS_PER_MS,
  TICKS_WRAP,
  TS_PACKET_BYTES,
} from './ts-packet.ts';

const CONTINUITY_WRAP = 16;
const DATAGRAM_BYTES = RTP_HEADER_BYTES + PACKETS_PER_DATAGRAM * TS_PACKET_BYTES;

/** The letters of the sites that have a loop of their own. */
const LETTERS = ['a', 'b'] as const;

export interface SiteStream {
  /** The RTP datagram for the instant `index` × {@link DATAGRAM_MS} of the epoch: a pure function. */
  datagram(index: number, ssrc: number): Buffer;
}

/** The number of the datagram that is due at `epochMs`. */
export function datagramIndexAt(epochMs: number): number {
  return Math.floor(epochMs / DATAGRAM_MS);
}

/** The loop shown for a site: its last letter when that stands alone ("A", "site-b"), else always the same one. */
export function loopLetter(site: string): string {
  const last = /(?:^|[^a-z])([a-z])$/.exec(site.toLowerCase())?.[1];
  const own = LETTERS.find((letter) => letter === last);
  if (own !== undefined) return own;
  const sum = Buffer.from(site).reduce((total, byte) => total + byte, 0);
  return LETTERS[sum % LETTERS.length] ?? LETTERS[0];
}

/** Reads and multiplexes the loop of `site`: some 10 ms of work and half a megabyte. */
export function loadSiteStream(site: string): SiteStream {
  const file = (extension: string) =>
    readFileSync(new URL(`./loops/site-${loopLetter(site)}.${extension}`, import.meta.url));
  const packets = muxLoop(splitPictures(file('h264')), splitAudioFrames(file('aac')));

  return {
    datagram: (index, ssrc) => {
      const turn = Math.floor(index / DATAGRAMS_PER_LOOP);
      const inTurn = index % DATAGRAMS_PER_LOOP;
      const turnTicks = (turn * LOOP_MS * TICKS_PER_MS) % TICKS_WRAP;
      const datagram = Buffer.allocUnsafe(DATAGRAM_BYTES);
      writeRtp(datagram, { sequence: index, timestamp: index * DATAGRAM_MS * TICKS_PER_MS, ssrc });
      const first = inTurn * PACKETS_PER_DATAGRAM;
      packets.slice(first, first + PACKETS_PER_DATAGRAM).forEach((packet, place) => {
        const at = RTP_HEADER_BYTES + place * TS_PACKET_BYTES;
        packet.bytes.copy(datagram, at);
        shiftContinuity(datagram, at, ((turn % CONTINUITY_WRAP) * packet.countsPerLoop) % CONTINUITY_WRAP);
        if (packet.hasPcr) {
          const ticks = turnTicks + inTurn * DATAGRAM_MS * TICKS_PER_MS;
          stampPcr(datagram, at, (ticks * PCR_PER_TICK) % PCR_WRAP);
        }
        if (packet.pts) {
          writePts(datagram, at + packet.pts.offset, (turnTicks + packet.pts.ticks) % TICKS_WRAP);
        }
      });
      return datagram;
    },
  };
}
