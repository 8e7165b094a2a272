/** Inputs of every kind, on real ports and a clock moved by hand. */
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Estate, InputSpec } from '../../twin/estate.ts';
import { startMediaPlane, type MediaPlane } from '../../twin/media-plane.ts';
import { manualClock } from './manual-clock.ts';
import { smallDatagram, udpSender, until } from './media/udp-sender.ts';
import { recordedEvents } from './mediaconnect/recorded-events.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function running(input: Omit<InputSpec, 'id' | 'name' | 'flowArns'>) {
  const clock = manualClock();
  const estate: Estate = {
    account: '000000000000',
    region: 'eu-west-1',
    flows: [],
    inputs: [{ id: 'i', name: 'one', flowArns: [], ...input }],
    channels: [
      {
        id: '1',
        name: 'news',
        channelClass: 'SINGLE_PIPELINE',
        attachments: [{ name: 'a', inputId: 'i' }],
        inputPrepare: false,
        startAs: 'RUNNING',
      },
    ],
  };
  const { sink, emitted } = recordedEvents();
  const plane = await startMediaPlane({ estate, events: sink, clock });
  const sender = udpSender();
  open.push(plane, sender);
  const started = plane.channels.startEstate();
  clock.advance(300);
  await started;
  const alerts = () =>
    emitted.filter(({ detail }) => detail['alarm_state'] === 'SET').map(({ detail }) => detail['alert_type']);
  return { plane, clock, sender, alerts };
}

const ingestOf = (plane: MediaPlane) => plane.channels.onAir('1', 0)?.ingest;

describe('an input', () => {
  it.each(['MP4_FILE', 'TS_FILE'] as const)('of type %s never runs dry', async (type) => {
    const { plane, clock, alerts } = await running({ type, sources: [{ url: 's3://a' }] });
    clock.advance(60_000);
    expect([ingestOf(plane), alerts(), [...plane.pushEndpoints]]).toEqual(['receiving', [], []]);
  });

  it.each([
    ['RTMP_PUSH', /^rtmp:\/\/127\.0\.0\.1:\d+\/live\/one$/, 'RTMP Has No Audio/Video'],
    ['UDP_PUSH', /^udp:/, 'Stopped Receiving UDP Input'],
    ['SRT_CALLER', /^srt:/, 'Video Not Detected'],
    ['URL_PULL', /^http:/, 'HTTP Get Failed'],
    ['INPUT_DEVICE', /^link:/, 'Stopped Receiving UDP Input'],
  ] as const)(
    'of type %s takes RTP at its port, and its loss has its own alert',
    async (type, url, alert) => {
      const { plane, clock, sender, alerts } = await running({ type, streamNames: ['live/one'] });
      const [endpoint] = plane.pushEndpoints.get('i') ?? [];
      expect(endpoint?.url).toMatch(url);
      await sender.send(endpoint?.port ?? 0, smallDatagram(1));
      await until(() => endpoint?.facts().packets === 1);
      expect(ingestOf(plane)).toBe('receiving');
      clock.advance(1000);
      expect([ingestOf(plane), alerts()]).toEqual(['lost', [alert]]);
    },
  );
});
