import { beforeEach, describe, expect, it } from '@jest/globals';
import { deliver, onAir, settleOnA } from '../../support/rehearsal.ts';
import { world, type World } from '../../support/world.ts';

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
});
