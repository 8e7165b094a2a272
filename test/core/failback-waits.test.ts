// What keeps a channel from its better site is said to people who ask.
import { expect, describe, it } from '@jest/globals';
import { failbackWaitsFor } from '../../core/failback.ts';
import type { Channel } from './support/channel.ts';
import { automatic, groupOf } from './support/groups.ts';
import { channelState, flow, noon, outcome, timer } from './support/happenings.ts';
import { holdFor } from './support/orders.ts';
import { switchesOf, told } from './support/readings.ts';
import { lose, onAirA, recoveredA } from './support/stories.ts';

describe('what a failback waits for', () => {
  const waits = ({ state, group }: Channel, atMs: number) => failbackWaitsFor(state, group, noon + atMs);

  it('is said to people: the time of stability, the health of the site, what forbids it', () => {
    const channel = recoveredA();
    expect(waits(channel, 60_000)).toBe('A to stay healthy until 2026-11-21T12:01:40.000Z');
    expect(waits(channel, 100_000)).toBeNull();
    channel.at(60_000, flow(false, 'A', '1', 60_000));
    expect(waits(channel, 61_000)).toBe('A is not healthy on every pipeline');
    channel.at(62_000, holdFor(null));
    expect(waits(channel, 63_000)).toBe('Held by kim: maintenance');
  });

  it('is its hours', () => {
    const closed = { ...automatic, hours: { fromMinute: 14 * 60, toMinute: 16 * 60 } };
    expect(waits(recoveredA({}, closed), 100_000)).toBe('its hours, from 2026-11-21T14:00:00.000Z');
  });

  it('is the other pipeline, where one has just started: it may know the better site to be lost', () => {
    const channel = recoveredA();
    channel.both(90_000, (pipeline) => channelState('STOPPED', 90_000, pipeline));
    channel.at(190_000, flow(false, 'A', '1', 190_000));
    const started = channel.at(200_000, channelState('RUNNING', 200_000, '0'));
    expect(told(started)).toEqual(['channel-started']);
    expect(waits(channel, 200_000)).toBe('every pipeline to have run there for 10 s');
    channel.at(200_500, channelState('RUNNING', 200_000, '1'));
    channel.at(300_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('is the site on a pipeline that is stopped as well: it will run again', () => {
    const channel = recoveredA();
    channel.at(60_000, channelState('STOPPED', 60_000, '1'));
    channel.at(70_000, flow(false, 'A', '1', 70_000));
    channel.at(120_000, timer());
    expect(waits(channel, 120_000)).toBe('A is not healthy on every pipeline');
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('is nothing of a pipeline that has never run', () => {
    const channel = recoveredA();
    const { '1': idle, ...others } = channel.state.pipelines;
    const pipelines = { ...others, '1': { ...idle, running: false, attachment: null } };
    channel.state = { ...channel.state, pipelines };
    channel.at(70_000, flow(false, 'A', '1', 70_000));
    channel.at(120_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B', 'site-A']);
  });

  it('is nothing where none is in sight', () => {
    expect(waits(onAirA(groupOf({ failback: automatic })), 0)).toBeNull();
  });

  it('is the end of the wait after one that MediaLive has refused', () => {
    const channel = recoveredA();
    channel.at(100_000, timer('failback'));
    for (const atMs of [100_100, 100_200]) {
      channel.at(atMs, outcome({ effectId: channel.owedSwitch?.id ?? '', result: 'refused', message: 'no' }));
    }
    expect(waits(channel, 110_000)).toBe('2026-11-21T13:01:40.200Z, because MediaLive refused the last one');
  });

  it('is what is on air, while that is lost', () => {
    const channel = recoveredA({ budget: { switches: 1, withinMs: 3_600_000 }, lastResortMs: null });
    lose(channel, 60_000);
    expect(waits(channel, 65_000)).toMatch(/^what is on air to be settled: /);
  });
});
