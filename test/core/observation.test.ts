// What DescribeChannel shows corrects whatever events, delivered at best effort, have failed to say.
import { describe, expect, it } from '@jest/globals';
import { listed, observed, seenOn, snapshot } from './support/answers.ts';
import { Channel } from './support/channel.ts';
import { groupOf, threeSites } from './support/groups.ts';
import { alert, change, channelState, noon, timer } from './support/happenings.ts';
import { switchTo } from './support/orders.ts';
import { spoken, statusOf, switchesOf } from './support/readings.ts';
import { leavingA, onAirA } from './support/stories.ts';

describe('a channel seen for the first time', () => {
  it('is taken as it is, as the operator wants it', () => {
    const channel = new Channel();
    expect(spoken(channel.at(0, seenOn('B', 0)))).toEqual([
      'observation/noted',
      'observation/noted',
      'adoption/noted',
    ]);
    expect(channel.state.intended).toMatchObject({ group: 'B', by: 'operator' });
    expect(channel.state.pipelines['0']).toMatchObject({ running: true, since: 0 });
  });

  it('counts the alerts it has, however old', () => {
    const channel = new Channel();
    channel.at(0, seenOn('A', 0, [listed('0', -7_200_000), listed('1', -7_200_000)]));
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('is not moved by an input change from before that comes late', () => {
    const channel = new Channel();
    channel.at(0, seenOn('B', 0));
    expect(spoken(channel.at(100, change('0', 'A', -2_000)))).toEqual(['stale-evidence/none']);
    channel.at(5_000, change('0', 'A', 5_000));
    expect(channel.state.pipelines['0'].attachment).toBe('site-A');
  });

  it('of one pipeline is judged by that one', () => {
    const channel = new Channel();
    channel.at(0, observed({ channel: snapshot(0, { '0': 'A' }), alerts: [] }));
    expect(channel.state.pipelines['1'].running).toBe(false);
    channel.at(1_000, alert('set', '0', 1_000));
    channel.at(5_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
    channel.schedule(5_100, 20_600);
    channel.at(21_000, change('0', 'B', 21_000));
    expect(channel.state.switch).toBeNull();
  });

  it('without a list of alerts is unknown, and not down', () => {
    const channel = new Channel();
    channel.at(0, observed({ channel: snapshot(0, { '0': 'A', '1': 'A' }) }));
    expect(statusOf(channel, 'A')).toBe('unknown');
  });
});

describe('a snapshot', () => {
  it('younger than the input change that is known corrects it', () => {
    const channel = onAirA();
    expect(spoken(channel.at(20_000, seenOn('B', 20_000)))).toEqual([
      'observation/noted',
      'observation/noted',
      'adoption/noted',
    ]);
    expect(channel.state.pipelines['1']).toMatchObject({ attachment: 'site-B', since: noon + 20_000 });
  });

  it('older than the input change that is known, or as old, is not believed', () => {
    const channel = onAirA();
    channel.arrive(20_000, 'B');
    channel.at(21_000, seenOn('A', 19_000));
    channel.at(21_000, seenOn('A', 20_999));
    expect(channel.state.pipelines['0'].attachment).toBe('site-B');
    channel.at(21_500, seenOn('A', 21_000));
    expect(channel.state.pipelines['0'].attachment).toBe('site-A');
  });

  it('shows a pipeline where the other went: both went at one instant, and alerts count from then on', () => {
    const channel = onAirA();
    channel.at(20_000, change('0', 'B', 20_000));
    channel.at(21_000, alert('set', '0', 21_000));
    channel.at(25_000, { ...timer(), answers: { channel: snapshot(25_000, { '0': 'B', '1': 'B' }) } });
    expect(channel.state.pipelines['1'].since).toBe(noon + 20_000);
    channel.at(60_000, seenOn('B', 60_000, [listed('0', 21_000), listed('1', 21_000)]));
    expect(statusOf(channel, 'B', '1')).toBe('down');
  });

  it('shows a pipeline where our switch sends it: it went when the switch was due', () => {
    const channel = leavingA();
    channel.at(30_000, seenOn('B', 30_000));
    expect(channel.state.pipelines['0'].since).toBe(noon + 19_600);
  });

  it('of our switch, taken before it was due, dates it no later than it was seen', () => {
    const channel = onAirA();
    channel.at(0, switchTo('B'));
    channel.schedule(100, 15_600);
    channel.at(10_000, seenOn('B', 10_000));
    expect(channel.state.pipelines['0'].since).toBe(noon + 10_000);
  });

  it('of an immediate switch where one pipeline runs takes no alarm for over that ended as it was carried out', () => {
    const channel = onAirA(groupOf({ start: { type: 'immediate' } }));
    channel.at(0, channelState('STOPPED', 0, '1'));
    channel.at(1_000, alert('set', '0', 1_000));
    channel.at(5_000, timer());
    // MediaLive adds 10 s where two pipelines run; here it did not wait, and its input change was not delivered.
    channel.schedule(5_100, 15_000);
    channel.at(6_000, alert('cleared', '0', 5_000));
    const looked = snapshot(20_000, { '0': 'B' }, 'RUNNING', channel.state.switch?.actionName);
    channel.at(20_000, observed({ channel: looked }));
    channel.at(40_000, timer());
    expect(statusOf(channel, 'A', '0')).toBe('down');
  });

  it('of a pipeline that had stopped dates what is on air from the stop: the alerts since speak of it', () => {
    const channel = onAirA();
    channel.at(20_000, channelState('STOPPED', 20_000));
    const looked = { channel: snapshot(60_800, { '0': 'B', '1': 'B' }) };
    channel.at(60_800, { ...channelState('RUNNING', 59_000), answers: looked });
    channel.at(60_900, alert('set', '0', 60_000));
    channel.at(60_900, alert('set', '1', 60_000));
    channel.at(65_000, timer());
    expect(switchesOf(channel)).toEqual(['site-A']);
  });

  it.each(['STARTING', 'UPDATING', 'CREATING'])('of a channel that is %s says nothing certain', (state) => {
    const channel = onAirA();
    const before = channel.state;
    const step = channel.at(20_000, observed({ channel: snapshot(20_000, {}, state) }));
    expect(spoken(step)).toEqual(['observation/none']);
    expect(channel.state).toEqual(before);
  });

  it.each(['IDLE', 'STOPPING', 'DELETED', 'UPDATE_FAILED'])(
    'of a channel that is %s shows that nothing runs',
    (state) => {
      const channel = onAirA();
      channel.at(20_000, observed({ channel: snapshot(20_000, {}, state) }));
      expect(channel.state.pipelines).toMatchObject({ '0': { running: false }, '1': { running: false } });
    },
  );

  it('of a recovering channel shows which pipeline runs', () => {
    const channel = onAirA();
    channel.at(20_000, observed({ channel: snapshot(20_000, { '1': 'A' }, 'RECOVERING') }));
    expect(channel.state.pipelines).toMatchObject({ '0': { running: false }, '1': { running: true } });
  });

  it('taken before the pipeline stopped does not start it again', () => {
    const channel = onAirA();
    channel.at(20_000, channelState('STOPPED', 20_000));
    channel.at(20_500, seenOn('A', 19_000));
    expect(channel.state.pipelines['0'].running).toBe(false);
  });

  it('that is younger than a look of the same second is believed: looks have their milliseconds', () => {
    const channel = onAirA();
    channel.at(20_400, observed({ channel: snapshot(20_343, {}, 'IDLE') }));
    const looked = { channel: snapshot(20_960, { '0': 'A', '1': 'A' }) };
    channel.at(21_000, { ...channelState('RUNNING', 20_000, '0'), answers: looked });
    expect(channel.state.pipelines).toMatchObject({ '0': { running: true }, '1': { running: true } });
  });

  it('of a pipeline without an attachment leaves what is known', () => {
    const channel = onAirA();
    const pipelines = {
      '0': { attachment: null, actionName: null },
      '1': { attachment: null, actionName: null },
    };
    channel.at(20_000, observed({ channel: { at: noon + 20_000, state: 'RUNNING', pipelines } }));
    expect(channel.state.pipelines['0'].attachment).toBe('site-A');
  });

  it('that MediaLive did not give leaves what the events said', () => {
    const channel = onAirA();
    const step = channel.at(20_000, observed({ channel: 'unavailable', alerts: 'unavailable' }));
    expect(spoken(step)).toEqual(['observation/none', 'second-look/none']);
  });
});

describe('an input change that MediaLive is asked about', () => {
  const asked = (atMs: number, sites: Parameters<typeof snapshot>[1]) => ({
    ...change('0', 'B', 15_000),
    answers: { channel: snapshot(atMs, sites) },
  });

  it('is not believed against a younger look', () => {
    const channel = onAirA();
    expect(spoken(channel.at(20_000, asked(20_000, { '0': 'A', '1': 'A' })))).toEqual([
      'stale-evidence/none',
    ]);
    expect(channel.state.pipelines['0'].attachment).toBe('site-A');
  });

  it('is believed against a look of the same second', () => {
    const channel = onAirA();
    channel.at(20_000, asked(15_900, { '0': 'A', '1': 'A' }));
    expect(channel.state.pipelines['0'].attachment).toBe('site-B');
  });

  it('is believed where the look does not show an input', () => {
    const channel = onAirA();
    channel.arrive(10_000, 'A');
    const pipelines = { '0': { attachment: null, actionName: null } };
    const seen = { at: noon + 20_000, state: 'STARTING', pipelines };
    channel.at(20_000, { ...change('0', 'B', 15_000), answers: { channel: seen } });
    expect(channel.state.pipelines['0'].attachment).toBe('site-B');
  });
});

it('a group of three learns from one look where it is', () => {
  const channel = new Channel(threeSites());
  channel.at(0, seenOn('C', 0));
  expect(channel.state.intended?.group).toBe('C');
});
