/** Many channels at once, and alerts that mean nothing, as `npm run load` measures them; here only what must be so. */
import { describe, expect, it } from '@jest/globals';
import { loseSiteInModel } from '../../bench/load/modelled-loss.ts';
import { dayOfNoise } from '../../bench/load/noise.ts';

describe('many channels that lose a site at once, under the throttle of MediaLive', () => {
  it('are each switched exactly once, with nothing lost and nothing left', async () => {
    const loss = await loseSiteInModel(40);
    expect(loss.refused).toBeGreaterThan(0);
    expect(loss).toMatchObject({ notOnce: 0, notSettled: 0, deadLetters: 0 });
    expect(loss.failoverCalls / loss.channels).toBeLessThanOrEqual(2);
  });
});

describe('alerts that end before their window', () => {
  it('cause neither a switch nor a call to MediaLive', async () => {
    expect(await dayOfNoise(400, 20)).toMatchObject({ alerts: 400, switches: 0, mediaLiveCalls: 0 });
  });
});
