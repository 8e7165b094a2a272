import { afterEach, describe, expect, it } from '@jest/globals';

import { openPacketPort, type PacketPort } from '../../../twin/media/packet-port.ts';
import { openPushEndpoint } from '../../../twin/media/push-endpoint.ts';
import { manualClock } from '../manual-clock.ts';
import { emptyDatagram, smallDatagram, udpSender, until } from './udp-sender.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function setup() {
  const clock = manualClock();
  const port = await openPacketPort({ clock });
  const sender = udpSender();
  open.push(port, sender);
  const taken = () => total(port);
  const send = async (datagram: Buffer) => {
    const before = taken();
    await sender.send(port.port, datagram);
    await until(() => taken() > before);
  };
  return { clock, port, send };
}

function total(port: PacketPort): number {
  const { packets, foreign, malformed } = port.facts();
  return packets + foreign + malformed;
}

describe('a packet port', () => {
  it('takes a stream in and says when it last heard of it', async () => {
    const { clock, port, send } = await setup();
    const heard: Buffer[] = [];
    port.onPacket((rtp) => heard.push(rtp));
    await send(smallDatagram(1));
    clock.advance(20);
    await send(smallDatagram(2));
    expect(heard).toEqual([smallDatagram(1), smallDatagram(2)]);
    expect(port.facts()).toEqual({
      packets: 2,
      foreign: 0,
      malformed: 0,
      lastPacketAt: clock.now(),
      peer: '127.0.0.1',
    });
  });

  it('hears that a sender is there from packets without a payload, and passes them to nobody', async () => {
    const { clock, port, send } = await setup();
    const heard: Buffer[] = [];
    port.onPacket((rtp) => heard.push(rtp));
    await send(emptyDatagram(1, 'none'));
    expect(port.facts()).toMatchObject({ packets: 1, lastPacketAt: clock.now(), peer: '127.0.0.1' });
    expect(heard).toEqual([]);
  });

  it('takes no second sender in while the first is there, and takes it once the first has left', async () => {
    const { clock, port, send } = await setup();
    await send(smallDatagram(1, 7));
    clock.advance(499);
    await send(smallDatagram(1, 8));
    expect(port.facts()).toMatchObject({ packets: 1, foreign: 1 });
    clock.advance(1);
    await send(smallDatagram(2, 8));
    expect(port.facts()).toMatchObject({ packets: 2, foreign: 1 });
  });

  it('counts what is no transport stream in RTP, and passes it to nobody', async () => {
    const { port, send } = await setup();
    const heard: Buffer[] = [];
    port.onPacket((rtp) => heard.push(rtp));
    await send(Buffer.from('hello'));
    const speech = smallDatagram(1);
    speech.writeUInt8(0, 1);
    await send(speech);
    expect(port.facts()).toEqual({
      packets: 0,
      foreign: 0,
      malformed: 2,
      lastPacketAt: undefined,
      peer: undefined,
    });
    expect(heard).toEqual([]);
  });

  it('refuses a port that another one has', async () => {
    const { clock, port } = await setup();
    await expect(openPacketPort({ clock, port: port.port })).rejects.toThrow('EADDRINUSE');
  });
});

describe('a push endpoint', () => {
  it('is a feed of what is sent to its address', async () => {
    const clock = manualClock();
    const endpoint = await openPushEndpoint({ clock });
    const sender = udpSender();
    open.push(endpoint, sender);
    const heard: Buffer[] = [];
    const leave = endpoint.feed.onPacket((rtp) => heard.push(rtp));
    expect(endpoint.feed.lastPacketAt()).toBeUndefined();
    await sender.send(endpoint.port, smallDatagram(1));
    await until(() => heard.length === 1);
    expect(endpoint.feed).toMatchObject({ id: `rtp://127.0.0.1:${endpoint.port}` });
    expect(endpoint.feed.lastPacketAt()).toBe(clock.now());
    leave();
    await sender.send(endpoint.port, smallDatagram(2));
    await until(() => endpoint.facts().packets === 2);
    expect(heard).toHaveLength(1);
  });
});
