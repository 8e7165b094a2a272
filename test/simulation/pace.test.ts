// How often a channel is decided on: on a quiet day, when it loses its site, and when a dependency fails meanwhile.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { pipelineIds } from '../../core/model/group.ts';
import { beyondMax, inBusiestMinute, lossMax, quietMax } from '../../simulation/checks/brownout-rule.ts';
import { Dice } from '../../simulation/dice.ts';
import { shares, type Brownout } from '../../simulation/world/brownout.ts';
import { fairWeather } from '../../simulation/world/climate.ts';
import { dependencies } from '../../simulation/world/dependency.ts';
import { bystanderOf, drawSetting } from '../../simulation/world/setting.ts';
import { Watch } from '../../simulation/world/watch.ts';
import { startAt, World } from '../../simulation/world/world.ts';

const minuteMs = 60_000;
const seeds = [11, 12, 13, 14, 15, 16, 17, 18];

const brownouts: readonly Brownout[] = dependencies.flatMap((dependency) =>
  shares.flatMap((percent) =>
    (dependency === 'media-live' ? [false, true] : [false]).map((throttles) => ({
      dependency,
      percent,
      throttles,
    })),
  ),
);

const nameOf = ({ dependency, percent, throttles }: Brownout) =>
  `${dependency} ${throttles ? 'throttles' : 'fails'} ${percent} %`;

describe('the pace of a quiet day', () => {
  it('is as the rule has it', async () => {
    const busiest: number[] = [];
    for (let seed = 1; seed <= 5; seed += 1) {
      const { world, times } = inFairWeather(seed);
      await world.time.runUntil(startAt + 4 * minuteMs);
      times.clear();
      await world.time.runUntil(startAt + 14 * minuteMs);
      busiest.push(...[...times.values()].map(inBusiestMinute));
    }
    expect(Math.max(...busiest)).toBe(quietMax);
  });

  it('is that of the busiest minute, wherever it begins', () => {
    expect(inBusiestMinute([])).toBe(0);
    expect(inBusiestMinute([0, 50_000, 59_999, 60_000, 100_000])).toBe(4);
    expect(inBusiestMinute([0, 60_000, 120_000])).toBe(1);
  });
});

describe('the pace of a loss', () => {
  let calm: readonly number[] = [];

  beforeAll(async () => {
    calm = await Promise.all(seeds.map((seed) => busiestOfLoss(seed, null)));
  });

  it('is as the rule has it', () => {
    expect(Math.max(...calm)).toBe(lossMax);
  });

  it.each(brownouts.map((brownout) => [nameOf(brownout), brownout] as const))(
    `is at most ${beyondMax} decisions a minute quicker while %s`,
    async (_, brownout) => {
      const busiest = await Promise.all(seeds.map((seed) => busiestOfLoss(seed, brownout)));
      const beyond = busiest.map((most, index) => most - (calm[index] ?? 0));
      expect(Math.max(...beyond)).toBeLessThanOrEqual(beyondMax);
    },
  );
});

/** A world in which nothing goes wrong but what a test has go wrong, and when each of its channels is decided on. */
function inFairWeather(seed: number) {
  const dice = new Dice(seed);
  const drawn = drawSetting(dice);
  const setting = { ...drawn, bystander: bystanderOf(drawn) };
  const watch = new Watch();
  const world = new World(setting, dice, fairWeather, watch);
  const times = new Map<string, number[]>();
  const note = (channelArn: string) => {
    times.set(channelArn, [...(times.get(channelArn) ?? []), world.time.now()]);
  };
  watch.observe({
    saved: ({ before }) => {
      note(before.channelArn);
    },
    idle: ({ before }) => {
      note(before.channelArn);
    },
    scheduled: () => undefined,
  });
  return { world, times, bystander: setting.bystander };
}

/** The decisions in the busiest minute of a channel that loses its site, from its last packet on, whatever fails meanwhile. */
async function busiestOfLoss(seed: number, brownout: Brownout | null): Promise<number> {
  const { world, times, bystander } = inFairWeather(seed);
  await world.time.runUntil(startAt + 2 * minuteMs);
  world.brownout = brownout;
  await world.time.runUntil(startAt + 7 * minuteMs);
  times.clear();
  const [site = ''] = bystander.definition.sites;
  for (const pipeline of pipelineIds) world.feeds.set(site, pipeline, 'no-packets');
  await world.time.runUntil(startAt + 10 * minuteMs);
  return inBusiestMinute(times.get(bystander.member.channelArn) ?? []);
}
