// A MediaLive alarm is open from its SET to its CLEARED, whichever of the two is delivered first.
import { describe, expect, it } from '@jest/globals';
import { pipelineIds } from '../../core/model/group.ts';
import { groupOf, site, unwatchedSite } from './support/groups.ts';
import { alert, change, timer } from './support/happenings.ts';
import { switchTo } from './support/orders.ts';
import { spoken, statusOf, switchesOf, timerOf } from './support/readings.ts';
import { leavingA, lose, onAirA } from './support/stories.ts';

describe('the SET and the CLEARED of one alarm', () => {
  it('a SET makes the pipeline suspect and a later CLEARED ends the suspicion', () => {
    const channel = onAirA();
    channel.at(1_000, alert('set', '0', 1_000));
    expect(statusOf(channel, 'A')).toBe('suspect');
    channel.at(2_500, alert('cleared', '0', 2_000));
    expect(statusOf(channel, 'A')).toBe('healthy');
    expect(channel.state.timers).not.toHaveProperty('health');
  });

  it('a SET that is delivered after its later CLEARED changes nothing', () => {
    const channel = onAirA();
    channel.at(2_500, alert('cleared', '0', 2_000));
    channel.at(2_600, alert('set', '0', 1_000));
    channel.at(60_000, timer());
    expect(statusOf(channel, 'A')).toBe('healthy');
  });

  it.each([
    ['SET first', ['set', 'cleared']],
    ['CLEARED first', ['cleared', 'set']],
  ] as const)('of the same second they cancel out, %s', (_order, states) => {
    const channel = onAirA();
    for (const state of states) channel.at(1_500, alert(state, '0', 1_000));
    expect(statusOf(channel, 'A')).toBe('healthy');
  });

  it('the CLEARED of another alarm ends nothing', () => {
    const channel = onAirA();
    channel.at(1_000, alert('set', '0', 1_000, 'one'));
    channel.at(2_000, alert('cleared', '0', 2_000, 'other'));
    expect(statusOf(channel, 'A')).toBe('suspect');
  });

  it('with two alarms open, clearing one leaves the other', () => {
    const channel = onAirA();
    channel.at(1_000, alert('set', '0', 1_000, 'one'));
    channel.at(1_100, alert('set', '0', 1_000, 'other'));
    channel.at(2_000, alert('cleared', '0', 2_000, 'one'));
    expect(statusOf(channel, 'A')).toBe('suspect');
  });
});

describe('a relapse', () => {
  it('with a new alarm id starts a window of its own', () => {
    const channel = onAirA();
    channel.at(1_000, alert('set', '0', 1_000, 'first'));
    channel.at(2_000, alert('cleared', '0', 2_000, 'first'));
    channel.at(3_000, alert('set', '0', 3_000, 'second'));
    expect(timerOf(channel, 'health')).toBe(6_000);
  });

  it('with the same alarm id starts the window afresh', () => {
    const channel = onAirA();
    channel.at(1_000, alert('set', '0', 1_000));
    channel.at(2_000, alert('cleared', '0', 2_000));
    channel.at(3_000, alert('set', '0', 3_000));
    expect(timerOf(channel, 'health')).toBe(6_000);
  });

  it('overtaking its own CLEARED does not inherit the window of the first SET', () => {
    const channel = onAirA();
    channel.at(1_000, alert('set', '0', 1_000));
    channel.at(3_100, alert('set', '0', 3_000));
    channel.at(3_200, alert('cleared', '0', 2_000));
    channel.at(4_500, timer());
    expect(statusOf(channel, 'A')).toBe('suspect');
    expect(timerOf(channel, 'health')).toBe(6_200);
  });

  it('that flaps faster than the window never takes the site down', () => {
    const channel = onAirA();
    for (let second = 1; second < 40; second += 2) {
      for (const pipeline of pipelineIds) {
        channel.at(second * 1000, alert('set', pipeline, second * 1000, `${second}`));
        channel.at(second * 1000 + 1000, alert('cleared', pipeline, second * 1000 + 1000, `${second}`));
      }
    }
    channel.at(60_000, timer());
    expect(switchesOf(channel)).toEqual([]);
  });
});

describe('a closed alarm', () => {
  it('is remembered for 15 minutes, for a SET that comes late', () => {
    const channel = onAirA();
    channel.at(1_000, alert('cleared', '0', 1_000));
    channel.at(900_999, timer());
    expect(channel.state.health['A']?.['0'].alarms).toHaveProperty('alarm-0');
    channel.at(901_000, timer());
    expect(channel.state.health['A']?.['0'].alarms).toEqual({});
  });
});

