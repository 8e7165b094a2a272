import { beforeEach, describe, expect, it } from '@jest/globals';
import { flowArnOf } from '../support/deployment.ts';
import { channelArn, deliver, onAir, settleOnA } from '../support/rehearsal.ts';
import { world, type World } from '../support/world.ts';

let w: World;

beforeEach(async () => {
  w = await world();
  await settleOnA(w);
});

describe('an observation', () => {
  const observe = () => {
    const answers = { channel: w.mediaLive.snapshot, alerts: [] };
    return { type: 'observation', id: 'seen', answers } as const;
  };

  it('is decided on as it is while it is fresh', async () => {
    onAir(w, 'site-A');
    const seen = observe();
    w.clock.advance(9_000);
    await deliver(w, seen);
    expect(w.mediaLive.calls).toEqual([]);
  });

  it('that has waited in the queue is made anew', async () => {
    onAir(w, 'site-A');
    const seen = observe();
    w.clock.advance(40_000);
    await deliver(w, seen);
    expect(w.mediaLive.calls.map((call) => call.split(' ')[0]).toSorted()).toEqual([
      'DescribeChannel',
      'ListAlerts',
    ]);
  });

  it('keeps what it says of flows, which have times of their own', async () => {
    onAir(w, 'site-A');
    const status = { at: w.clock.now(), status: 'ERROR' };
    const { answers } = observe();
    const seen = { ...observe(), answers: { ...answers, flows: { [flowArnOf('B', 0)]: status } } };
    w.clock.advance(40_000);
    await deliver(w, seen);
    expect(w.channels.stateOf(channelArn).health['B']?.['0'].facts?.status?.status).toBe('ERROR');
  });

  it('is asked anew for no more than it was sent for', async () => {
    onAir(w, 'site-A');
    const idle = { at: w.clock.now(), state: 'IDLE', pipelines: {} };
    w.clock.advance(40_000);
    onAir(w, 'site-A');
    await deliver(w, {
      type: 'observation',
      id: 'idle',
      ask: { channel: true, alerts: false },
      answers: { channel: idle, alerts: [] },
    });
    expect(w.mediaLive.calls.map((call) => call.split(' ')[0])).toEqual(['DescribeChannel']);
    expect(w.channels.stateOf(channelArn).pipelines['0'].running).toBe(true);
  });
});
