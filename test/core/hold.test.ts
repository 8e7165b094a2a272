// A hold is an order that automation leave a channel, or a group, alone.
import { describe, expect, it } from '@jest/globals';
import type { Hold } from '../../core/model/group.ts';
import { seenOn } from './support/answers.ts';
import { Channel } from './support/channel.ts';
import { groupOf } from './support/groups.ts';
import { noon, outcome, timer } from './support/happenings.ts';
import { holdFor, release, switchTo } from './support/orders.ts';
import { spoken, switchesOf, timerOf, told } from './support/readings.ts';
import { leavingA, lose, lostA, onAirA } from './support/stories.ts';

describe('a hold on the channel', () => {
  it('prevents a failover, tells people once, and says who holds it', () => {
    const channel = onAirA();
    const held = channel.at(0, holdFor(null));
    expect(spoken(held)).toEqual(['command/noted']);
    expect(told(held)).toEqual(['hold-changed']);
    const lost = lose(channel, 1_000);
    expect(spoken(lost)).toEqual(['hold/prevented']);
    expect(lost.decisions[0].why).toMatch(/^A is lost: .* No failover: Held by kim: maintenance$/);
    expect(told(lost)).toEqual(['failover-prevented']);
    expect(told(channel.at(60_000, timer()))).toEqual([]);
    expect(switchesOf(channel)).toEqual([]);
  });

  it('released, the failover that it prevented happens at once', () => {
    const channel = onAirA();
    channel.at(0, holdFor(null));
    lose(channel, 1_000);
    expect(spoken(channel.at(10_000, release))).toEqual(['command/noted', 'failover/switch']);
  });

  it('with an end, it ends by itself and the failover happens then', () => {
    const channel = onAirA();
    channel.at(0, holdFor(60_000));
    expect(timerOf(channel, 'hold')).toBe(60_000);
    lose(channel, 1_000);
    channel.at(59_999, timer());
    expect(switchesOf(channel)).toEqual([]);
    expect(spoken(channel.at(60_000, timer('hold')))).toEqual(['failover/switch']);
  });

  it('that would be over already is refused', () => {
    const channel = onAirA();
    const before = channel.state.hold;
    const step = channel.at(10_000, holdFor(10_000));
    expect(spoken(step)).toEqual(['command/refused']);
    expect(step.decisions[0].why).toBe('A hold until 2026-11-21T12:00:10.000Z would be over already.');
    expect(channel.state.hold).toBe(before);
  });

  it('withdraws a failover that MediaLive, out of reach, has not taken in yet', () => {
    const channel = lostA();
    const held = channel.at(20_000, holdFor(60_000));
    expect(spoken(held)).toEqual(['command/noted', 'withdrawal/prevented', 'hold/prevented']);
    expect(told(held)).toEqual(['hold-changed', 'switch-failed', 'failover-prevented']);
    expect(channel.owedSwitch).toBeUndefined();
    expect(channel.state.recentSwitches).toEqual([]);
    channel.at(60_000, timer('hold'));
    expect(switchesOf(channel)).toEqual(['site-B', 'site-B']);
  });

  it('leaves alone a failover that MediaLive has taken in', () => {
    const channel = leavingA();
    channel.at(5_000, holdFor(null));
    expect(channel.state.switch).toMatchObject({ to: 'B' });
    channel.arrive(20_000, 'B');
    expect(channel.state.intended).toMatchObject({ group: 'B', by: 'automation' });
  });

  it('leaves alone a switch that an operator has ordered', () => {
    const channel = onAirA();
    channel.at(0, switchTo('B'));
    channel.at(1_000, holdFor(null));
    expect(channel.owedSwitch?.attachment).toBe('site-B');
  });

  it('does not keep an operator from switching', () => {
    const channel = onAirA();
    channel.at(0, holdFor(null));
    expect(spoken(channel.at(1_000, switchTo('B')))).toEqual(['command/switch']);
  });

  it('outlives a switch by the operator who placed it', () => {
    const channel = onAirA();
    channel.at(0, holdFor(null));
    channel.at(1_000, switchTo('B'));
    channel.schedule(1_100, 16_600);
    channel.arrive(17_000, 'B');
    expect(channel.state.hold?.kind).toBe('operator');
  });

  it('outlives a change from outside', () => {
    const channel = onAirA();
    channel.at(0, holdFor(null));
    channel.arrive(17_000, 'B');
    expect(channel.state.hold?.kind).toBe('operator');
  });
});

describe('a hold on the group', () => {
  const groupHold: Hold = { by: 'lee', reason: 'rehearsal', at: noon, until: null };

  it('prevents a failover of every channel', () => {
    const channel = onAirA({ ...groupOf(), hold: groupHold });
    expect(spoken(lose(channel, 1_000))).toEqual(['hold/prevented']);
  });

  it('with an end, it ends by itself', () => {
    const channel = onAirA({ ...groupOf(), hold: { ...groupHold, until: noon + 30_000 } });
    lose(channel, 1_000);
    expect(timerOf(channel, 'hold')).toBe(30_000);
    expect(spoken(channel.at(30_000, timer('hold')))).toEqual(['failover/switch']);
  });

  it('holds although the hold on the channel has ended', () => {
    const channel = onAirA({ ...groupOf(), hold: groupHold });
    channel.at(0, holdFor(1_000));
    lose(channel, 2_000);
    expect(switchesOf(channel)).toEqual([]);
  });

  it('is not released on a channel: the answer says where', () => {
    const channel = lostA({ ...groupOf(), hold: groupHold });
    channel.state = { ...channel.state, intended: { group: 'A', by: 'automation', at: noon } };
    const step = channel.at(10_000, release);
    expect(step.decisions[0]).toMatchObject({
      rule: 'command',
      outcome: 'refused',
      why: 'The hold is on the group news, not on this channel: release the group.',
    });
  });
});

describe('a release', () => {
  it("of a channel that is in automation's hands already is refused", () => {
    const channel = onAirA();
    channel.state = { ...channel.state, intended: { group: 'A', by: 'automation', at: noon } };
    expect(spoken(channel.at(0, release))).toEqual(['command/refused']);
  });

  it('hands over a channel that an operator has moved', () => {
    const channel = onAirA();
    expect(channel.state.intended?.by).toBe('operator');
    expect(told(channel.at(0, release))).toEqual(['hold-changed']);
    expect(channel.state.intended?.by).toBe('automation');
  });

  it('of a channel that has never been seen lifts its hold', () => {
    const channel = new Channel();
    channel.at(0, holdFor(null));
    channel.at(1_000, release);
    expect(channel.state).toMatchObject({ hold: null, intended: null });
  });
});

describe('the hold that automation placed on itself', () => {
  function heldByAutomation() {
    const channel = lostA();
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const effectId = channel.owedSwitch?.id ?? '';
      channel.at(5_000, outcome({ effectId, result: 'refused', message: 'no such attachment' }));
    }
    return channel;
  }

  it('ends when an operator moves the channel outside', () => {
    const channel = heldByAutomation();
    channel.arrive(60_000, 'B');
    expect(channel.state.hold).toBeNull();
  });

  it('ends with a switch that an operator orders here', () => {
    const channel = heldByAutomation();
    channel.at(60_000, switchTo('B', { force: true }));
    channel.schedule(60_100, 75_600);
    channel.arrive(76_000, 'B');
    expect(channel.state.hold).toBeNull();
  });

  it('does not end by what is merely seen', () => {
    const channel = heldByAutomation();
    channel.at(60_000, seenOn('A', 60_000));
    expect(channel.state.hold?.kind).toBe('automation');
  });
});
