import { pipelineIds } from '../core/model/group.ts';
import { expectAnswer } from './checks/bystander.ts';
import { Pace } from './checks/pace.ts';
import { brownoutMs, type BrownoutDrawn } from './world/brownout.ts';
import { stormMs } from './world/scenario.ts';
import type { Watch } from './world/watch.ts';
import { startAt, type World } from './world/world.ts';

/** Has a brownout come and go and the bystander lose its site meanwhile, and sees what that costs whom. */
export function playBrownout(world: World, watch: Watch, drawn: BrownoutDrawn): void {
  const { time, dice, feeds, setting } = world;
  const { dependency, percent, throttles, fromMs, lossMs } = drawn;
  const overAt = startAt + fromMs + brownoutMs;
  const pace = new Pace(world, watch);
  watch.observe(pace);
  time.at(startAt + fromMs, () => {
    const name = `brownout/${dependency}/${percent}${throttles ? '/throttled' : ''}`;
    if (dice.happens(name)) world.brownout = { dependency, percent, throttles };
  });
  time.at(overAt, () => {
    world.brownout = null;
  });
  time.at(startAt + stormMs, () => {
    pace.stir();
  });
  time.at(startAt + lossMs, () => {
    const { bystander } = setting;
    if (!bystander || !dice.happens('brownout/loss')) return;
    const [site = ''] = bystander.definition.sites;
    for (const pipeline of pipelineIds) feeds.set(site, pipeline, 'no-packets');
    expectAnswer(world, watch, bystander, overAt);
  });
}
