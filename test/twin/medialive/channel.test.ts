// A channel on a clock that is moved by hand: what is on air from which instant, and what is said about it on the bus.
import { afterEach, describe, expect, it } from '@jest/globals';
import { DeleteScheduleCommand, StopChannelCommand } from '@aws-sdk/client-medialive';
import { attachments, idle, onAir, running } from './running-stage.ts';
import type { RunningStage } from './running-stage.ts';
import { fixedAt, switchTo } from './schedule-action.ts';
import { channelId } from './stage.ts';
import { inputChange, stateChange } from './event-detail.ts';
import { shut } from './wire.ts';

let set: RunningStage;

afterEach(async () => {
  await shut(set);
});

describe('starting', () => {
  it('comes up on the first attachment and says so for each pipeline', async () => {
    set = await running();
    expect(attachments(set)).toEqual(['A', 'A']);
    expect(set.details('MediaLive Channel State Change')).toEqual([
      stateChange('STARTING', '0', 0, 'Starting pipeline'),
      stateChange('STARTING', '1', 0, 'Starting pipeline'),
      stateChange('RUNNING', '0', 1, 'Pipeline started for channel'),
      stateChange('RUNNING', '1', 2, 'Pipeline started for channel'),
    ]);
    expect(set.details('MediaLive Channel Input Change')).toEqual(
      ['0', '1'].map((id) => inputChange(id, 'A')),
    );
  });

  it('comes up on the most recent switch that is due', async () => {
    set = await idle();
    await set.schedule(switchTo('B', 'first'), switchTo('A', 'later', fixedAt(set.clock.now() + 60_000)));
    await set.running();
    expect(onAir(set)).toMatchObject([
      { attachment: 'B', action: 'first' },
      { attachment: 'B', action: 'first' },
    ]);
    expect(set.details('MediaLive Channel Input Change')).toEqual(
      ['0', '1'].map((id) => inputChange(id, 'B', 'first')),
    );
  });
});

describe('starting again', () => {
  const restart = async (): Promise<void> => {
    await set.served.client.send(new StopChannelCommand({ ChannelId: channelId }));
    set.clock.advance(200);
    await set.running();
  };

  it('comes up on the switch that was on air before', async () => {
    set = await running();
    await set.schedule(switchTo('B', 'to-b'));
    set.clock.advance(10_000);
    await restart();
    expect(attachments(set)).toEqual(['B', 'B']);
  });

  it('comes up on the first attachment once the schedule has dropped that switch', async () => {
    set = await running();
    await set.schedule(switchTo('B', 'to-b'));
    set.clock.advance(2 * 3_600_000);
    await restart();
    expect(attachments(set)).toEqual(['A', 'A']);
  });
});

describe('a switch', () => {
  it('happens at its fixed time, on both pipelines at one instant', async () => {
    set = await running();
    const at = set.clock.now() + 15_000;
    await set.schedule(switchTo('B', 'to-b', fixedAt(at)));
    set.clock.advance(14_999);
    expect(attachments(set)).toEqual(['A', 'A']);
    set.clock.advance(1);
    expect(onAir(set)).toMatchObject([
      { attachment: 'B', action: 'to-b', since: at },
      { attachment: 'B', action: 'to-b', since: at },
    ]);
    expect(set.details('MediaLive Channel Input Change').slice(2)).toEqual(
      ['0', '1'].map((id) => inputChange(id, 'B', 'to-b')),
    );
  });

  it('happens 10 seconds after an immediate request on a standard channel', async () => {
    set = await running();
    await set.schedule(switchTo('B', 'now'));
    set.clock.advance(9_999);
    expect(attachments(set)).toEqual(['A', 'A']);
    set.clock.advance(1);
    expect(attachments(set)).toEqual(['B', 'B']);
  });

  it('happens at once after an immediate request on a single-pipeline channel', async () => {
    set = await running({ channel: { channelClass: 'SINGLE_PIPELINE' } });
    await set.schedule(switchTo('B', 'now'));
    set.clock.advance(0);
    expect(attachments(set)).toEqual(['B', undefined]);
  });

  it('does not happen when it is deleted in time', async () => {
    set = await running();
    await set.schedule(switchTo('B', 'x', fixedAt(set.clock.now() + 60_000)));
    await set.unschedule('x');
    set.clock.advance(120_000);
    expect(attachments(set)).toEqual(['A', 'A']);
  });

  it('does not happen when the schedule is wiped before', async () => {
    set = await running();
    await set.schedule(switchTo('B', 'x'));
    await set.served.client.send(new DeleteScheduleCommand({ ChannelId: channelId }));
    set.clock.advance(120_000);
    expect(attachments(set)).toEqual(['A', 'A']);
  });

  it('cannot be deleted while it is what is on air', async () => {
    set = await running();
    await set.schedule(switchTo('B', 'x'));
    set.clock.advance(10_000);
    await expect(set.unschedule('x')).rejects.toThrow('failed validation');
  });

  it('to what is on air is performed and reported, and the input is not watched anew', async () => {
    set = await running();
    const since = onAir(set)[0]?.since;
    set.feed('A', 0).off();
    set.clock.advance(1000);
    await set.schedule(switchTo('A', 'again'));
    set.clock.advance(10_000);
    expect(onAir(set)[0]).toMatchObject({ attachment: 'A', action: 'again', since, ingest: 'lost' });
    expect(set.details('MediaLive Channel Alert')).toHaveLength(1);
  });

  it('that follows a live input never happens', async () => {
    set = await running();
    await set.schedule(switchTo('A', 'head'), {
      ...switchTo('B', 'tail'),
      ScheduleActionStartSettings: {
        FollowModeScheduleActionStartSettings: { FollowPoint: 'END', ReferenceActionName: 'head' },
      },
    });
    set.clock.advance(3_000_000);
    expect(attachments(set)).toEqual(['A', 'A']);
  });
});
