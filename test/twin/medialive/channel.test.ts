// A channel on a clock that is moved by hand: what happens, at which instant, and what is said about it on the bus.
import { afterEach, describe, expect, it } from '@jest/globals';
import { BatchUpdateScheduleCommand } from '@aws-sdk/client-medialive';
import type { ScheduleAction } from '@aws-sdk/client-medialive';
import { fixedAt, prepare, switchTo } from './schedule-action.ts';
import { channelArn, channelId } from './stage.ts';
import type { Stage, StageOptions } from './stage.ts';
import { open, shut } from './wire.ts';
import type { Wire } from './wire.ts';

const opened: Wire[] = [];

afterEach(async () => {
  for (const wire of opened.splice(0)) await shut(wire);
});

interface Running extends Stage {
  schedule(...actions: readonly ScheduleAction[]): Promise<void>;
  unschedule(...names: readonly string[]): Promise<void>;
}

async function running(options: StageOptions = {}): Promise<Running> {
  const wire = await open(options);
  opened.push(wire);
  await wire.set.running();
  const update = async (body: object): Promise<void> => {
    await wire.served.client.send(new BatchUpdateScheduleCommand({ ChannelId: channelId, ...body }));
  };
  return {
    ...wire.set,
    schedule: (...ScheduleActions) => update({ Creates: { ScheduleActions } }),
    unschedule: (...ActionNames) => update({ Deletes: { ActionNames } }),
  };
}

const onAir = ({ mediaLive }: Stage) =>
  ([0, 1] as const).map((id) => mediaLive.channels.onAir(channelId, id));
const attachments = (set: Stage) => onAir(set).map((air) => air?.attachment);

describe('starting', () => {
  it('comes up on the first attachment and says so for each pipeline', async () => {
    const set = await running();
    expect(attachments(set)).toEqual(['A', 'A']);
    expect(set.details('MediaLive Channel State Change')).toEqual([
      state('STARTING', '0', 0, 'Starting pipeline'),
      state('STARTING', '1', 0, 'Starting pipeline'),
      state('RUNNING', '0', 1, 'Pipeline started for channel'),
      state('RUNNING', '1', 2, 'Pipeline started for channel'),
    ]);
    expect(set.details('MediaLive Channel Input Change')).toEqual(
      ['0', '1'].map((id) => inputChange(id, 'A')),
    );
  });

  it('comes up on the most recent switch that is due', async () => {
    const wire = await open();
    opened.push(wire);
    const ScheduleActions = [
      switchTo('B', 'first'),
      switchTo('A', 'later', fixedAt(wire.set.clock.now() + 60_000)),
    ];
    await wire.served.client.send(
      new BatchUpdateScheduleCommand({ ChannelId: channelId, Creates: { ScheduleActions } }),
    );
    await wire.set.running();
    expect(onAir(wire.set)).toMatchObject([
      { attachment: 'B', action: 'first' },
      { attachment: 'B', action: 'first' },
    ]);
    expect(wire.set.details('MediaLive Channel Input Change')).toEqual(
      ['0', '1'].map((id) => inputChange(id, 'B', 'first')),
    );
  });
});