describe('a SET that is repeated while it stands', () => {
  it('does not start the window again', () => {
    const channel = onAirA();
    channel.at(1_000, alert('set', '0', 1_000));
    channel.at(3_000, alert('set', '0', 3_000));
    expect(timerOf(channel, 'health')).toBe(4_000);
  });

  it('is recorded once as news', () => {
    const channel = onAirA();
    expect(spoken(channel.at(1_000, alert('set', '0', 1_000)))).toEqual(['evidence/noted']);
    expect(spoken(channel.at(1_200, alert('set', '0', 1_000)))).toEqual(['evidence/none']);
  });
});

describe('an alert counts for the site on air when it was raised', () => {
  it('raised before the pipeline changed over it says nothing about the new site', () => {
    const channel = onAirA();
    channel.arrive(20_000, 'B');
    expect(spoken(channel.at(21_000, alert('set', '0', 19_000)))).toEqual(['stale-evidence/none']);
    expect(statusOf(channel, 'B')).toBe('healthy');
  });

  it('a CLEARED after the switch does not make the site left behind healthy', () => {
    const channel = leavingA();
    channel.arrive(20_000, 'B');
    channel.both(21_000, (pipeline) => alert('cleared', pipeline, 21_000, `alarm-${pipeline}-0`));
    expect(statusOf(channel, 'A')).toBe('down');
  });

  it.each([
    ['of the second in which the site is left', 20_000],
    ['of a second later', 21_000],
  ])('a CLEARED %s is ignored, though it comes before the input change', (_when, clearedAtMs) => {
    const channel = leavingA(groupOf({}, [unwatchedSite('A'), unwatchedSite('B')]));
    channel.at(21_100, alert('cleared', '0', clearedAtMs, 'alarm-0-0'));
    channel.at(21_200, alert('cleared', '1', clearedAtMs, 'alarm-1-0'));
    channel.at(21_300, change('0', 'B', 20_000));
    channel.at(21_400, change('1', 'B', 20_000));
    expect([statusOf(channel, 'A', '0'), statusOf(channel, 'A', '1')]).toEqual(['down', 'down']);
    lose(channel, 30_000);
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('a CLEARED before the site is left is news of it', () => {
    const channel = leavingA();
    channel.at(6_000, alert('cleared', '0', 6_000, 'alarm-0-0'));
    channel.at(17_000, timer());
    channel.at(20_000, change('0', 'B', 20_000));
    expect(statusOf(channel, 'A')).toBe('healthy');
  });

  it('raised on the new site and delivered before the input change, it goes with the new site', () => {
    const channel = onAirA();
    channel.at(0, switchTo('B'));
    channel.schedule(100, 15_500);
    channel.both(17_000, (pipeline) => alert('set', pipeline, 17_000));
    channel.at(20_900, timer());
    expect(statusOf(channel, 'A')).toBe('down');
    channel.both(21_000, (pipeline) => change(pipeline, 'B', 15_000));
    expect(statusOf(channel, 'A')).not.toBe('down');
    expect(statusOf(channel, 'B')).toBe('down');
  });

  it('goes with the new site although its CLEARED overtakes both its SET and the input change', () => {
    const channel = onAirA();
    channel.at(18_000, alert('cleared', '0', 18_000));
    channel.at(18_500, change('0', 'B', 15_000));
    channel.at(19_000, alert('set', '0', 17_000));
    expect(statusOf(channel, 'B')).toBe('healthy');
  });

  it('delivered before the input change, it leaves nothing behind on a site that nothing else watches', () => {
    const channel = onAirA(groupOf({}, [unwatchedSite('A'), site('B')]));
    channel.at(0, switchTo('B'));
    channel.at(17_000, alert('set', '0', 17_000));
    channel.at(20_900, timer());
    channel.at(21_000, change('0', 'B', 15_000));
    expect([statusOf(channel, 'A'), statusOf(channel, 'B')]).toEqual(['unknown', 'down']);
  });

  it('on an input of no site it is recorded and counts for nothing', () => {
    const channel = onAirA();
    channel.arrive(20_000, 'elsewhere');
    expect(spoken(channel.at(22_000, alert('set', '0', 22_000)))).toEqual(['stale-evidence/none']);
  });

  it('of a type the policy does not watch it is written down and counts for nothing', () => {
    const channel = onAirA(groupOf({ alerts: {} }));
    expect(spoken(channel.at(1_000, alert('set', '0', 1_000)))).toEqual(['unwatched/noted']);
    expect(statusOf(channel, 'A')).toBe('healthy');
  });
});
