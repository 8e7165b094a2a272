// Bad evidence counts once it has lasted its window, on each pipeline by itself; good evidence once it has lasted the clear window.
import { describe, expect, it } from '@jest/globals';
import { groupOf } from './support/groups.ts';
import { alert, channelState, flow, timer } from './support/happenings.ts';
import { spoken, statusOf, switchesOf, timerOf, told } from './support/readings.ts';
import { onAirA } from './support/stories.ts';

describe('the confirmation window', () => {
  it('is counted from the latest moment at which the alarm can have been raised', () => {
    const channel = onAirA();
    channel.at(1_400, alert('set', '0', 1_000));
    expect(timerOf(channel, 'health')).toBe(4_400);
    channel.at(9_000, alert('set', '1', 5_000));
    expect(statusOf(channel, 'A', '1')).toBe('down');
  });

  it('ends to the millisecond', () => {
    const channel = onAirA();
    channel.at(1_400, alert('set', '0', 1_000));
    channel.at(4_399, timer());
    expect(statusOf(channel, 'A')).toBe('suspect');
    channel.at(4_400, timer());
    expect(statusOf(channel, 'A')).toBe('down');
  });

  it('runs on each pipeline by itself', () => {
    const channel = onAirA();
    channel.at(1_000, alert('set', '0', 1_000));
    channel.at(3_000, alert('set', '1', 3_000));
    channel.at(4_000, timer());
    expect([statusOf(channel, 'A', '0'), statusOf(channel, 'A', '1')]).toEqual(['down', 'suspect']);
    expect(switchesOf(channel)).toEqual([]);
    channel.at(6_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('comes from the policy, by alert type', () => {
    const slow = { 'Stopped Receiving UDP Input': { confirmMs: 30_000, clearMs: 0 } };
    const channel = onAirA(groupOf({ alerts: slow }));
    channel.at(1_000, alert('set', '0', 1_000));
    expect(timerOf(channel, 'health')).toBe(31_000);
  });

  it('of zero confirms at once', () => {
    const atOnce = { 'Stopped Receiving UDP Input': { confirmMs: 0, clearMs: 0 } };
    const channel = onAirA(groupOf({ alerts: atOnce }));
    channel.at(1_000, alert('set', '0', 1_000));
    channel.at(1_000, alert('set', '1', 1_000));
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('the shortest of several pieces of evidence confirms', () => {
    const channel = onAirA();
    channel.at(1_000, alert('set', '0', 1_000, 'late'));
    channel.at(1_500, flow(false, 'A', '0', 1_000));
    expect(timerOf(channel, 'health')).toBe(4_000);
  });
});

describe('the clear window', () => {
  it('keeps a pipeline that was down recovering until good evidence has lasted', () => {
    const channel = onAirA(groupOf({ failoverOn: 'all-pipelines' }));
    channel.at(1_000, alert('set', '0', 1_000));
    channel.at(4_000, timer());
    channel.at(20_000, alert('cleared', '0', 20_000));
    expect(statusOf(channel, 'A')).toBe('recovering');
    expect(timerOf(channel, 'health')).toBe(30_000);
    channel.at(29_999, timer());
    expect(statusOf(channel, 'A')).toBe('recovering');
    channel.at(30_000, timer());
    expect(statusOf(channel, 'A')).toBe('healthy');
  });

  it('starts again with every relapse, and a relapse is suspect before it is down', () => {
    const channel = onAirA();
    channel.at(1_000, alert('set', '0', 1_000));
    channel.at(4_000, timer());
    channel.at(20_000, alert('cleared', '0', 20_000));
    channel.at(25_000, alert('set', '0', 25_000, 'relapse'));
    expect(statusOf(channel, 'A')).toBe('suspect');
    channel.at(26_000, alert('cleared', '0', 26_000, 'relapse'));
    expect(statusOf(channel, 'A')).toBe('recovering');
    expect(timerOf(channel, 'health')).toBe(36_000);
  });

  it('is the longest of whatever the policy watches', () => {
    const channel = onAirA(
      groupOf({ flow: { confirmMs: 1_000, clearMs: 45_000, countsOnAir: false, maxAgeMs: 900_000 } }),
    );
    channel.at(1_000, alert('set', '0', 1_000));
    channel.at(4_000, timer());
    channel.at(20_000, alert('cleared', '0', 20_000));
    expect(timerOf(channel, 'health')).toBe(65_000);
  });

  it('has to pass after a loss that nobody came to confirm, as its timer was late', () => {
    const channel = onAirA();
    channel.at(1_000, alert('set', '0', 1_000));
    channel.at(61_000, alert('cleared', '0', 61_000));
    expect(statusOf(channel, 'A')).toBe('recovering');
    channel.at(71_000, timer());
    expect(statusOf(channel, 'A')).toBe('healthy');
  });

  it('has to pass after a disconnection that nobody came to confirm', () => {
    const channel = onAirA();
    channel.flows(false, 'B', 1_000);
    channel.flows(true, 'B', 61_000);
    expect(statusOf(channel, 'B')).toBe('recovering');
  });

  it('need not pass after what was over within its window, however late that is heard', () => {
    const channel = onAirA();
    channel.at(1_000, alert('set', '0', 1_000));
    channel.at(61_000, alert('cleared', '0', 3_000));
    expect(statusOf(channel, 'A')).toBe('healthy');
  });
});

describe('degraded is not lost', () => {
  it('and is not called so while the other pipeline is suspect: its window will tell', () => {
    const channel = onAirA();
    channel.at(1_000, alert('set', '0', 1_000));
    channel.at(1_900, alert('set', '1', 1_000));
    expect(told(channel.at(4_100, timer()))).toEqual([]);
    channel.at(5_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('one pipeline of two down is told once and orders nothing', () => {
    const channel = onAirA();
    channel.at(1_000, alert('set', '1', 1_000));
    const confirmed = channel.at(4_000, timer());
    expect(spoken(confirmed)).toEqual(['degraded/noted']);
    expect(told(confirmed)).toEqual(['degraded']);
    expect(told(channel.at(9_000, timer()))).toEqual([]);
    expect(switchesOf(channel)).toEqual([]);
  });

  it('tells when the site is well again on both', () => {
    const channel = onAirA();
    channel.at(1_000, alert('set', '1', 1_000));
    channel.at(4_000, timer());
    channel.at(6_000, alert('cleared', '1', 6_000));
    const recovered = channel.at(16_000, timer());
    expect(spoken(recovered)).toEqual(['recovered/noted']);
    expect(told(recovered)).toEqual(['recovered']);
    expect(channel.state.incident).toBeNull();
  });

  it('becomes lost when the other pipeline follows', () => {
    const channel = onAirA();
    channel.at(1_000, alert('set', '1', 1_000));
    channel.at(4_000, timer());
    channel.at(60_000, alert('set', '0', 60_000));
    expect(told(channel.at(63_000, timer()))).toEqual(['switch-started']);
  });

  it('with one running pipeline, that one decides', () => {
    const channel = onAirA();
    channel.at(500, channelState('STOPPED', 0, '1'));
    channel.at(1_000, alert('set', '0', 1_000));
    channel.at(4_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
  });
});

describe('any-pipeline', () => {
  it('switches with the first pipeline that is down', () => {
    const channel = onAirA(groupOf({ failoverOn: 'any-pipeline' }));
    channel.at(1_000, alert('set', '1', 1_000));
    const confirmed = channel.at(4_000, timer());
    expect(spoken(confirmed)).toEqual(['failover/switch']);
    expect(confirmed.decisions[0].why).toBe('A is lost: pipeline 1 down (Stopped Receiving UDP Input).');
  });

  it('does not go to a site that has lost a pipeline itself, unless nothing is left of the one on air', () => {
    const channel = onAirA(groupOf({ failoverOn: 'any-pipeline' }));
    channel.at(1_000, flow(false, 'B', '0', 1_000));
    channel.at(4_000, timer());
    channel.at(10_000, alert('set', '0', 10_000));
    expect(spoken(channel.at(14_000, timer()))).toContain('no-target/prevented');
    expect(switchesOf(channel)).toEqual([]);
    channel.at(20_000, alert('set', '1', 20_000));
    channel.at(24_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
  });
});
