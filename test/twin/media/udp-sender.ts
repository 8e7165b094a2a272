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

/** The smallest valid datagram of a stream. */
export function smallDatagram(sequence: number, ssrc = 7): Buffer {
  const datagram = Buffer.concat([Buffer.alloc(12), nullPacket()]);
  writeRtp(datagram, { sequence, timestamp: 1_800 * sequence, ssrc });
  return datagram;
}

/** Waits, as long as the test may last, for what the network or another process will bring about. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await wait(5);
}
