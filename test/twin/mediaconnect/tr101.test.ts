import { describe, expect, it } from '@jest/globals';

import { datagramIndexAt, loadSiteStream } from '../../../twin/media/loop.ts';
import { createTr101Monitor, noTr101Errors } from '../../../twin/mediaconnect/tr101.ts';

const silentForMs = 500;
const stream = loadSiteStream('A');
const first = datagramIndexAt(Date.UTC(2026, 0, 1));

/** Observes 100 datagrams, 20 ms apart, without those that `leaveOut` names and with what `harm` does to each. */
function observe(
  leaveOut: (index: number) => boolean,
  harm: (datagram: Buffer, index: number) => void = () => undefined,
) {
  const monitor = createTr101Monitor(silentForMs);
  for (let index = 0; index < 100; index++) {
    const datagram = stream.datagram(first + index, 1);
    harm(datagram, index);
    if (!leaveOut(index)) monitor.observe(datagram, 20 * index);
  }
  return monitor;
}

describe('the watch over a transport stream', () => {
  it('finds nothing in a faultless stream', () => {
    expect(observe(() => false).flags(2_000)).toEqual(noTr101Errors);
  });

  it('reports a lost packet by its continuity counter, for a second', () => {
    const monitor = observe((index) => index === 90);
    expect(monitor.flags(2_000)).toEqual({ ...noTr101Errors, continuity_count_error: true });
    expect(monitor.flags(3_000)).toEqual(noTr101Errors);
  });

  it('reports clocks that are too far apart', () => {
    const monitor = observe((index) => index >= 80 && index < 90);
    expect(monitor.flags(2_000)).toMatchObject({ pcr_error: true });
  });

  it('reports packets marked as faulty by the line', () => {
    const monitor = observe(
      () => false,
      (datagram, index) => {
        if (index === 95) datagram.writeUInt8(datagram.readUInt8(13) | 0x80, 13);
      },
    );
    expect(monitor.flags(2_000)).toEqual({ ...noTr101Errors, transport_error: true });
  });

  it('reports a stream that has lost its sync bytes', () => {
    const monitor = observe(
      () => false,
      (datagram) => datagram.fill(0, 12),
    );
    expect(monitor.flags(2_000)).toMatchObject({ ts_sync_loss: true });
  });

  it('takes what follows a silence as a beginning', () => {
    const monitor = observe((index) => index >= 40 && index < 70);
    expect(monitor.flags(2_000)).toEqual(noTr101Errors);
  });
});
