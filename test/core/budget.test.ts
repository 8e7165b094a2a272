// No more than so many automatic switches within so much time.
import { describe, expect, it } from '@jest/globals';
import { pipelineIds } from '../../core/model/group.ts';
import type { Channel } from './support/channel.ts';
import { groupOf, site } from './support/groups.ts';
import { flow, noon, timer } from './support/happenings.ts';
import { switchTo } from './support/orders.ts';
import { spoken, switchesOf, timerOf, told } from './support/readings.ts';
import { failedOver, lose, onAirA } from './support/stories.ts';

const once = groupOf({ budget: { switches: 1, withinMs: 600_000 }, lastResortMs: null }, [
  site('A'),
  site('B'),
  site('C'),
]);

/** A failover was decided at 4 s and is done; then B is lost as well. */
function spentThenLost(): Channel {
  const channel = failedOver(once);
  lose(channel, 60_000);
  return channel;
}

describe('the flap budget', () => {
  it('spent, prevents the next failover, and people are told', () => {
    const channel = spentThenLost();
    const lost = channel.steps.at(-1);
    expect(lost && spoken(lost)).toEqual(['budget/prevented']);
    expect(lost && told(lost)).toEqual(['failover-prevented']);
    expect(lost?.decisions[0].why).toContain(
      '1 automatic switches within 600 s: the budget is 1 until 2026-11-21T12:10:04.000Z.',
    );
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('wakes when it is free again, and acts then', () => {
    const channel = spentThenLost();
    expect(timerOf(channel, 'budget')).toBe(604_000);
    channel.at(603_999, timer());
    expect(switchesOf(channel)).toHaveLength(1);
    expect(spoken(channel.at(604_000, timer('budget')))).toContain('failover/switch');
  });

  it('does not bind an operator, and is not charged for his switches', () => {
    const channel = spentThenLost();
    channel.at(70_000, switchTo('C'));
    expect(switchesOf(channel)).toEqual(['site-B', 'site-C']);
    expect(channel.state.recentSwitches).toEqual([noon + 4_000]);
  });

  it('of zero leaves every switch to the operator', () => {
    const channel = onAirA(groupOf({ budget: { switches: 0, withinMs: 600_000 } }));
    expect(spoken(lose(channel, 0))).toEqual(['budget/prevented']);
    expect(timerOf(channel, 'budget')).toBeUndefined();
  });

  it('ends a flapping pair of sites', () => {
    const channel = onAirA(groupOf({ budget: { switches: 3, withinMs: 3_600_000 }, lastResortMs: null }));
    for (let round = 0; round < 10; round += 1) {
      const startMs = round * 120_000;
      const [lost, other] = round % 2 === 0 ? ['A', 'B'] : ['B', 'A'];
      lose(channel, startMs);
      if (!channel.owedSwitch) continue;
      channel.schedule(startMs + 4_100, startMs + 19_600);
      channel.arrive(startMs + 20_000, other);
      for (const pipeline of pipelineIds) {
        channel.at(startMs + 30_000, flow(false, lost, pipeline, startMs + 30_000));
        channel.at(startMs + 40_000, flow(true, lost, pipeline, startMs + 40_000));
      }
      channel.at(startMs + 60_000, timer());
    }
    expect(switchesOf(channel)).toEqual(['site-B', 'site-A', 'site-B']);
  });
});
