/** No channel unwatched, and half of MediaLive's calls left to failovers: what must be so of what `npm run bench:looks` measures. */
import { describe, expect, it } from '@jest/globals';
import { claimsOf } from '../../bench/looks/claims.ts';
import type { Setting } from '../../bench/looks/played-account.ts';
import { watch } from '../../bench/looks/watch.ts';

/** Long enough for every channel to be looked at twice. */
const minutes = 4;

type Playable = Pick<Setting, 'channels' | 'latencyMs'> & Partial<Setting>;

async function expectPromisesKept(setting: Playable): Promise<void> {
  const watched = await watch({ minutes, withFlows: false, ...setting });
  for (const { measured, bound } of claimsOf([watched])) expect(measured).toBeLessThanOrEqual(bound);
  expect(watched.oldestTold).toBeLessThan(120);
  expect(watched.busiestPerSecond).toBeLessThanOrEqual(13);
}

describe('every channel is looked at every two minutes, with half of the calls that MediaLive allows', () => {
  it.each([20, 100, 500])('of 700 in one deployment, at %s ms a call', async (latencyMs) => {
    await expectPromisesKept({ channels: [700], latencyMs });
  });

  it.each([1, 100, 120, 240, 447, 600])('of %s, at half a second a call', async (channels) => {
    await expectPromisesKept({ channels: [channels], latencyMs: 500 });
  });

  it('of a thousand in three deployments of one account', async () => {
    await expectPromisesKept({ channels: [334, 333, 333], latencyMs: 100 });
  });

  it('with four flows each, which MediaConnect is asked about meanwhile', async () => {
    // The 600 flows are described in turns of five runs: before that nothing is known of some standbys.
    await expectPromisesKept({ channels: [150], latencyMs: 500, withFlows: true, minutes: 7 });
  });
});