describe('a switch', () => {
  it('happens at its fixed time, on both pipelines at one instant', async () => {
    const set = await running();
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
    const set = await running();
    await set.schedule(switchTo('B', 'now'));
    set.clock.advance(9_999);
    expect(attachments(set)).toEqual(['A', 'A']);
    set.clock.advance(1);
    expect(attachments(set)).toEqual(['B', 'B']);
  });

  it('happens at once after an immediate request on a single-pipeline channel', async () => {
    const set = await running({ channel: { channelClass: 'SINGLE_PIPELINE' } });
    await set.schedule(switchTo('B', 'now'));
    set.clock.advance(0);
    expect(attachments(set)).toEqual(['B', undefined]);
  });

  it('does not happen when it is deleted in time', async () => {
    const set = await running();
    await set.schedule(switchTo('B', 'x', fixedAt(set.clock.now() + 60_000)));
    await set.unschedule('x');
    set.clock.advance(120_000);
    expect(attachments(set)).toEqual(['A', 'A']);
  });

  it('cannot be deleted while it is what is on air', async () => {
    const set = await running();
    await set.schedule(switchTo('B', 'x'));
    set.clock.advance(10_000);
    await expect(set.unschedule('x')).rejects.toThrow('failed validation');
  });

  it('to what is on air is performed and reported, and the input is not watched anew', async () => {
    const set = await running();
    set.feed('A', 0).off();
    set.clock.advance(1000);
    await set.schedule(switchTo('A', 'again'));
    set.clock.advance(10_000);
    expect(onAir(set)[0]).toMatchObject({ attachment: 'A', action: 'again', ingest: 'lost' });
    expect(set.details('MediaLive Channel Alert')).toHaveLength(1);
  });

  it('that follows a live input never happens', async () => {
    const set = await running();
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

describe('a crash', () => {
  it('takes the pipeline off air and leaves the channel recovering', async () => {
    const set = await running();
    set.mediaLive.channels.crash(channelId, 1);
    expect(attachments(set)).toEqual(['A', undefined]);
    expect(set.mediaLive.channels.state(channelId)).toBe('RECOVERING');
    expect(set.details('MediaLive Channel State Change').at(-1)).toEqual(
      state('STOPPED', '1', 1, 'Stop detected on pipeline'),
    );
  });

  it('does not keep the other pipeline from switching; the crashed one comes back on what the schedule says', async () => {
    const set = await running();
    await set.schedule(switchTo('B', 'to-b'));
    set.mediaLive.channels.crash(channelId, 1);
    set.clock.advance(10_000);
    expect(attachments(set)).toEqual(['B', undefined]);
    set.mediaLive.channels.restart(channelId, 1);
    expect(onAir(set)[1]).toMatchObject({ attachment: 'B', action: 'to-b' });
    expect(set.mediaLive.channels.state(channelId)).toBe('RUNNING');
  });

  it('comes back on the switch that was on air even when the schedule has dropped it since', async () => {
    const set = await running();
    await set.schedule(switchTo('B', 'to-b'));
    set.clock.advance(2 * 3_600_000);
    set.mediaLive.channels.crash(channelId, 0);
    set.mediaLive.channels.restart(channelId, 0);
    expect(attachments(set)).toEqual(['B', 'B']);
  });

  it('lets go of the latest switch while the channel recovers', async () => {
    const set = await running();
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
    const set = await running();
    set.feed('B', 0).off();
    await set.schedule(prepare('B', 'get-ready'));
    set.clock.advance(5_000);
    expect(set.details('MediaLive Channel Alert')).toEqual([]);
  });

  it('raises alerts for the prepared input when it is told to, until preparing is stopped', async () => {
    const set = await running({ knobs: { alertOnPrepared: true } });
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

describe('one who stands beside the machine', () => {
  it('learns when all pipelines are on an attachment, and since when each is', async () => {
    const set = await running();
    const at = set.clock.now() + 10_000;
    await set.schedule(switchTo('B', 'to-b'));
    const waiting = set.mediaLive.channels.whenAllOn(channelId, 'B');
    set.clock.advance(60_000);
    expect((await waiting).map(({ since }) => since)).toEqual([at, at]);
    await expect(set.mediaLive.channels.whenAllOn(channelId, 'B')).resolves.toHaveLength(2);
  });

  it('can stop waiting', async () => {
    const set = await running();
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(set.mediaLive.channels.whenAllOn(channelId, 'B', signal)).rejects.toThrow('enough');
  });

  it('sees every step of a failover with its time', async () => {
    const set = await running();
    const t0 = set.clock.now();
    set.feed('A', 0).off();
    const from = set.changes.length;
    set.clock.advance(1_000);
    await set.schedule(switchTo('B', 'to-b'));
    set.clock.advance(10_020);
    const steps = set.changes
      .slice(from)
      .filter((change) => !('pipeline' in change) || change.pipeline === 0)
      .map(({ kind, at, ...rest }) => [kind, at - t0, 'state' in rest ? rest.state : '']);
    expect(steps).toEqual([
      ['ingest', expect.any(Number), 'lost'],
      ['alert', expect.any(Number), 'SET'],
      ['schedule', 1_000, ''],
      ['on-air', 11_000, ''],
      ['alert', 11_000, 'CLEARED'],
      ['ingest', expect.any(Number), 'receiving'],
    ]);
  });

  it('is told which channels there are when the one named is not among them', async () => {
    const set = await running();
    expect(() => set.mediaLive.channels.state('9')).toThrow("no channel '9' in the estate; there are 1001");
  });
});

function state(name: string, pipeline: string, count: number, message: string): object {
  return { state: name, pipeline, pipelines_running_count: count, channel_arn: channelArn, message };
}

function inputChange(pipeline: string, attachment: string, action?: string): object {
  return {
    pipeline,
    channel_arn: channelArn,
    message: 'Input switch event on pipeline',
    active_input_attachment_name: attachment,
    ...(action !== undefined && { active_input_switch_action_name: action }),
  };
}
