// A dependency that fails some or all of its calls for ten minutes: what that costs the channels.
import { describe, expect, it } from '@jest/globals';
import { inBusiestMinute, quietMax } from '../../simulation/checks/brownout-rule.ts';
import { Dice } from '../../simulation/dice.ts';
import { run } from '../../simulation/run.ts';
import { shares } from '../../simulation/world/brownout.ts';
import { fairWeather } from '../../simulation/world/climate.ts';
import { dependencies, dependencyOf } from '../../simulation/world/dependency.ts';
import { bystanderOf, drawSetting } from '../../simulation/world/setting.ts';
import { Watch } from '../../simulation/world/watch.ts';
import { startAt, World } from '../../simulation/world/world.ts';

/** The first life of each; renewed when the simulation draws otherwise. */
const seeds: Readonly<Record<string, number>> = {
  'table/30': 2,
  'table/100': 7,
  'queue/30': 5,
  'queue/100': 1,
  'topic/30': 4,
  'topic/100': 8,
  'bus/30': 9,
  'bus/100': 16,
  'media-live/30': 3,
  'media-live/100': 29,
  'media-live/30/throttled': 66,
  'media-live/100/throttled': 65,
  'media-connect/30': 12,
  'media-connect/100': 30,
};

describe('a life with a brownout', () => {
  it('is played with every dependency that fails a part of its calls or all', () => {
    const all = dependencies.flatMap((name) => shares.map((percent) => `${name}/${percent}`));
    const throttled = shares.map((percent) => `media-live/${percent}/throttled`);
    expect(Object.keys(seeds).toSorted()).toEqual([...all, ...throttled].toSorted());
  });

  it.each(Object.entries(seeds))('has nothing that must not be: %s, with seed %i', async (name, seed) => {
    const { findings, mishaps } = await run({ seed, brownout: true });
    expect(mishaps).toEqual(expect.arrayContaining([`brownout/${name}`, 'brownout/loss']));
    expect(findings).toEqual([]);
  });
});

describe('the pace of a quiet day', () => {
  it('is as the rule has it', async () => {
    const busiest: number[] = [];
    for (let seed = 1; seed <= 5; seed += 1) busiest.push(...(await busiestOf(seed)));
    expect(Math.max(...busiest)).toBe(quietMax);
  });

  it('is that of the busiest minute, wherever it begins', () => {
    expect(inBusiestMinute([])).toBe(0);
    expect(inBusiestMinute([0, 50_000, 59_999, 60_000, 100_000])).toBe(4);
    expect(inBusiestMinute([0, 60_000, 120_000])).toBe(1);
  });
});

describe('a call', () => {
  it('goes to the dependency that its name begins with, or to none that anybody knows', () => {
    expect(dependencyOf('media-live.list-alerts')).toBe('media-live');
    expect(() => dependencyOf('media-tailor.list')).toThrow('media-tailor.list');
  });
});

/** The decisions in the busiest minute of each channel, in fair weather, once everything has been seen that there is to see. */
async function busiestOf(seed: number): Promise<readonly number[]> {
  const dice = new Dice(seed);
  const drawn = drawSetting(dice);
  const watch = new Watch();
  const world = new World({ ...drawn, bystander: bystanderOf(drawn) }, dice, fairWeather, watch);
  await world.time.runUntil(startAt + 4 * 60_000);
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
  await world.time.runUntil(startAt + 14 * 60_000);
  return [...times.values()].map(inBusiestMinute);
}
