// A switch that has ended before its time would move the channel once more: its action is taken out of MediaLive's schedule.
import { describe, expect, it } from '@jest/globals';
import type { Channel } from './support/channel.ts';
import { groupOf } from './support/groups.ts';
import { change, channelState } from './support/happenings.ts';
import { spoken, told } from './support/readings.ts';
import { lostA } from './support/stories.ts';

/** The actions of which the deletion was owed, one after the other. */
const takenOut = (channel: Channel) =>
  channel.steps.flatMap(({ effects }) =>
    effects.flatMap((effect) => (effect.type === 'cancel-switch' ? [effect.actionName] : [])),
  );

describe('the action of a switch', () => {
  it('that somebody else has carried out before its time is taken out', () => {
    const channel = lostA(groupOf({ start: { type: 'fixed', leadMs: 120_000 } }));
    channel.schedule(4_100, 124_000);
    channel.arrive(20_000, 'B');
    expect(channel.state.switch).toBeNull();
    expect(takenOut(channel)).toEqual(['failover-1-B-20261121T120004Z']);
  });

  it('that has carried it out stays, however soon it was', () => {
    const channel = lostA(groupOf({ start: { type: 'immediate' } }));
    const action = channel.owedSwitch?.actionName ?? '';
    channel.both(5_000, (pipeline) => change(pipeline, 'B', 5_000, action));
    expect(channel.state.switch).toBeNull();
    expect(takenOut(channel)).toEqual([]);
  });

  it('that is not known to be in the schedule is owed no more, once the switch is done', () => {
    const channel = lostA();
    channel.arrive(10_000, 'B');
    expect(channel.state.switch).toBeNull();
    expect(channel.owedSwitch).toBeUndefined();
  });

  it('that is not known to be in the schedule is taken out with the channel that stops, and not waited for', () => {
    const channel = lostA();
    const stopped = channel.at(8_000, channelState('STOPPED', 8_000));
    expect(spoken(stopped)).toEqual(['observation/noted', 'observation/noted', 'not-running/noted']);
    expect(told(stopped)).toEqual(['channel-stopped']);
    expect(takenOut(channel)).toHaveLength(1);
    expect(channel.state.switch).toBeNull();
    expect(channel.owedSwitch).toBeUndefined();
  });
});
