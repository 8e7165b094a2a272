// The way back: only where automation moved the channel, only to a site that has long been well, only when it is allowed.
import { describe, expect, it } from '@jest/globals';
import { pipelineIds, type FailbackPolicy, type Policy } from '../../core/model/group.ts';
import { automatic, groupOf, policy, site, unwatchedSite } from './support/groups.ts';
import { alert, change, flow, noon, timer } from './support/happenings.ts';
import { cancelPlan, holdFor, release, switchTo } from './support/orders.ts';
import { spoken, switchesOf, timerOf, told } from './support/readings.ts';
import { failedOver, leavingA, lose, onAirA, recoveredA } from './support/stories.ts';

describe('failback', () => {
  it('goes back once the better site has been healthy for long enough', () => {
    const channel = recoveredA();
    expect(timerOf(channel, 'failback')).toBe(100_000);
    channel.at(99_999, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
    const back = channel.at(100_000, timer('failback'));
    expect(spoken(back)).toEqual(['failback/switch']);
    expect(back.decisions[0].why).toBe('A has been healthy for 60 s and has priority over B.');
    expect(channel.state.switch).toMatchObject({ kind: 'failback', from: 'B', to: 'A' });
    expect(channel.state.recentSwitches).toHaveLength(2);
  });

  it('happens while what is on air is degraded: the better site is whole', () => {
    const channel = recoveredA();
    channel.at(60_000, alert('set', '0', 60_000, 'degrading'));
    expect(told(channel.at(64_000, timer()))).toContain('degraded');
    channel.at(100_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B', 'site-A']);
  });

  it('does not wait for a plan that is far away', () => {
    const channel = recoveredA();
    channel.at(95_000, switchTo('C', { at: noon + 7 * 24 * 3_600_000 }));
    channel.at(100_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B', 'site-C', 'site-A']);
  });

  it('done, stays', () => {
    const channel = recoveredA();
    channel.at(100_000, timer());
    channel.schedule(100_100, 115_600);
    channel.arrive(116_000, 'A');
    channel.at(3_600_000, timer());
    expect(channel.state.intended).toMatchObject({ group: 'A', by: 'automation' });
    expect(switchesOf(channel)).toEqual(['site-B', 'site-A']);
  });

  it('waits for the clear window at the least, after trouble however short', () => {
    const channel = recoveredA({}, { mode: 'automatic', stableMs: 0 });
    expect(switchesOf(channel)).toEqual(['site-B', 'site-A']);
    const again = recoveredA({}, { mode: 'manual', stableMs: 0 });
    again.group = groupOf({ failback: { mode: 'automatic', stableMs: 0 } }, again.group.sites.slice());
    again.flows(false, 'A', 51_000);
    again.flows(true, 'A', 52_000);
    again.at(61_000, timer());
    expect(switchesOf(again)).toEqual(['site-B']);
    again.at(63_000, timer());
    expect(switchesOf(again)).toEqual(['site-B', 'site-A']);
  });

  it('starts counting again with every relapse of the better site', () => {
    const channel = recoveredA();
    channel.at(90_000, flow(false, 'A', '1', 90_000));
    channel.at(91_000, flow(true, 'A', '1', 91_000));
    expect(timerOf(channel, 'failback')).toBe(151_000);
    channel.at(120_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('counts from the last trouble that is known, though good news of before it are heard of later', () => {
    const channel = onAirA(groupOf({ failback: automatic }));
    lose(channel, 49_000);
    for (const pipeline of pipelineIds) {
      channel.at(54_000, alert('cleared', pipeline, 53_000, `alarm-${pipeline}-49000`));
      channel.at(61_000, flow(false, 'A', pipeline, 21_000));
      channel.at(62_000, flow(true, 'A', pipeline, 22_000));
    }
    channel.schedule(63_000, 68_000);
    channel.arrive(68_000, 'B');
    channel.at(85_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
    channel.at(114_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B', 'site-A']);
  });

  describe('to a site whose flow failed on air, where the policy did not count that', () => {
    const deaf = {
      flow: { confirmMs: 3_000, clearMs: 10_000, countsOnAir: false, maxAgeMs: policy.flow.maxAgeMs },
    };
    const lostWithFlow = (returnsAtMs: number | null) => {
      const channel = leavingA(groupOf({ failback: automatic, ...deaf }));
      channel.both(5_000, (pipeline) => alert('cleared', pipeline, 5_000, `alarm-${pipeline}-0`));
      channel.at(15_000, timer());
      for (const pipeline of pipelineIds) {
        channel.at(17_000, flow(false, 'A', pipeline, 16_000));
        if (returnsAtMs !== null) channel.at(returnsAtMs, flow(true, 'A', pipeline, returnsAtMs));
      }
      channel.arrive(20_000, 'B');
      return channel;
    };

    it('counts from its return', () => {
      const channel = lostWithFlow(18_000);
      expect(timerOf(channel, 'failback')).toBe(78_000);
    });

    it('waits for its return', () => {
      const channel = lostWithFlow(null);
      expect(timerOf(channel, 'failback')).toBeUndefined();
      channel.flows(true, 'A', 25_000);
      channel.at(35_000, timer());
      expect(timerOf(channel, 'failback')).toBe(85_000);
    });
  });

  it('passes over a better site that is disabled for the next one', () => {
    const channel = leavingA(
      groupOf({ failback: automatic }, [site('A', { available: false }), site('B'), site('C')]),
    );
    channel.arrive(20_000, 'C');
    expect(channel.state.intended).toMatchObject({ group: 'A' });
    channel.at(30_000, release);
    channel.state = {
      ...channel.state,
      switch: null,
      intended: { group: 'C', by: 'automation', at: noon },
      incident: null,
    };
    channel.at(40_000, timer());
    expect(channel.state.switch).toMatchObject({ kind: 'failback', to: 'B' });
  });
});

describe('no failback', () => {
  it.each<[string, Partial<Policy>]>([
    ['where the policy leaves it to the operator', { failback: { mode: 'manual', stableMs: 60_000 } }],
    ['in a flat group, where no site is better', { targetChoice: 'flat' }],
    ['when the budget is spent', { budget: { switches: 1, withinMs: 3_600_000 } }],
  ])('%s', (_when, changes) => {
    const channel = recoveredA(changes);
    channel.at(200_000, timer());
    expect(channel.steps.flatMap(spoken)).not.toContain('failback/switch');
  });

  it('where an operator chose the site on air, until he releases the channel', () => {
    const channel = onAirA(groupOf({ failback: automatic }));
    channel.arrive(20_000, 'B');
    channel.at(3_600_000, timer());
    expect(switchesOf(channel)).toEqual([]);
    expect(spoken(channel.at(3_700_000, release))).toContain('failback/switch');
  });

  it('while an operator has planned a switch that is near, until he takes it back', () => {
    const channel = recoveredA();
    channel.at(95_000, switchTo('C', { at: noon + 140_000 }));
    channel.schedule(95_100, 140_000);
    const waits = channel.at(100_000, timer());
    expect(spoken(waits)).toEqual(['failback/noted']);
    expect(waits.decisions[0].why).toBe(
      'The failback to A waits for the switch to C that is planned for 2026-11-21T12:02:20.000Z',
    );
    expect(spoken(channel.at(101_000, timer()))).toEqual(['timer/none']);
    expect(switchesOf(channel)).toEqual(['site-B', 'site-C']);
    channel.at(110_000, cancelPlan);
    expect(switchesOf(channel)).toEqual(['site-B', 'site-C', 'site-A']);
  });

  it('under a hold', () => {
    const channel = recoveredA();
    channel.at(60_000, holdFor(null));
    channel.at(200_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('to a site of which nothing is known', () => {
    const channel = failedOver(groupOf({ failback: automatic }, [unwatchedSite('A'), site('B')]));
    channel.at(7_200_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('to a site with one pipeline that is well', () => {
    const channel = recoveredA();
    channel.at(60_000, flow(false, 'A', '1', 60_000));
    channel.at(3_600_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('while the pipelines are apart', () => {
    const channel = recoveredA();
    channel.at(99_000, change('0', 'C', 99_000));
    channel.at(100_000, timer());
    expect(channel.steps.flatMap(spoken)).not.toContain('failback/switch');
  });
});

describe('the hours of failback', () => {
  const hour = (value: number) => value * 60;
  const within = (fromHour: number, toHour: number): FailbackPolicy => ({
    ...automatic,
    hours: { fromMinute: hour(fromHour), toMinute: hour(toHour) },
  });

  it('open, let it happen at once', () => {
    const channel = recoveredA({}, within(11, 13));
    channel.at(100_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B', 'site-A']);
  });

  it('closed, put it off until they open, to the second', () => {
    const channel = recoveredA({}, within(14, 16));
    expect(timerOf(channel, 'failback')).toBe(2 * 3_600_000);
    channel.at(100_000, timer());
    expect(timerOf(channel, 'failback')).toBe(2 * 3_600_000);
    channel.at(2 * 3_600_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B', 'site-A']);
  });

  it('over, put it off until tomorrow', () => {
    const channel = recoveredA({}, within(10, 12));
    expect(timerOf(channel, 'failback')).toBe(22 * 3_600_000);
  });

  it('over midnight are open before it and after it', () => {
    const overnight = within(23, 2);
    const channel = recoveredA({}, overnight);
    expect(timerOf(channel, 'failback')).toBe(11 * 3_600_000);
    channel.at(13 * 3_600_000 + 1, timer());
    expect(switchesOf(channel)).toEqual(['site-B', 'site-A']);
  });

  it('closing is the first minute in which it no longer happens', () => {
    const channel = recoveredA({}, within(23, 2));
    channel.at(14 * 3_600_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
    expect(timerOf(channel, 'failback')).toBe(35 * 3_600_000);
  });
});
