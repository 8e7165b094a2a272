/** The process of a source: sends a site's stream to its targets until its parent goes away. */
import { createSocket } from 'node:dgram';

import { createLeg, type Leg } from './leg.ts';
import { datagramMs } from './loop-muxer.ts';
import { loadSiteStream } from './loop.ts';
import { rtpHeaderBytes } from './rtp.ts';
import type { Order, Ready, Report, Request, SourceSettings } from './source-protocol.ts';

const settings = JSON.parse(process.argv[2] ?? '') as SourceSettings;
const stream = loadSiteStream(settings.site);
const socket = createSocket('udp4');

let newest: { index: number; datagram: Buffer } = { index: -1, datagram: Buffer.alloc(0) };

/** All legs send the same datagrams at about the same time: each is made once. */
function datagram(index: number): Buffer {
  if (newest.index !== index) newest = { index, datagram: stream.datagram(index, settings.ssrc) };
  return newest.datagram;
}

const legs = settings.targets.map(({ host, port }) =>
  createLeg(Date.now(), (index, isEmpty) => {
    const whole = datagram(index);
    socket.send(isEmpty ? whole.subarray(0, rtpHeaderBytes) : whole, port, host);
  }),
);

function obey(leg: Leg, order: Order): void {
  switch (order.kind) {
    case 'cut':
      leg.cut();
      break;
    case 'idle':
      leg.idle();
      break;
    case 'resume':
      leg.resume();
      break;
    case 'slow':
      leg.slow(order.factor);
      break;
    case 'lose':
      leg.lose(order.fraction, order.seed);
      break;
    case 'facts':
      break;
  }
}

/** A parent that is just going away hears nothing more, and that is no failure. */
function tell(message: Ready | Report): void {
  process.send?.(message, undefined, {}, () => undefined);
}

function tick(): void {
  const now = Date.now();
  for (const leg of legs) leg.tick(now);
  setTimeout(tick, datagramMs - (Date.now() % datagramMs));
}

// A datagram nobody listens to comes back as an error; a source streams on regardless.
socket.on('error', () => undefined);
process.on('message', ({ id, leg, order }: Request) => {
  const asked = legs[leg];
  if (asked === undefined) return;
  obey(asked, order);
  tell({ id, facts: asked.facts() });
});
// An orphan that went on streaming to the same ports would spoil the next run. Ctrl-C is the parent's to handle.
process.on('disconnect', () => process.exit(0));
if (!process.connected) process.exit(0);
process.on('SIGINT', () => undefined);

socket.bind(0, '127.0.0.1', () => {
  tick();
  tell({ ready: true });
});
