// What a crash of a pipeline does, and what a prepared input does: the two things a switch must live with.
import { afterEach, describe, expect, it } from '@jest/globals';
import { attachments, onAir, running } from './running-stage.ts';
import type { RunningStage } from './running-stage.ts';
import { prepare, switchTo } from './schedule-action.ts';
import { channelId } from './stage.ts';
import { stateChange } from './event-detail.ts';
import { shut } from './wire.ts';

let set: RunningStage;

afterEach(async () => {
  await shut(set);
});

describe('a crash', () => {
  it('takes the pipeline off air and leaves the channel recovering', async () => {
    set = await running();
    set.mediaLive.channels.crash(channelId, 1);
    expect(attachments(set)).toEqual(['A', undefined]);
    expect(set.mediaLive.channels.state(channelId)).toBe('RECOVERING');
    expect(set.details('MediaLive Channel State Change').at(-1)).toEqual(
      stateChange('STOPPED', '1', 1, 'Stop detected on pipeline'),
    );
  });

  it('leaves the channel recovering until every pipeline is back', async () => {
    set = await running();
    const { channels } = set.mediaLive;
    channels.crash(channelId, 0);
    channels.crash(channelId, 1);
    channels.restart(channelId, 1);
    expect(attachments(set)).toEqual([undefined, 'A']);
    expect(channels.state(channelId)).toBe('RECOVERING');
    channels.restart(channelId, 0);
    expect(channels.state(channelId)).toBe('RUNNING');
  });

  it('of a pipeline that is down, and the restart of one that is up, change nothing', async () => {
    set = await running();
    const { channels } = set.mediaLive;
    channels.restart(channelId, 0);
    channels.crash(channelId, 1);
    const before = set.changes.length;
    channels.crash(channelId, 1);
    expect(set.changes).toHaveLength(before);
    expect(attachments(set)).toEqual(['A', undefined]);
  });

  it('does not keep the other pipeline from switching; the crashed one comes back on what the schedule says', async () => {
    set = await running();
    await set.schedule(switchTo('B', 'to-b'));
    set.mediaLive.channels.crash(channelId, 1);
    set.clock.advance(10_000);
    expect(attachments(set)).toEqual(['B', undefined]);
    set.mediaLive.channels.restart(channelId, 1);
    expect(onAir(set)[1]).toMatchObject({ attachment: 'B', action: 'to-b' });
    expect(set.mediaLive.channels.state(channelId)).toBe('RUNNING');
  });

  it('comes back on the switch that was on air even when the schedule has dropped it since', async () => {
    set = await running();
    await set.schedule(switchTo('B', 'to-b'));
    set.clock.advance(2 * 3_600_000);
    set.mediaLive.channels.crash(channelId, 0);
    set.mediaLive.channels.restart(channelId, 0);
    expect(attachments(set)).toEqual(['B', 'B']);
  });

  it('lets go of the latest switch while the channel recovers', async () => {
    set = await running();
    await set.schedule(switchTo('B', 'to-b'));
    set.clock.advance(10_000);
    set.mediaLive.channels.crash(channelId, 0);
    await set.unschedule('to-b');
    set.mediaLive.channels.restart(channelId, 0);
    expect(attachments(set)).toEqual(['A', 'B']);
  });
});

describe('an input prepare', () => {
  it('raises no alert for the prepared input by default', async () => {
    set = await running();
    set.feed('B', 0).off();
    await set.schedule(prepare('B', 'get-ready'));
    set.clock.advance(5_000);
    expect(set.details('MediaLive Channel Alert')).toEqual([]);
  });

  it('raises alerts for the prepared input when it is told to, until preparing is stopped', async () => {
    set = await running({ knobs: { alertOnPrepared: true } });
    set.feed('B', 0).off();
    await set.schedule(prepare('B', 'get-ready'));
    set.clock.advance(1_000);
    const [alert] = set.details('MediaLive Channel Alert');
    await set.schedule(prepare(undefined, 'stop'));
    set.clock.advance(0);
    expect(alert).toMatchObject({ alarm_state: 'SET', message: expect.stringContaining('[B]') });
    expect(set.details('MediaLive Channel Alert').at(-1)).toEqual({ ...alert, alarm_state: 'CLEARED' });
  });
});

describe('the watch over a prepared input', () => {
  it('is taken up again by a pipeline that comes back', async () => {
    set = await running({ knobs: { alertOnPrepared: true } });
    await set.schedule(prepare('B', 'get-ready'));
    set.mediaLive.channels.crash(channelId, 0);
    set.feed('B', 0).off();
    set.clock.advance(60_000);
    set.mediaLive.channels.restart(channelId, 0);
    set.clock.advance(1_000);
    expect(set.details('MediaLive Channel Alert')).toMatchObject([{ pipeline: '0', alarm_state: 'SET' }]);
  });
});
