// What DescribeChannel and ListAlerts show corrects whatever events, delivered at best effort, have failed to say.
import { describe, expect, it } from '@jest/globals';
import {
  alert,
  change,
  Channel,
  channelState,
  decisionOf,
  groupOf,
  listed,
  lose,
  noon,
  onAirA,
  seenOn,
  site,
  snapshot,
  spoken,
  statusOf,
  switchesOf,
  switchTo,
  timer,
} from './support.ts';

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

  it('of one pipeline is judged by that one', () => {
    const channel = new Channel();
    channel.at(0, { type: 'observation', answers: { channel: snapshot(0, { '0': 'A' }), alerts: [] } });
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
    channel.at(0, { type: 'observation', answers: { channel: snapshot(0, { '0': 'A', '1': 'A' }) } });
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
    const channel = onAirA();
    lose(channel, 0);
    channel.schedule(4_100, 19_600);
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

  it.each(['STARTING', 'UPDATING', 'CREATING'])('of a channel that is %s says nothing certain', (state) => {
    const channel = onAirA();
    const before = channel.state;
    const step = channel.at(20_000, {
      type: 'observation',
      answers: { channel: snapshot(20_000, {}, state) },
    });
    expect(spoken(step)).toEqual(['observation/none']);
    expect(channel.state).toEqual(before);
  });

  it.each(['IDLE', 'STOPPING', 'DELETED', 'UPDATE_FAILED'])(
    'of a channel that is %s shows that nothing runs',
    (state) => {
      const channel = onAirA();
      channel.at(20_000, { type: 'observation', answers: { channel: snapshot(20_000, {}, state) } });
      expect(channel.state.pipelines).toMatchObject({ '0': { running: false }, '1': { running: false } });
    },
  );

  it('of a recovering channel shows which pipeline runs', () => {
    const channel = onAirA();
    channel.at(20_000, {
      type: 'observation',
      answers: { channel: snapshot(20_000, { '1': 'A' }, 'RECOVERING') },
    });
    expect(channel.state.pipelines).toMatchObject({ '0': { running: false }, '1': { running: true } });
  });

  it('taken before the pipeline stopped does not start it again', () => {
    const channel = onAirA();
    channel.at(20_000, channelState('STOPPED', 20_000));
    channel.at(20_500, seenOn('A', 19_000));
    expect(channel.state.pipelines['0'].running).toBe(false);
  });

  it('of a pipeline without an attachment leaves what is known', () => {
    const channel = onAirA();
    const pipelines = {
      '0': { attachment: null, actionName: null },
      '1': { attachment: null, actionName: null },
    };
    channel.at(20_000, {
      type: 'observation',
      answers: { channel: { at: noon + 20_000, state: 'RUNNING', pipelines } },
    });
    expect(channel.state.pipelines['0'].attachment).toBe('site-A');
  });

  it('that MediaLive did not give leaves what the events said', () => {
    const channel = onAirA();
    const step = channel.at(20_000, {
      type: 'observation',
      answers: { channel: 'unavailable', alerts: 'unavailable' },
    });
    expect(spoken(step)).toEqual(['observation/none', 'second-look/none']);
  });
});

describe('the list of alerts', () => {
  it('finds alerts of which no event told, and acts on them', () => {
    const channel = onAirA();
    const found = channel.at(60_000, seenOn('A', 60_000, [listed('0', 30_000), listed('1', 30_000)]));
    expect(spoken(found)).toEqual(['second-look/noted', 'second-look/noted', 'failover/switch']);
    expect(decisionOf(found, 'second-look')?.evidence).toEqual({ pipeline: '0', missed: 1, over: 0 });
  });

  it('gives young alerts the rest of their window', () => {
    const channel = onAirA();
    channel.at(60_000, seenOn('A', 60_000, [listed('0', 59_000), listed('1', 59_000)]));
    expect(switchesOf(channel)).toEqual([]);
    channel.at(63_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('ends alarms whose CLEARED was lost', () => {
    const channel = onAirA();
    channel.at(1_000, alert('set', '0', 1_000));
    channel.at(5_000, timer());
    const seen = channel.at(60_000, seenOn('A', 60_000));
    expect(decisionOf(seen, 'second-look')?.evidence).toEqual({ pipeline: '0', missed: 0, over: 1 });
    expect(statusOf(channel, 'A')).toBe('recovering');
  });

  it('that shows the alarm under another id confirms it', () => {
    const channel = onAirA();
    channel.at(1_000, alert('set', '0', 1_000, 'id-of-the-event'));
    const seen = channel.at(60_000, seenOn('A', 60_000, [listed('0', 1_000, 'id-of-the-list')]));
    expect(decisionOf(seen, 'second-look')).toBeUndefined();
    expect(statusOf(channel, 'A')).toBe('down');
  });

  it('makes a site healthy of which nothing was known', () => {
    const channel = new Channel();
    channel.at(0, seenOn('A', 0));
    expect(statusOf(channel, 'A')).toBe('healthy');
  });

  it('does not count alerts of the site before, or of a type that is not watched', () => {
    const channel = onAirA();
    channel.arrive(20_000, 'B');
    channel.at(
      60_000,
      seenOn('B', 60_000, [
        listed('0', 19_000),
        { ...listed('1', 30_000), alertType: 'Black Video Detected' },
      ]),
    );
    expect([statusOf(channel, 'B', '0'), statusOf(channel, 'B', '1')]).toEqual(['healthy', 'healthy']);
  });

  it('says nothing about a pipeline on an input of no group', () => {
    const channel = onAirA();
    channel.arrive(20_000, 'elsewhere');
    expect(
      decisionOf(channel.at(60_000, seenOn('elsewhere', 60_000, [listed('0', 30_000)])), 'second-look'),
    ).toBeUndefined();
  });
});

describe('a list that waited in the queue', () => {
  it('does not end an alarm that was raised after it', () => {
    const channel = onAirA();
    channel.at(20_000, alert('set', '0', 20_000));
    channel.at(21_000, seenOn('A', 20_400));
    expect(statusOf(channel, 'A')).toBe('suspect');
    channel.at(22_000, seenOn('A', 21_000));
    expect(statusOf(channel, 'A')).not.toBe('suspect');
  });

  it('does not raise an alarm again that was cleared after it', () => {
    const channel = onAirA();
    channel.at(20_000, alert('set', '0', 20_000));
    channel.at(21_000, alert('cleared', '0', 21_000));
    channel.at(22_000, seenOn('A', 21_500, [listed('0', 20_000)]));
    expect(statusOf(channel, 'A')).toBe('healthy');
    channel.at(23_000, seenOn('A', 22_500, [listed('0', 20_000)]));
    expect(statusOf(channel, 'A')).toBe('suspect');
  });
});

it('a group of three learns from one look where it is', () => {
  const channel = new Channel(groupOf({}, [site('A'), site('B'), site('C')]));
  channel.at(0, seenOn('C', 0));
  expect(channel.state.intended?.group).toBe('C');
});
