// A switch by hand: now, or at a time; refused only where it cannot be carried out, or would go to a site that is not fit.
import { describe, expect, it } from '@jest/globals';
import { seenOn, snapshot } from './support/answers.ts';
import { Channel } from './support/channel.ts';
import { groupOf, site, threeSites, unwatchedSite } from './support/groups.ts';
import { alert, channelState, noon, timer } from './support/happenings.ts';
import { cancelPlan, switchTo } from './support/orders.ts';
import { spoken, statusOf, switchesOf, timerOf, told } from './support/readings.ts';
import { lose, lostA, onAirA } from './support/stories.ts';

const hourMs = 3_600_000;

describe('a switch now', () => {
  it('is ordered, told, and done like any other', () => {
    const channel = onAirA();
    const ordered = channel.at(0, switchTo('B'));
    expect(spoken(ordered)).toEqual(['command/switch']);
    expect(told(ordered)).toEqual(['switch-started']);
    expect(channel.state.switch).toMatchObject({ kind: 'manual', by: 'kim', from: 'A', reason: 'rehearsal' });
    channel.schedule(100, 15_600);
    channel.arrive(16_000, 'B');
    expect(channel.state).toMatchObject({ switch: null, intended: { group: 'B', by: 'operator' } });
  });

  it('counts in no budget', () => {
    const channel = onAirA();
    channel.at(0, switchTo('B'));
    expect(channel.state.recentSwitches).toEqual([]);
  });

  it('asks what is on air where that is not known, or nothing seems to run', () => {
    const channel = new Channel();
    expect(channel.inquiryAt(0, switchTo('B')).channel).toBe(true);
    channel.at(0, seenOn('A', 0));
    expect(channel.inquiryAt(1_000, switchTo('B')).channel).toBe(false);
    channel.at(2_000, channelState('STOPPED', 2_000));
    expect(channel.inquiryAt(3_000, switchTo('B')).channel).toBe(true);
  });

  it('from an input of no site is possible', () => {
    const channel = onAirA();
    channel.arrive(1_000, 'slate');
    channel.at(2_000, switchTo('A'));
    expect(channel.state.switch).toMatchObject({ from: null, to: 'A' });
  });

  it.each([
    ['to a site that does not exist', 'X', /^There is no site "X" here; there are: A, B\.$/],
    ['to the site on air', 'A', /^A is on air already\.$/],
  ])('is refused %s', (_why, to, why) => {
    const channel = onAirA();
    const before = channel.state;
    const step = channel.at(0, switchTo(to));
    expect(step.decisions[0]).toMatchObject({ rule: 'command', outcome: 'refused' });
    expect(step.decisions[0].why).toMatch(why);
    expect({ ...channel.state, outbox: {}, version: before.version }).toEqual({ ...before, outbox: {} });
  });

  it('is refused while the channel is not running', () => {
    const channel = onAirA();
    channel.at(0, channelState('STOPPED', 0));
    expect(channel.at(1_000, switchTo('B', { force: true })).decisions[0].why).toBe(
      'The channel is not running.',
    );
  });

  it('is refused while another is in flight', () => {
    const channel = lostA();
    expect(channel.at(5_000, switchTo('B', { force: true })).decisions[0].why).toMatch(
      /is in flight: wait for its outcome/,
    );
    expect(switchesOf(channel)).toHaveLength(1);
  });

  it('is refused to a disabled site, unless forced', () => {
    const channel = onAirA(groupOf({}, [site('A'), site('B', { available: false })]));
    expect(channel.at(0, switchTo('B')).decisions[0].why).toBe(
      'B is disabled: enable it, or force the switch.',
    );
    expect(spoken(channel.at(1_000, switchTo('B', { force: true })))).toEqual(['command/switch']);
  });

  it('is refused to a site that is down, unless forced', () => {
    const channel = onAirA();
    channel.flows(false, 'B', 0);
    expect(channel.at(4_000, switchTo('B')).decisions[0].why).toBe(
      'B is not healthy: wait, or force the switch.',
    );
    expect(spoken(channel.at(5_000, switchTo('B', { force: true })))).toEqual(['command/switch']);
  });

  it('to a site of which nothing is known is ordered', () => {
    const channel = onAirA(groupOf({}, [site('A'), unwatchedSite('B')]));
    expect(spoken(channel.at(0, switchTo('B')))).toEqual(['command/switch']);
  });
});

describe('a planned switch that had its time while nobody looked', () => {
  it('dates what is seen: an alert since is of the site that it went to', () => {
    const channel = onAirA();
    channel.at(0, switchTo('B', { at: noon + 60_000 }));
    channel.schedule(100, 60_000);
    const seen = snapshot(100_000, { '0': 'B', '1': 'B' });
    channel.at(100_000, { ...alert('set', '0', 90_000), answers: { channel: seen } });
    channel.at(103_000, timer());
    expect(channel.state.pipelines['0']).toMatchObject({ attachment: 'site-B', since: noon + 60_000 });
    expect(statusOf(channel, 'B')).toBe('down');
    expect(statusOf(channel, 'A')).toBe('healthy');
  });
});

