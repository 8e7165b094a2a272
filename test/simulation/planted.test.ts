// Mistakes that somebody could make, each put around the product without touching it: the checks must see every one.
import { describe, expect, it } from '@jest/globals';
import { renderFound } from '../../simulation/planted/find-planted.ts';
import type { PlantedBug } from '../../simulation/planted/planted-bug.ts';
import { plantedBugs } from '../../simulation/planted/planted-bugs.ts';
import { promises } from '../../simulation/planted/promises.ts';
import { run } from '../../simulation/run.ts';
import { shrink } from '../../simulation/shrink.ts';

/** Renewed from `npm run simulate -- --planted` when the simulation draws otherwise. */
const seeds: Readonly<Record<string, number>> = {
  'one pipeline of two counts as the loss of the site': 1,
  'news that a site is back is lost': 5,
  'nobody asks before a failover': 9,
  'nobody is told that one pipeline is lost': 3,
  'a completed switch names the sites the wrong way round': 1,
  'every try of a switch has a name of its own': 3,
  'a site that nothing is heard of counts as well after a while': 1,
  'a hold is overlooked': 43,
  'a plan is not judged again': 374,
  'nobody is told that trouble is over': 1,
  'a switch is charged twice': 1,
  'what a crash left undone is forgotten': 3,
  'a disabled site is chosen': 31,
  'a switch is done when the first pipeline has arrived': 26,
  'what MediaConnect says of a standby is not looked at': 5,
  'a cancellation is not carried out': 3,
  'the shortest clear window counts': 1,
  'nobody is told that the standby is lost': 5,
  'a state is saved over what somebody else has saved': 1,
  'a CLEARED after the switch is taken as news of the site left behind': 11,
  'a CLEARED that comes before its SET is dropped': 162,
  'no answer to the second look blocks the failover': 86,
  'a failover that had no target is never tried again': 78,
  'pipelines that are apart are left apart': 1038,
  'what an operator has moved is taken for automation’s own': 32,
  'pipelines are put together by what was heard of them': 107,
  'failback does not look at the clock': 102,
  'nobody is told what prevents a failover': 63,
  'a hold lasts twenty seconds longer': 48,
  'every event retries what is owed, and arms a timer of its own for it': 33,
  'a timer that the queue has not taken counts as started': 133,
  'an order that MediaLive throttles stands in line for good': 614,
};

function bugNamed(wanted: string): PlantedBug {
  const bug = plantedBugs.find(({ name }) => name === wanted);
  if (!bug) throw new Error(`No bug is called "${wanted}".`);
  return bug;
}

describe('planted bugs', () => {
  it('break every promise', () => {
    const broken = new Set(plantedBugs.map(({ promise }) => String(promise)));
    expect([...broken].sort()).toEqual(Object.keys(promises).sort());
  });

  it.each(Object.entries(seeds))('%s: is seen with seed %i', async (name, seed) => {
    const { findings } = await run({ seed, plant: bugNamed(name) });
    expect(findings).not.toEqual([]);
    // What the run finds without it is no proof of it.
    expect((await run({ seed })).findings).toEqual([]);
  });

  it('are listed with the run that found them, or as not found', () => {
    const bug = bugNamed('a hold is overlooked');
    const findings = [{ rule: 'nothing under a hold', details: '' }];
    const table = renderFound(
      [
        { bug, failure: { seed: 107, findings } },
        { bug, failure: null },
      ],
      101,
    );
    expect(table.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['PROMISE', 'PLANTED BUG', 'RUN', 'SEED', 'BROKEN CHECK'],
      ['7', 'a hold is overlooked', '7', '107', 'nothing under a hold'],
      ['7', 'a hold is overlooked', 'NOT FOUND', promises[7]],
    ]);
  });
});

describe('a failure', () => {
  it('is made small, and comes again from its seed and what is left', async () => {
    const name = 'a hold is overlooked';
    const seed = seeds[name] ?? 0;
    const plant = bugNamed(name);
    const whole = await run({ seed, plant });
    const rule = whole.findings[0]?.rule;
    const left = await shrink({ seed, plant }, whole);
    expect(left.length).toBeLessThan(whole.mishaps.length);
    const again = await run({ seed, plant, allowed: new Set(left) });
    expect(again.findings.map((finding) => finding.rule)).toContain(rule);
    expect(await run({ seed, allowed: new Set(left) })).toMatchObject({ findings: [] });
  });
});
