// News that was held up: a queue that moves again tells of losses that may be over, and of their ends right behind them.
import { describe, expect, it } from '@jest/globals';
import type { Channel } from './support/channel.ts';
import { groupOf } from './support/groups.ts';
import { alert, flow, timer } from './support/happenings.ts';
import { statusOf, switchesOf, timerOf } from './support/readings.ts';
import { onAirA } from './support/stories.ts';

function raise(channel: Channel, atMs: number, id = 'alarm', saidMs = atMs): void {
  channel.both(saidMs, (pipeline) => alert('set', pipeline, atMs, `${id}-${pipeline}`));
}

describe('an alert that comes long after its window, as from a queue that moves again', () => {
  const without = () => onAirA(groupOf({ secondLook: false }));

  it('moves nothing where its end lies behind it in the queue', () => {
    const channel = without();
    raise(channel, 0, 'alarm', 40_000);
    channel.both(40_300, (pipeline) => alert('cleared', pipeline, 20_000, `alarm-${pipeline}`));
    channel.at(43_500, timer());
    expect(switchesOf(channel)).toEqual([]);
    expect(statusOf(channel, 'A')).toBe('healthy');
  });

  it('moves the channel 3 s after it was heard where nothing ends it, however often it is told', () => {
    const channel = without();
    raise(channel, 0, 'alarm', 40_000);
    raise(channel, 0, 'alarm', 41_500);
    raise(channel, 1_000, 'other', 42_800);
    expect(statusOf(channel, 'A')).toBe('suspect');
    expect(timerOf(channel, 'health')).toBe(43_000);
    channel.at(43_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('is a loss that has lasted: what follows has the clear window to last', () => {
    const channel = without();
    raise(channel, 0, 'alarm', 40_000);
    channel.both(40_300, (pipeline) => alert('cleared', pipeline, 35_000, `alarm-${pipeline}`));
    expect(statusOf(channel, 'A')).toBe('recovering');
    expect(channel.state.shortLosses).toBeUndefined();
  });

  it('waits for nothing where it comes as late as in a burst of channels', () => {
    const channel = without();
    raise(channel, 0, 'alarm', 8_900);
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('waits for nothing where the site is known to be down', () => {
    const channel = without();
    raise(channel, 0);
    channel.at(4_000, timer());
    raise(channel, 0, 'other', 40_000);
    expect(statusOf(channel, 'A')).toBe('down');
  });

  it('is the same of what MediaConnect says of what is on air, and of a standby it is believed at once', () => {
    const channel = without();
    channel.both(40_000, (pipeline) => flow(false, 'A', pipeline, 0));
    channel.both(40_000, (pipeline) => flow(false, 'B', pipeline, 0));
    expect(statusOf(channel, 'A')).toBe('suspect');
    expect(statusOf(channel, 'B')).toBe('down');
  });
});