describe('a planned switch', () => {
  const inAnHour = switchTo('B', { at: noon + hourMs });

  it('goes into the schedule at its instant, and is not in flight yet', () => {
    const channel = onAirA();
    expect(spoken(channel.at(0, inAnHour))).toEqual(['command/switch']);
    expect(channel.owedSwitch?.start).toEqual({ type: 'at', at: noon + hourMs });
    expect(channel.state).toMatchObject({
      switch: null,
      planned: { kind: 'planned', startAt: noon + hourMs },
    });
    expect(timerOf(channel, 'planned')).toBe(hourMs - 60_000);
  });

  it('does not keep automation from acting before it', () => {
    const channel = onAirA();
    channel.at(0, inAnHour);
    channel.schedule(100, hourMs);
    lose(channel, 10_000);
    expect(switchesOf(channel)).toEqual(['site-B', 'site-B']);
  });

  it('is in flight from the moment MediaLive no longer lets go of it, and verified', () => {
    const channel = onAirA();
    channel.at(0, inAnHour);
    channel.schedule(100, hourMs);
    channel.at(hourMs - 15_001, timer());
    expect(channel.state.switch).toBeNull();
    expect(spoken(channel.at(hourMs - 15_000, timer('planned')))).toEqual(['command/noted']);
    expect(channel.state).toMatchObject({ switch: { kind: 'planned' }, planned: null });
    channel.arrive(hourMs, 'B');
    expect(channel.state.intended).toMatchObject({ group: 'B', by: 'operator' });
  });

  it('late, is tried once more at once', () => {
    const channel = onAirA();
    channel.at(0, inAnHour);
    channel.schedule(100, hourMs);
    channel.at(hourMs - 15_000, timer());
    channel.at(hourMs + 10_000, timer('verify'));
    expect(channel.owedSwitch?.start.type).toBe('fixed');
  });

  it('that MediaLive has not taken in does not become one in flight', () => {
    const channel = onAirA();
    channel.at(0, inAnHour);
    channel.at(hourMs, timer());
    expect(channel.state.switch).toBeNull();
  });

  it('that starts while another is in flight is left to MediaLive: where the pipelines end up decides', () => {
    const channel = onAirA(threeSites());
    channel.at(0, switchTo('C', { at: noon + hourMs }));
    channel.schedule(100, hourMs);
    lose(channel, hourMs - 22_000);
    const due = channel.at(hourMs - 15_000, timer('planned'));
    expect(spoken(due)).toContain('command/noted');
    expect(channel.state).toMatchObject({ planned: null, switch: { to: 'B' } });
    channel.arrive(hourMs, 'B');
    channel.arrive(hourMs + 1_000, 'C');
    expect(channel.state.intended).toMatchObject({ group: 'C', by: 'operator' });
    expect(switchesOf(channel)).toEqual(['site-C', 'site-B']);
  });

  it('may be planned while the channel is not running', () => {
    const channel = onAirA();
    channel.at(0, channelState('STOPPED', 0));
    expect(spoken(channel.at(1_000, inAnHour))).toEqual(['command/switch']);
  });

  it.each([
    ['sooner than 15 s', 14_999],
    ['later than 14 days', 14 * 24 * hourMs + 1],
  ])('is refused %s ahead', (_when, aheadMs) => {
    const channel = onAirA();
    const step = channel.at(0, switchTo('B', { at: noon + aheadMs }));
    expect(step.decisions[0].why).toMatch(/is not between 15 s and 14 days from now/);
  });

  it.each([15_000, 14 * 24 * hourMs])('is taken %d ms ahead', (aheadMs) => {
    const channel = onAirA();
    expect(spoken(channel.at(0, switchTo('B', { at: noon + aheadMs })))).toContain('command/switch');
  });

  it('is refused while there is another', () => {
    const channel = onAirA();
    channel.at(0, inAnHour);
    expect(channel.at(1_000, inAnHour).decisions[0].why).toMatch(/is planned for .*: cancel it first\.$/);
  });
});

describe('a cancellation', () => {
  it('takes the plan out of the schedule', () => {
    const channel = onAirA();
    channel.at(0, switchTo('B', { at: noon + hourMs }));
    const step = channel.at(1_000, cancelPlan);
    expect(spoken(step)).toEqual(['plan/noted', 'command/noted']);
    expect(step.effects).toContainEqual(
      expect.objectContaining({ type: 'cancel-switch', actionName: 'planned-1-B-20261121T120000Z' }),
    );
  });

  it('of nothing is refused', () => {
    const channel = onAirA();
    expect(channel.at(0, cancelPlan).decisions[0].why).toBe('There is no planned switch to cancel.');
  });

  it('is refused when MediaLive no longer lets go of it', () => {
    const channel = onAirA();
    channel.at(0, switchTo('B', { at: noon + hourMs }));
    const step = channel.at(hourMs - 14_999, cancelPlan);
    expect(step.decisions[0]).toMatchObject({ outcome: 'refused' });
    expect(step.decisions[0].why).toMatch(/starts in less than 15 s/);
  });
});
