/** Many channels at once, and alerts that mean nothing, as `npm run load` measures them; here only what must be so. */
import { describe, expect, it } from '@jest/globals';
import { ratioOf } from '../../rehearsal/load/loss.ts';
import { loseSiteInModel } from '../../bench/load/modelled-loss.ts';
import { dayOfNoise } from '../../bench/load/noise.ts';

describe('many channels that lose a site at once, under the throttle of MediaLive', () => {
  it('are each switched exactly once, with nothing lost and nothing left', async () => {
    const loss = await loseSiteInModel(40, 1);
    expect(loss.refused).toBeGreaterThan(0);
    expect(loss).toMatchObject({ notOnce: 0, notSettled: 0, deadLetters: 0 });
    expect(loss.failoverCalls / loss.channels).toBeLessThanOrEqual(2);
  });
});

describe('the same over three deployments of an account, which share its throttle', () => {
  it('takes as long as in one, and none switches a channel of another', async () => {
    const [one, three] = [await loseSiteInModel(60, 1), await loseSiteInModel(60, 3)];
    expect(three).toMatchObject({ deployments: 3, notOnce: 0, notSettled: 0, deadLetters: 0 });
    expect(ratioOf(three)).toBeLessThan(1.1 * ratioOf(one));
  });
});

describe('alerts that end before their window', () => {
  it('cause neither a switch nor a call to MediaLive', async () => {
    expect(await dayOfNoise(400, 20)).toMatchObject({ alerts: 400, switches: 0, mediaLiveCalls: 0 });
  });
});
