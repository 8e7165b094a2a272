// A dependency that fails some or all of its calls for ten minutes: what that costs the channels.
import { describe, expect, it } from '@jest/globals';
import { run } from '../../simulation/run.ts';
import { shares } from '../../simulation/world/brownout.ts';
import { dependencies, dependencyOf } from '../../simulation/world/dependency.ts';

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

describe('a call', () => {
  it('goes to the dependency that its name begins with, or to none that anybody knows', () => {
    expect(dependencyOf('media-live.list-alerts')).toBe('media-live');
    expect(() => dependencyOf('media-tailor.list')).toThrow('media-tailor.list');
  });
});
