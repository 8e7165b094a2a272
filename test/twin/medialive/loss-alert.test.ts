// Alert 5302, "Stopped Receiving UDP Input": when it is set, when it is cleared, and for whom.
import { afterEach, describe, expect, it } from '@jest/globals';
import { BatchUpdateScheduleCommand, StopChannelCommand } from '@aws-sdk/client-medialive';
import { switchTo } from './schedule-action.ts';
import { channelArn, channelId } from './stage.ts';
import type { Stage, StageOptions } from './stage.ts';
import { open, shut } from './wire.ts';
import type { Wire } from './wire.ts';

let wire: Wire;

afterEach(async () => {
  await shut(wire);
});

async function running(options: StageOptions = {}): Promise<Stage> {
  wire = await open(options);
  await wire.set.running();
  return wire.set;
}

async function switchNow(site: string): Promise<void> {
  const ScheduleActions = [switchTo(site, `to-${site}-${wire.set.clock.now()}`)];
  await wire.served.client.send(
    new BatchUpdateScheduleCommand({ ChannelId: channelId, Creates: { ScheduleActions } }),
  );
}

const alerts = (set: Stage) => set.details('MediaLive Channel Alert');
const states = (set: Stage) => alerts(set).map(({ pipeline, alarm_state }) => [pipeline, alarm_state]);

describe('the loss alert', () => {
  it('is set one second after the last packet, for that pipeline only', async () => {
    const set = await running();
    const lastPacketAt = set.feed('A', 0).lastPacketAt() ?? 0;
    set.feed('A', 0).off();
    set.clock.advance(lastPacketAt + 999 - set.clock.now());
    expect(alerts(set)).toEqual([]);
    set.clock.advance(1);
    expect(alerts(set)).toEqual([
      {
        alarm_state: 'SET',
        alarm_id: expect.stringMatching(/^[0-9a-f]{40}$/),
        alert_type: 'Stopped Receiving UDP Input',
        pipeline: '0',
        channel_arn: channelArn,
        message: 'Stopped receiving network data on [A]',
      },
    ]);
    expect(set.events.at(-1)).toMatchObject({ source: 'aws.medialive', resources: [channelArn] });
  });

  it('is not set by a silence of less than a second', async () => {
    const set = await running();
    for (let round = 0; round < 5; round += 1) {
      set.feed('A', 0).off();
      set.clock.advance(900);
      set.feed('A', 0).on();
      set.clock.advance(200);
    }
    expect(alerts(set)).toEqual([]);
  });

  it('is cleared under the same id as soon as packets return; a relapse has another id', async () => {
    const set = await running();
    const feed = set.feed('A', 1);
    feed.off();
    set.clock.advance(2_000);
    feed.on();
    const [first, cleared] = alerts(set);
    feed.off();
    set.clock.advance(2_000);
    expect(cleared).toEqual({ ...first, alarm_state: 'CLEARED' });
    expect(alerts(set)[2]?.['alarm_id']).not.toBe(first?.['alarm_id']);
    expect(states(set)).toEqual([
      ['1', 'SET'],
      ['1', 'CLEARED'],
      ['1', 'SET'],
    ]);
  });

  it('is not set for an input that is neither on air nor prepared', async () => {
    const set = await running();
    set.feed('B', 0).off();
    set.feed('B', 1).off();
    set.clock.advance(60_000);
    expect(alerts(set)).toEqual([]);
  });

  it('is set one second after a switch to a dead input', async () => {
    const set = await running();
    set.feed('B', 0).off();
    set.clock.advance(60_000);
    await switchNow('B');
    set.clock.advance(10_999);
    expect(alerts(set)).toEqual([]);
    set.clock.advance(1);
    expect(alerts(set)).toMatchObject([
      { alarm_state: 'SET', pipeline: '0', message: expect.stringContaining('[B]') },
    ]);
  });

  it('is cleared by a switch away from the lost input', async () => {
    const set = await running();
    set.feed('A', 0).off();
    set.clock.advance(1_000);
    await switchNow('B');
    set.clock.advance(20_000);
    expect(states(set)).toEqual([
      ['0', 'SET'],
      ['0', 'CLEARED'],
    ]);
  });

  it('stays set after a switch away when it is told to, until the input is on air again and has packets', async () => {
    const set = await running({ knobs: { clearOnSwitchAway: false } });
    set.feed('A', 0).off();
    set.clock.advance(1_000);
    await switchNow('B');
    set.clock.advance(20_000);
    set.feed('A', 0).on();
    set.clock.advance(20_000);
    expect(states(set)).toEqual([['0', 'SET']]);
    await switchNow('A');
    set.clock.advance(10_020);
    expect(alerts(set)[1]).toEqual({ ...alerts(set)[0], alarm_state: 'CLEARED' });
  });

  it('is not set twice when the switch comes back to an input that is still lost', async () => {
    const set = await running({ knobs: { clearOnSwitchAway: false } });
    set.feed('A', 0).off();
    set.clock.advance(1_000);
    await switchNow('B');
    set.clock.advance(10_000);
    await switchNow('A');
    set.clock.advance(20_000);
    expect(states(set)).toEqual([['0', 'SET']]);
  });

  it('is cleared when the channel stops, and silently when the pipeline crashes', async () => {
    const set = await running();
    set.feed('A', 0).off();
    set.feed('A', 1).off();
    set.clock.advance(1_000);
    set.mediaLive.channels.crash(channelId, 0);
    expect(states(set)).toHaveLength(2);
    await wire.served.client.send(new StopChannelCommand({ ChannelId: channelId }));
    expect(states(set).slice(2)).toEqual([['1', 'CLEARED']]);
    set.clock.advance(60_000);
    expect(states(set)).toHaveLength(3);
  });
});
