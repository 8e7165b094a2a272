import { describe, expect, it } from '@jest/globals';
import { Dice } from '../../simulation/dice.ts';
import { perform } from '../../simulation/world/perform.ts';
import { drawSetting } from '../../simulation/world/setting.ts';
import { Watch } from '../../simulation/world/watch.ts';
import { startAt, World } from '../../simulation/world/world.ts';
import { fairWeather } from '../../simulation/world/climate.ts';

describe('the burst of events when a site is lost', () => {
  it('leaves no message to wait for its redelivery', async () => {
    for (let seed = 1; seed <= 15; seed += 1) {
      const dice = new Dice(seed);
      const world = new World(drawSetting(dice), dice, fairWeather, new Watch());
      await world.time.runUntil(startAt + 30_000);
      perform(
        world,
        { atMs: 0, type: 'feed', site: 'A', pipelines: ['0', '1'], fault: 'no-packets', forMs: null },
        'loss',
      );
      await world.time.runUntil(startAt + 60_000);
      expect(`seed ${seed}: ${world.queue.redeliveries}`).toBe(`seed ${seed}: 0`);
    }
  });
});
