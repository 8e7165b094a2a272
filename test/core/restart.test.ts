// A channel that is stopped and started, or for a moment looks so: what was ordered before, and what MediaLive lists after.
import { describe, expect, it } from '@jest/globals';
import { pipelineIds } from '../../core/model/group.ts';
import { listed, observed, seenOn, snapshot } from './support/answers.ts';
import type { Channel } from './support/channel.ts';
import { groupOf } from './support/groups.ts';
import { alert, change, channelState, noon, outcome, timer } from './support/happenings.ts';
import { spoken, statusOf, switchesOf, told } from './support/readings.ts';
import { leavingA, lose, lostA, onAirA } from './support/stories.ts';

const both = (atMs: number) =>
  pipelineIds.map((pipeline) => listed(pipeline, atMs, `alarm-${pipeline}-${atMs}`));

describe('a restart between a failover and its time', () => {
  const stopped = (): Channel => {
    const channel = leavingA(groupOf({ failback: { mode: 'automatic', stableMs: 60_000 } }));
    channel.at(8_000, channelState('STOPPED', 8_000));
    return channel;
  };

  it('keeps the switch that MediaLive has in its schedule: it is done, and nobody else did it', () => {
    const channel = stopped();
    expect(channel.state.switch).toMatchObject({ to: 'B', accepted: true });
    const seen = {
      channel: snapshot(25_000, { '0': 'B', '1': 'B' }, 'RUNNING', 'failover-1-B-20261121T120004Z'),
    };
    channel.at(25_000, { ...channelState('RUNNING', 24_000), answers: seen });
    expect(channel.state).toMatchObject({ switch: null, intended: { group: 'B', by: 'automation' } });
    expect(channel.steps.flatMap(told)).not.toContain('operator-change');
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('is not waited for beyond its deadline', () => {
    const channel = stopped();
    expect(spoken(channel.at(29_599, timer()))).not.toContain('not-running/noted');
    expect(spoken(channel.at(29_600, timer('verify')))).toContain('not-running/noted');
    expect(channel.state.switch).toBeNull();
  });

  it('that takes longer comes up where automation had sent it: that is the wish of automation', () => {
    const channel = stopped();
    channel.at(29_600, timer('verify'));
    const seen = {
      channel: snapshot(90_000, { '0': 'B', '1': 'B' }, 'RUNNING', 'failover-1-B-20261121T120004Z'),
    };
    const up = channel.at(90_000, { ...channelState('RUNNING', 89_000), answers: seen });
    expect(told(up)).toContain('switch-completed');
    expect(channel.state.intended).toMatchObject({ group: 'B', by: 'automation' });
  });

  it('takes nothing from the budget where MediaLive has not taken the switch in', () => {
    const channel = lostA();
    expect(channel.state.recentSwitches).toHaveLength(1);
    const stop = channel.at(8_000, channelState('STOPPED', 8_000));
    expect(stop.effects.map(({ type }) => type)).toContain('cancel-switch');
    expect(channel.state).toMatchObject({ switch: null, recentSwitches: [] });
  });

  it('refused in a channel that is stopped, it is not tried again', () => {
    const channel = lostA();
    const effectId = channel.owedSwitch?.id ?? '';
    channel.at(8_000, channelState('STOPPED', 8_000));
    channel.at(8_100, outcome({ effectId, result: 'refused', message: 'the channel is not running' }));
    expect(switchesOf(channel)).toEqual(['site-B']);
  });
});

describe('a look that says for a moment that nothing runs', () => {
  const blinked = (): Channel => {
    const channel = leavingA();
    channel.at(10_000, observed({ channel: { at: noon + 10_000, state: 'DELETED', pipelines: {} } }));
    return channel;
  };

  it('does not end the switch that is in the schedule', () => {
    const channel = blinked();
    channel.arrive(20_000, 'B');
    expect(channel.state.intended).toMatchObject({ group: 'B', by: 'automation' });
    expect(channel.steps.flatMap(told)).toContain('switch-completed');
  });

  it('does not make the loss invisible: what MediaLive lists after it counts, whatever its age', () => {
    const channel = onAirA();
    channel.both(1_000, (pipeline) => alert('set', pipeline, 1_000, `alarm-${pipeline}-1000`));
    const idle = { at: noon + 2_000, state: 'DELETED', pipelines: {} };
    channel.at(2_000, observed({ channel: idle, alerts: [] }));
    channel.at(62_000, seenOn('A', 62_000, both(1_000)));
    channel.at(70_000, seenOn('A', 70_000, both(1_000)));
    expect(statusOf(channel, 'A')).toBe('down');
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('RUNNING without any pipeline says nothing', () => {
    const channel = onAirA();
    const empty = { at: noon, state: 'RUNNING', pipelines: {} };
    expect(spoken(channel.at(0, observed({ channel: empty })))).toEqual(['observation/none']);
    expect(channel.state.pipelines['0'].running).toBe(true);
  });
});

describe('pipelines that are apart', () => {
  it('are brought to the site that is whole, not to the intended one that is half dead', () => {
    const channel = onAirA();
    channel.both(0, (pipeline) => alert('set', pipeline, 0));
    channel.at(500, alert('cleared', '1', 500, 'alarm-1'));
    channel.at(4_000, timer());
    channel.at(10_000, change('1', 'B', 10_000));
    channel.at(11_000, timer());
    const seen = { channel: snapshot(16_000, { '0': 'A', '1': 'B' }), alerts: [listed('0', 0, 'alarm-0')] };
    channel.at(16_000, { ...timer('divergence'), answers: seen });
    expect(switchesOf(channel)).toEqual(['site-B']);
  });
});

describe('a channel that is stopped while it leaves a site without a picture', () => {
  it('does not come back to it because its flows were connected all along', () => {
    const channel = leavingA(groupOf({ failback: { mode: 'automatic', stableMs: 60_000 } }));
    channel.at(8_000, channelState('STOPPED', 8_000));
    const action = channel.state.switch?.actionName ?? '';
    const seen = snapshot(25_000, { '0': 'B', '1': 'B' }, 'RUNNING', action);
    channel.at(25_000, { ...channelState('RUNNING', 24_000), answers: { channel: seen } });
    channel.at(200_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
  });
});

describe('a channel that is stopped while an alarm stands whose end is late', () => {
  it('counts on the site that its flows have come back to since', () => {
    const channel = onAirA(groupOf({ failback: { mode: 'automatic', stableMs: 60_000 } }));
    channel.flows(false, 'A', 0);
    lose(channel, 0);
    channel.schedule(4_100, 19_600);
    channel.flows(true, 'A', 6_000);
    channel.at(8_000, channelState('STOPPED', 8_000));
    const action = channel.state.switch?.actionName ?? '';
    const seen = snapshot(25_000, { '0': 'B', '1': 'B' }, 'RUNNING', action);
    channel.at(25_000, { ...channelState('RUNNING', 24_000), answers: { channel: seen } });
    channel.at(200_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B', 'site-A']);
  });
});
