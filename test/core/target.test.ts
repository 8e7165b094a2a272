// Where a failover goes: the fittest available site by priority, or any of the equally fit.
import { describe, expect, it } from '@jest/globals';
import type { Site, Policy } from '../../core/model/group.ts';
import { seenOn } from './support/answers.ts';
import type { Channel } from './support/channel.ts';
import { groupOf, site, unwatchedSite } from './support/groups.ts';
import { alert, flow, timer } from './support/happenings.ts';
import { spoken, statusOf, switchesOf, told } from './support/readings.ts';
import { lose, onAirA } from './support/stories.ts';

const three = [site('A'), site('B'), site('C')];

function withSites(sites: readonly Site[], changes: Partial<Policy> = {}): Channel {
  return onAirA(groupOf(changes, [...sites]));
}

function disconnect(
  channel: Channel,
  name: string,
  atMs: number,
  ...pipelines: readonly ('0' | '1')[]
): void {
  for (const pipeline of pipelines) channel.at(atMs, flow(false, name, pipeline, atMs));
  channel.at(atMs + 4_000, timer());
}

describe('prioritized', () => {
  it('takes the first healthy site in the order of the group', () => {
    const channel = withSites(three);
    lose(channel, 1_000);
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('takes a site of a higher priority than the one lost as well', () => {
    const channel = withSites(three);
    channel.arrive(20_000, 'C');
    lose(channel, 30_000);
    expect(switchesOf(channel)).toEqual(['site-A']);
  });

  it('passes over a site that is down', () => {
    const channel = withSites(three);
    disconnect(channel, 'B', 1_000, '0', '1');
    lose(channel, 10_000);
    expect(switchesOf(channel)).toEqual(['site-C']);
  });

  it('passes over a disabled site', () => {
    const channel = withSites([site('A'), site('B', { available: false }), site('C')]);
    lose(channel, 1_000);
    expect(switchesOf(channel)).toEqual(['site-C']);
  });

  it('passes over a suspect site: its window ends soon', () => {
    const channel = withSites(three);
    channel.flows(false, 'B', 4_900);
    lose(channel, 1_000);
    expect(switchesOf(channel)).toEqual(['site-C']);
  });

  it('prefers a healthy site of low priority to an unknown one of high priority', () => {
    const channel = withSites([site('A'), unwatchedSite('B'), site('C')]);
    lose(channel, 1_000);
    expect(switchesOf(channel)).toEqual(['site-C']);
  });

  it('takes an unknown site rather than none', () => {
    const channel = withSites([site('A'), unwatchedSite('B')]);
    lose(channel, 1_000);
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('takes a site with one pipeline of two rather than none, and after every whole one', () => {
    const half = withSites([site('A'), site('B')]);
    disconnect(half, 'B', 1_000, '0');
    lose(half, 10_000);
    expect(switchesOf(half)).toEqual(['site-B']);

    const whole = withSites([site('A'), site('B'), unwatchedSite('C')]);
    disconnect(whole, 'B', 1_000, '0');
    lose(whole, 10_000);
    expect(switchesOf(whole)).toEqual(['site-C']);
  });
});

describe('flat', () => {
  it('spreads over the equally fit, by the event that decides', () => {
    const chosen = Array.from({ length: 40 }, (_, index) => {
      const channel = withSites(three, { targetChoice: 'flat' });
      lose(channel, 1_000);
      const before = withSites(three, { targetChoice: 'flat' });
      before.at(1_000, alert('set', '0', 1_000));
      before.at(1_000, alert('set', '1', 1_000));
      before.at(5_000, timer(), `timer-${index}`);
      return switchesOf(before)[0];
    });
    expect(new Set(chosen)).toEqual(new Set(['site-B', 'site-C']));
  });

  it('gives the same answer to the same event', () => {
    const choose = () => {
      const channel = withSites(three, { targetChoice: 'flat' });
      lose(channel, 1_000);
      return switchesOf(channel);
    };
    expect(choose()).toEqual(choose());
  });

  it('never takes a less fit one', () => {
    for (let index = 0; index < 10; index += 1) {
      const channel = withSites([site('A'), unwatchedSite('B'), site('C')], { targetChoice: 'flat' });
      channel.at(1_000, alert('set', '0', 1_000));
      channel.at(1_000, alert('set', '1', 1_000));
      channel.at(5_000, timer(), `timer-${index}`);
      expect(switchesOf(channel)).toEqual(['site-C']);
    }
  });
});

describe('without a target', () => {
  it('the channel stays, people are told once, and the reason is recorded', () => {
    const channel = withSites([site('A'), site('B')]);
    disconnect(channel, 'B', 1_000, '0', '1');
    const lost = lose(channel, 10_000);
    expect(spoken(lost)).toEqual(['no-target/prevented']);
    expect(told(lost)).toEqual(['failover-prevented']);
    const later = channel.at(60_000, timer());
    expect(spoken(later)).toEqual(['no-target/none']);
    expect(told(later)).toEqual([]);
  });

  it('leaves as soon as one is coming back: what is on air is down altogether', () => {
    const channel = withSites([site('A'), site('B')]);
    disconnect(channel, 'B', 1_000, '0', '1');
    lose(channel, 10_000);
    channel.at(20_000, flow(true, 'B', '0', 20_000));
    expect(statusOf(channel, 'B')).toBe('recovering');
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('does not go to and fro with both sites down', () => {
    const channel = withSites([site('A'), site('B')]);
    disconnect(channel, 'B', 1_000, '0', '1');
    disconnect(channel, 'A', 1_000, '0', '1');
    lose(channel, 10_000);
    for (let minute = 1; minute < 60; minute += 1) {
      const alerts = (['0', '1'] as const).map((pipeline) => ({
        alarmId: `alarm-${pipeline}-10000`,
        alertType: 'Stopped Receiving UDP Input',
        pipeline,
        setAt: channel.state.pipelines[pipeline].since + 1_000,
        message: '',
      }));
      channel.at(minute * 60_000, seenOn('A', minute * 60_000, alerts));
    }
    expect(switchesOf(channel)).toEqual([]);
  });

  it('a disabled site is not one', () => {
    const channel = withSites([site('A'), site('B', { available: false })]);
    expect(spoken(lose(channel, 1_000))).toEqual(['no-target/prevented']);
  });

  it('a site that is disabled may stay on air', () => {
    const channel = withSites([site('A', { available: false }), site('B')]);
    channel.at(60_000, seenOn('A', 60_000));
    expect(switchesOf(channel)).toEqual([]);
  });
});
