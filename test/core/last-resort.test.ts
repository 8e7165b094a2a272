// A spent budget does not keep a channel dark beside a site that is healthy: after a while it goes once more, and is held there.
import { describe, expect, it } from '@jest/globals';
import { pipelineIds, type Policy } from '../../core/model/group.ts';
import { listed } from './support/answers.ts';
import type { Channel } from './support/channel.ts';
import { groupOf, site } from './support/groups.ts';
import { alert, flow, noon, outcome, timer } from './support/happenings.ts';
import { holdFor, release } from './support/orders.ts';
import { spoken, switchesOf, timerOf, told } from './support/readings.ts';
import { leavingA, lose, lostA, onAirA } from './support/stories.ts';

const budget = { switches: 1, withinMs: 3_600_000 };
const sites = [site('A'), site('B'), site('C')];

/** The budget of one is spent on a failover to B; then B is lost too, at 60 s. C is healthy, and A is not. */
function dark(changes: Parameters<typeof groupOf>[0] = {}): Channel {
  const channel = leavingA(groupOf({ budget, ...changes }, sites));
  channel.arrive(20_000, 'B');
  lose(channel, 60_000);
  return channel;
}

const sets = (atMs: number) =>
  pipelineIds.map((pipeline) => listed(pipeline, atMs, `alarm-${pipeline}-${atMs}`));

describe('the last resort', () => {
  it('is told of in advance, comes when it is due, and holds the channel where it arrives', () => {
    const channel = dark();
    const prevented = channel.steps.at(-1)?.decisions[0];
    expect(prevented?.why).toContain('Last resort at 2026-11-21T12:02:04.000Z.');
    expect(timerOf(channel, 'last-resort')).toBe(124_000);
    channel.at(123_999, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
    expect(spoken(channel.at(124_000, timer('last-resort')))).toContain('last-resort/switch');
    expect(channel.state.switch).toMatchObject({ kind: 'failover', to: 'C', lastResort: true });
    channel.schedule(124_100, 139_600);
    channel.arrive(140_000, 'C');
    expect(channel.state.hold).toMatchObject({
      kind: 'automation',
      reason: 'last resort: C was the only healthy site, and the budget was spent',
    });
  });

  it('takes a second look', () => {
    const channel = dark();
    expect(channel.inquiryAt(124_000, timer('last-resort')).alerts).toBe(true);
    channel.at(124_000, { ...timer('last-resort'), answers: { alerts: sets(60_000) } });
    expect(switchesOf(channel)).toEqual(['site-B', 'site-C']);
  });

  it('is not told of, and does not come, where the policy does without', () => {
    const channel = dark({ lastResortMs: null });
    expect(channel.steps.at(-1)?.decisions[0].why).not.toContain('Last resort');
    channel.at(600_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('never overrides an operator: neither a hold on the channel nor one on the group', () => {
    const held = dark();
    held.at(70_000, holdFor(null));
    held.at(600_000, timer());
    expect(switchesOf(held)).toEqual(['site-B']);
    const group = dark();
    group.group = { ...group.group, hold: { by: 'lee', reason: 'rehearsal', at: noon, until: null } };
    group.at(600_000, timer());
    expect(switchesOf(group)).toEqual(['site-B']);
  });

  it('goes to no site of which it is not known that it is healthy', () => {
    const channel = dark();
    channel.flows(false, 'C', 70_000);
    channel.at(80_000, timer());
    channel.at(600_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
    channel.flows(true, 'C', 601_000);
    channel.at(612_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B', 'site-C']);
  });

  it('takes twice as long each time', () => {
    const channel = dark();
    channel.at(124_000, timer('last-resort'));
    channel.schedule(124_100, 139_600);
    channel.arrive(140_000, 'C');
    for (const pipeline of pipelineIds) channel.at(150_000, { ...flow(true, 'A', pipeline, 150_000) });
    channel.flows(false, 'A', 151_000);
    channel.flows(true, 'A', 152_000);
    channel.at(170_000, timer());
    const lost = lose(channel, 200_000);
    expect(spoken(lost)).toContain('hold/prevented');
    expect(timerOf(channel, 'last-resort')).toBe(204_000 + 120_000);
    expect(spoken(channel.at(324_000, timer('last-resort')))).toContain('last-resort/switch');
    expect(channel.state.switch?.to).toBe('A');
  });

  it('comes also under the hold of automation after a switch that failed twice', () => {
    const channel = lostA(groupOf({}, sites));
    for (const atMs of [4_100, 4_200]) {
      channel.at(atMs, outcome({ effectId: channel.owedSwitch?.id ?? '', result: 'refused', message: 'no' }));
    }
    expect(channel.state.hold?.kind).toBe('automation');
    channel.at(65_000, timer('last-resort'));
    expect(channel.state.switch).toMatchObject({ lastResort: true });
  });
});

describe('half a loss', () => {
  it('is no reason for a last resort: under any-pipeline the other pipeline is on air', () => {
    const channel = onAirA(
      groupOf({ failoverOn: 'any-pipeline', budget: { switches: 0, withinMs: 3_600_000 } }),
    );
    channel.at(1_000, alert('set', '0', 1_000));
    channel.at(5_000, timer());
    expect(channel.state.incident).toMatchObject({ kind: 'prevented', down: 1 });
    channel.at(600_000, timer());
    expect(switchesOf(channel)).toEqual([]);
  });
});

describe('a release', () => {
  it('begins the budget anew', () => {
    const channel = dark();
    expect(spoken(channel.at(70_000, release))).toEqual(
      expect.arrayContaining(['command/noted', 'failover/switch']),
    );
    expect(channel.state.recentSwitches).toEqual([noon + 70_000]);
    expect(channel.state.switch?.lastResort).toBeUndefined();
  });
});

it('people are told that the budget is spent, until when, and what happens to another loss', () => {
  const channel = onAirA(groupOf({ budget }, sites));
  expect(told(lose(channel, 0))).toEqual(['switch-started', 'budget-spent']);
  const why = (lastResortMs: number | null, changes: Partial<Policy> = {}) => {
    const each = onAirA(groupOf({ budget, lastResortMs, ...changes }, sites));
    return lose(each, 0).decisions.find(({ rule }) => rule === 'budget')?.why;
  };
  expect(why(60_000)).toBe(
    'The budget of 1 automatic switches is spent until 2026-11-21T13:00:04.000Z: another loss is answered only after 60 s.',
  );
  expect(why(60_000, { failoverOn: 'any-pipeline' })).toContain(
    'a loss on every pipeline is answered only after 60 s, and one on a single pipeline is not.',
  );
  expect(why(null)).toContain('another loss is not answered.');
});

describe('the last resort that MediaLive has not taken in', () => {
  it('is not struck off because of the hold of automation that it overrides', () => {
    const channel = lostA(groupOf({}, sites));
    for (const atMs of [4_100, 4_200]) {
      channel.at(atMs, outcome({ effectId: channel.owedSwitch?.id ?? '', result: 'refused', message: 'no' }));
    }
    channel.at(65_000, timer('last-resort'));
    const actionName = channel.owedSwitch?.actionName;
    expect(told(channel.at(71_000, timer()))).toEqual([]);
    expect(channel.owedSwitch?.actionName).toBe(actionName);
  });
});
