import { describe, expect, it } from '@jest/globals';
import { blogRecipe } from '../../../bench/policies/contenders/blog-recipe.ts';
import { oneAlertOneSwitch } from '../../../bench/policies/contenders/one-alert-one-switch.ts';
import { ours } from '../../../bench/policies/contenders/ours.ts';
import { PublishedScheduler } from '../../../bench/policies/contenders/published-scheduler.ts';
import { faultsIn, renderRatios, renderStandings, standingOf } from '../../../bench/policies/scoreboard.ts';
import { play } from '../../../bench/policies/tournament.ts';

const faultsOf = async (contender: Parameters<typeof play>[0], names: readonly string[]) =>
  Object.fromEntries((await play(contender, names)).map((one) => [one.trace, faultsIn(one)]));

describe('the scoreboard', () => {
  it('finds no fault with ours in any trace of the corpus', async () => {
    const played = await play(ours);
    expect(played.filter((one) => faultsIn(one).length > 0)).toEqual([]);
    const standing = standingOf(ours.name, played);
    expect(standing).toMatchObject({ falseSwitches: 0, missed: 0, destroyed: 0, stuck: 0, callsToDecide: 2 });
  });

  it('lets the recipe of the blog do well what it describes', async () => {
    const names = ['both-pipelines-lost', 'delivered-three-times', 'short-dip', 'single-pipeline-lost'];
    expect(Object.values(await faultsOf(blogRecipe, names))).toEqual([[], [], [], []]);
  });

  it('finds what the recipe of the blog does not think of', async () => {
    expect(await faultsOf(blogRecipe, ['both-sites-lost', 'lost-set', 'lost-cleared'])).toEqual({
      'both-sites-lost': ['switch to B: target was lost'],
      'lost-set': ['1 missed', 'stuck: dark'],
      'lost-cleared': ['switch to B: source was well'],
    });
  });

  it('counts a switch for every alert where one alert is one switch', async () => {
    expect(await faultsOf(oneAlertOneSwitch, ['delivered-three-times', 'single-pipeline-lost'])).toEqual({
      'delivered-three-times': ['5 x switch to B: repeat'],
      'single-pipeline-lost': ['switch to B: source was well'],
    });
  });

  it('has the published handler speak for itself over HTTP, and sees what it destroys', async () => {
    const scheduler = await PublishedScheduler.open('1000001', ['site-a', 'site-b']);
    try {
      for (const contender of scheduler.contenders) {
        const faults = await faultsOf(contender, ['foreign-schedule-actions']);
        expect(faults['foreign-schedule-actions']).toContain('4 actions of others destroyed');
      }
    } finally {
      await scheduler.close();
    }
  });

  it('is a table with a line for each contender, and what the others need against the first', async () => {
    const names = ['both-pipelines-lost', 'single-pipeline-lost'];
    const standings = [
      standingOf(ours.name, await play(ours, names)),
      standingOf(oneAlertOneSwitch.name, await play(oneAlertOneSwitch, names)),
    ];
    const lines = renderStandings(standings).split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(/^medialive-failover +2\/2 +0 +\(0\) +0 /);
    expect(renderRatios(standings)).toMatch(/^one alert, one switch: 0 % of the traces right against 100 %/);
  });
});
