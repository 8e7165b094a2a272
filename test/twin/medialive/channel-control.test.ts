// What one who stands beside the machine sees, and no AWS client can.
import { afterEach, describe, expect, it } from '@jest/globals';
import { running } from './running-stage.ts';
import type { RunningStage } from './running-stage.ts';
import { switchTo } from './schedule-action.ts';
import { channelId } from './stage.ts';
import { shut } from './wire.ts';

let set: RunningStage;

afterEach(async () => {
  await shut(set);
});

describe('one who stands beside the machine', () => {
  it('learns when all pipelines are on an attachment, and since when each is', async () => {
    set = await running();
    const at = set.clock.now() + 10_000;
    await set.schedule(switchTo('B', 'to-b'));
    const waiting = set.mediaLive.channels.whenAllOn(channelId, 'B');
    set.clock.advance(60_000);
    expect((await waiting).map(({ since }) => since)).toEqual([at, at]);
    await expect(set.mediaLive.channels.whenAllOn(channelId, 'B')).resolves.toHaveLength(2);
  });

  it('can stop waiting', async () => {
    set = await running();
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(set.mediaLive.channels.whenAllOn(channelId, 'B', signal)).rejects.toThrow('enough');
  });

  it('sees every step of a failover with its time', async () => {
    set = await running();
    const t0 = set.clock.now();
    set.feed('A', 0).off();
    const from = set.changes.length;
    set.clock.advance(1_000);
    await set.schedule(switchTo('B', 'to-b'));
    set.clock.advance(10_020);
    const steps = set.changes
      .slice(from)
      .filter((change) => !('pipeline' in change) || change.pipeline === 0)
      .map(({ kind, at, ...rest }) => [kind, at - t0, 'state' in rest ? rest.state : '']);
    expect(steps).toEqual([
      ['ingest', expect.any(Number), 'lost'],
      ['alert', expect.any(Number), 'SET'],
      ['schedule', 1_000, ''],
      ['on-air', 11_000, ''],
      ['alert', 11_000, 'CLEARED'],
      ['ingest', expect.any(Number), 'receiving'],
    ]);
  });

  it('is told which channels there are when the one named is not among them', async () => {
    set = await running();
    expect(() => set.mediaLive.channels.state('9')).toThrow("no channel '9'; there are: 1001");
  });
});
