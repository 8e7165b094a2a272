/** Sends datagrams to a port of the loopback and waits until they have been taken in. */
import { createSocket } from 'node:dgram';
import { setTimeout as wait } from 'node:timers/promises';

import { writeRtp } from '../../../twin/media/rtp.ts';
import { nullPacket } from '../../../twin/media/ts-packet.ts';

export interface UdpSender {
  send(port: number, datagram: Buffer): Promise<void>;
  close(): Promise<void>;
}

export function udpSender(): UdpSender {
  const socket = createSocket('udp4');
  return {
    send: (port, datagram) =>
      new Promise((resolve, reject) => {
        socket.send(datagram, port, '127.0.0.1', (error) => {
          if (error) reject(error);
          else resolve();
        });
      }),
    close: () =>
      new Promise((resolve) =>
        socket.close(() => {
          resolve();
        }),
      ),
  };
}

/** The smallest valid datagram of a stream: one packet with a clock's place in it, and no payload that could be counted. */
export function smallDatagram(sequence: number, ssrc = 7): Buffer {
  const packet = Buffer.alloc(188, 0xff);
  Buffer.from([0x47, 0x01, 0x00, 0x20, 183, 0x00]).copy(packet);
  return datagramOf(packet, sequence, ssrc);
}

/** A datagram that says that its sender is there: no payload, or null packets alone. */
export function emptyDatagram(sequence: number, payload: 'none' | 'null'): Buffer {
  return datagramOf(payload === 'none' ? Buffer.alloc(0) : nullPacket(), sequence, 7);
}

function datagramOf(payload: Buffer, sequence: number, ssrc: number): Buffer {
  const datagram = Buffer.concat([Buffer.alloc(12), payload]);
  writeRtp(datagram, { sequence, timestamp: 1_800 * sequence, ssrc });
  return datagram;
}

/** Waits, as long as the test may last, for what the network or another process will bring about. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await wait(5);
}
