// ListAlerts has the last word on the sites on air: it finds alerts of which no event told, and ends those that are over.
import { describe, expect, it } from '@jest/globals';
import { pipelineIds } from '../../core/model/group.ts';
import { listed, seenOn } from './support/answers.ts';
import { Channel } from './support/channel.ts';
import { alert, noon, timer } from './support/happenings.ts';
import { decisionOf, spoken, statusOf, switchesOf } from './support/readings.ts';
import { onAirA } from './support/stories.ts';

describe('the list of alerts', () => {
  it('finds alerts of which no event told, and acts on them', () => {
    const channel = onAirA();
    const found = channel.at(60_000, seenOn('A', 60_000, [listed('0', 30_000), listed('1', 30_000)]));
    expect(spoken(found)).toEqual(['second-look/noted', 'second-look/noted', 'failover/switch']);
    expect(decisionOf(found, 'second-look')?.evidence).toEqual({ pipeline: '0', missed: 1, over: 0 });
  });

  it('gives young alerts the rest of their window', () => {
    const channel = onAirA();
    channel.at(60_000, seenOn('A', 60_000, [listed('0', 59_000), listed('1', 59_000)]));
    expect(switchesOf(channel)).toEqual([]);
    channel.at(63_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('ends alarms whose CLEARED was lost', () => {
    const channel = onAirA();
    channel.at(1_000, alert('set', '0', 1_000));
    channel.at(5_000, timer());
    const seen = channel.at(60_000, seenOn('A', 60_000));
    expect(decisionOf(seen, 'second-look')?.evidence).toEqual({ pipeline: '0', missed: 0, over: 1 });
    expect(statusOf(channel, 'A')).toBe('recovering');
  });

  it('that shows the alarm under another id confirms it', () => {
    const channel = onAirA();
    channel.at(1_000, alert('set', '0', 1_000, 'id-of-the-event'));
    const seen = channel.at(60_000, seenOn('A', 60_000, [listed('0', 1_000, 'id-of-the-list')]));
    expect(decisionOf(seen, 'second-look')).toBeUndefined();
    expect(statusOf(channel, 'A')).toBe('down');
  });

  it('makes a site healthy of which nothing was known', () => {
    const channel = new Channel();
    channel.at(0, seenOn('A', 0));
    expect(statusOf(channel, 'A')).toBe('healthy');
  });

  it('that was asked for before a CLEARED, and is used after it, does not open the alarm again', () => {
    const channel = onAirA();
    for (const pipeline of pipelineIds) {
      channel.at(1_000, alert('set', pipeline, 1_000));
      channel.at(2_900, alert('cleared', pipeline, 2_000));
    }
    const answers = { askedAt: noon + 2_500, alerts: [listed('0', 1_000), listed('1', 1_000)] };
    channel.at(4_900, { ...timer(), answers });
    expect(statusOf(channel, 'A')).toBe('healthy');
    expect(switchesOf(channel)).toEqual([]);
  });

  it('does not count alerts of the site before, or of a type that is not watched', () => {
    const channel = onAirA();
    channel.arrive(20_000, 'B');
    channel.at(
      60_000,
      seenOn('B', 60_000, [
        listed('0', 19_000),
        { ...listed('1', 30_000), alertType: 'Black Video Detected' },
      ]),
    );
    expect([statusOf(channel, 'B', '0'), statusOf(channel, 'B', '1')]).toEqual(['healthy', 'healthy']);
  });

  it('says nothing about a pipeline on an input of no site', () => {
    const channel = onAirA();
    channel.arrive(20_000, 'elsewhere');
    expect(
      decisionOf(channel.at(60_000, seenOn('elsewhere', 60_000, [listed('0', 30_000)])), 'second-look'),
    ).toBeUndefined();
  });
});

describe('a list that waited in the queue', () => {
  it('does not end an alarm that was raised after it', () => {
    const channel = onAirA();
    channel.at(20_000, alert('set', '0', 20_000));
    channel.at(21_000, seenOn('A', 20_400));
    expect(statusOf(channel, 'A')).toBe('suspect');
    channel.at(22_000, seenOn('A', 21_000));
    expect(statusOf(channel, 'A')).not.toBe('suspect');
  });

  it('does not raise an alarm again that was cleared after it, nor does a later one that lags', () => {
    const channel = onAirA();
    channel.at(20_000, alert('set', '0', 20_000));
    channel.at(21_000, alert('cleared', '0', 21_000));
    channel.at(22_000, seenOn('A', 21_500, [listed('0', 20_000)]));
    expect(statusOf(channel, 'A')).toBe('healthy');
    channel.at(26_000, seenOn('A', 25_500, [listed('0', 20_000)]));
    expect(statusOf(channel, 'A')).toBe('healthy');
  });

  it('raises an alarm again that an older list had ended', () => {
    const channel = onAirA();
    channel.at(20_000, alert('set', '0', 20_000));
    channel.at(23_000, seenOn('A', 22_500));
    expect(statusOf(channel, 'A')).toBe('healthy');
    channel.at(24_000, seenOn('A', 23_800, [listed('0', 20_000)]));
    expect(statusOf(channel, 'A')).toBe('down');
  });
});
