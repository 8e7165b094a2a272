/** A UDP port on the loopback that takes in one RTP stream at a time and counts what comes. */
import { createSocket, type Socket } from 'node:dgram';

import type { Clock } from '../clock.ts';
import { readRtp, rtpPayloadTypeTs } from './rtp.ts';

const loopback = '127.0.0.1';
/** A sender that was silent for this long has left; another may take its place. */
const senderGoneMs = 500;

export interface PortFacts {
  /** Packets of the stream taken in. */
  readonly packets: number;
  /** RTP packets of another sender while the first was still there: MediaLive calls it double publishing. */
  readonly foreign: number;
  /** Datagrams that were no RTP with a transport stream. */
  readonly malformed: number;
  /** Epoch ms of the newest packet taken in. */
  readonly lastPacketAt: number | undefined;
  /** The address of the sender of that packet. */
  readonly peer: string | undefined;
}

export type PacketListener = (rtp: Buffer, atMs: number) => void;

export interface PacketPort {
  readonly host: string;
  readonly port: number;
  readonly facts: () => PortFacts;
  /**
   * Hears every packet of the stream until the returned function is called. A packet without a payload says that the
   * sender is there, and there is nothing in it to hear.
   */
  readonly onPacket: (listener: PacketListener) => () => void;
  readonly close: () => Promise<void>;
}

interface Counts {
  packets: number;
  foreign: number;
  malformed: number;
  lastPacketAt: number | undefined;
  peer: string | undefined;
}

/** `port` 0, the default, is any that is free; one in use is refused, never shared. */
export async function openPacketPort(options: { clock: Clock; port?: number }): Promise<PacketPort> {
  const { clock, port = 0 } = options;
  const facts: Counts = { packets: 0, foreign: 0, malformed: 0, lastPacketAt: undefined, peer: undefined };
  const listeners = new Set<PacketListener>();
  let ssrc: number | undefined;
  const socket = createSocket('udp4');
  socket.on('message', (datagram, { address }) => {
    const rtp = readRtp(datagram);
    if (rtp?.payloadType !== rtpPayloadTypeTs) {
      facts.malformed += 1;
      return;
    }
    const now = clock.now();
    const senderIsThere = facts.lastPacketAt !== undefined && now - facts.lastPacketAt < senderGoneMs;
    if (rtp.ssrc !== ssrc && senderIsThere) {
      facts.foreign += 1;
      return;
    }
    ssrc = rtp.ssrc;
    facts.packets += 1;
    facts.lastPacketAt = now;
    facts.peer = address;
    if (datagram.length === rtp.payloadOffset) return;
    for (const listener of listeners) listener(datagram, now);
  });
  await bind(socket, port);
  return {
    host: loopback,
    port: socket.address().port,
    facts: () => ({ ...facts }),
    onPacket: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () =>
      new Promise((resolve) =>
        socket.close(() => {
          resolve();
        }),
      ),
  };
}

function bind(socket: Socket, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind({ address: loopback, port, exclusive: true }, () => {
      socket.off('error', reject);
      resolve();
    });
  });
}
