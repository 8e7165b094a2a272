// News that is late, repeated or of somebody else: an alert hours old, another loss under another id, one of the second of the arrival.
import { describe, expect, it } from '@jest/globals';
import { pipelineIds } from '../../core/model/group.ts';
import { listed, seenOn, snapshot } from './support/answers.ts';
import type { Channel } from './support/channel.ts';
import { groupOf, site, threeSites } from './support/groups.ts';
import { alert, change, channelState, noon, timer, type Happening } from './support/happenings.ts';
import { spoken, statusOf, switchesOf, timerOf, told } from './support/readings.ts';
import { onAirA } from './support/stories.ts';
const both = (atMs: number, id = 'listed') =>
  pipelineIds.map((pipeline) => listed(pipeline, atMs, `${id}-${pipeline}`));

function raise(channel: Channel, atMs: number, id = 'alarm', saidMs = atMs): void {
  channel.both(saidMs, (pipeline) => alert('set', pipeline, atMs, `${id}-${pipeline}`));
}

describe('an alert that is hours old', () => {
  it.each([true, false])(
    'and that no list has shown since counts for nothing (second look: %s)',
    (secondLook) => {
      const channel = onAirA(groupOf({ secondLook }));
      for (let minute = 0; minute < 180; minute += 30) {
        channel.at(minute * 60_000, seenOn('A', minute * 60_000));
      }
      raise(channel, 60_000, 'old', 10_000_000);
      const later = channel.at(10_010_000, timer());
      expect(told(later)).toEqual([]);
      expect(statusOf(channel, 'A')).toBe('healthy');
      expect(switchesOf(channel)).toEqual([]);
    },
  );

  it('counts where no list could have shown it: it may just have been raised', () => {
    const channel = onAirA();
    channel.at(60_000, seenOn('A', 60_000));
    raise(channel, 40_000, 'young', 61_000);
    channel.at(64_000, timer());
    expect(statusOf(channel, 'A')).toBe('down');
  });

  it('that is known is not dropped when it is delivered again', () => {
    const channel = onAirA();
    raise(channel, 1_000);
    channel.at(60_000, seenOn('A', 60_000, both(1_000, 'alarm')));
    raise(channel, 1_000, 'alarm', 120_000);
    expect(statusOf(channel, 'A')).toBe('down');
  });
});

describe('the second look', () => {
  it('takes no later loss for the first: short losses do not add up to one window', () => {
    const channel = onAirA();
    raise(channel, 0, 'first', 700);
    const answers = { askedAt: noon + 3_800, alerts: both(3_000, 'second') };
    channel.at(3_800, { ...timer(), answers });
    expect(switchesOf(channel)).toEqual([]);
    expect(statusOf(channel, 'A')).toBe('suspect');
    channel.at(7_200, { ...timer(), answers: { alerts: both(3_000, 'second') } });
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('believes no list that lags behind a CLEARED of the same id', () => {
    const window = { confirmMs: 5_000, clearMs: 10_000 };
    const channel = onAirA(groupOf({ alerts: { 'Stopped Receiving UDP Input': window } }));
    raise(channel, 0);
    channel.both(4_100, (pipeline) => alert('cleared', pipeline, 4_000, `alarm-${pipeline}`));
    channel.at(6_100, seenOn('A', 6_100, both(0, 'alarm')));
    expect(switchesOf(channel)).toEqual([]);
    expect(statusOf(channel, 'A')).toBe('healthy');
  });

  it('is taken where the look at the channel puts a site on air of which something bad is known', () => {
    const channel = onAirA();
    channel.arrive(20_000, 'B');
    channel.flows(false, 'A', 30_000);
    channel.at(40_000, channelState('STOPPED', 40_000));
    const started = channelState('RUNNING', 5_400_000);
    expect(channel.inquiryAt(5_400_500, started)).toEqual({ channel: true, alerts: false });
    const seen = { channel: snapshot(5_400_600, { '0': 'A', '1': 'A' }) };
    const looked = { ...started, answers: seen } as Happening;
    expect(channel.inquiryAt(5_400_600, looked)).toEqual({ channel: false, alerts: false });
    channel.at(5_400_600, looked);
    expect(timerOf(channel, 'health')).toBe(5_403_600);
    expect(channel.inquiryAt(5_403_600, timer())).toEqual({ channel: false, alerts: true });
    channel.at(5_403_600, { ...timer(), answers: { alerts: [] } });
    expect(switchesOf(channel)).toEqual([]);
  });

  it('is still to be taken where only the channel was looked at: MediaConnect alone decides nothing', () => {
    const channel = onAirA();
    channel.flows(false, 'A', 0);
    const seen = { channel: snapshot(4_000, { '0': 'A', '1': 'A' }) };
    const looked = { ...timer(), answers: seen } as Happening;
    expect(channel.inquiryAt(4_000, looked)).toEqual({ channel: false, alerts: true });
    channel.at(4_000, { ...timer(), answers: { ...seen, alerts: [] } });
    expect(switchesOf(channel)).toEqual([]);
    channel.at(4_500, { ...timer(), answers: { alerts: 'unavailable' } });
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('takes an alert that no policy counts, and that says that there is no picture, beside the word of MediaConnect', () => {
    const channel = onAirA();
    channel.flows(false, 'A', 0);
    const alerts = both(0).map((each) => ({ ...each, alertType: 'Output Group is Paused' }));
    channel.at(4_000, { ...timer(), answers: { alerts } });
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it("waits for the window of MediaLive's alarm: MediaConnect alone does not shorten it", () => {
    const window = { confirmMs: 30_000, clearMs: 10_000 };
    const channel = onAirA(groupOf({ alerts: { 'Stopped Receiving UDP Input': window } }));
    channel.flows(false, 'A', 0);
    raise(channel, 1_000);
    channel.at(5_000, { ...timer(), answers: { alerts: both(1_000, 'alarm') } });
    expect(switchesOf(channel)).toEqual([]);
    channel.at(32_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('of a moment before a switch says nothing of the site that has arrived since', () => {
    const channel = onAirA(threeSites());
    raise(channel, 0);
    channel.at(4_000, timer());
    channel.schedule(4_100, 19_600);
    const answers = {
      askedAt: noon + 19_500,
      channel: snapshot(20_700, { '0': 'B', '1': 'B' }, 'RUNNING', 'failover-1-B-20261121T120004Z'),
      alerts: both(18_000),
    };
    channel.at(20_900, { ...timer(), answers });
    channel.at(30_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
    expect(statusOf(channel, 'B')).toBe('healthy');
  });
});

describe('an alert of the second of an arrival', () => {
  const arrived = (): Channel => {
    const channel = onAirA();
    channel.both(20_300, (pipeline) => change(pipeline, 'B', 20_000));
    return channel;
  };

  it('may be of the site before: it counts for nothing by itself', () => {
    const channel = arrived();
    expect(spoken(channel.at(20_900, alert('set', '0', 20_000)))).toEqual(['stale-evidence/none']);
    channel.at(60_000, timer());
    expect(statusOf(channel, 'B')).toBe('healthy');
  });

  it('counts where it names the site that has arrived', () => {
    const channel = arrived();
    const message = 'Stopped receiving network data on [site-B]';
    channel.at(20_900, { ...alert('set', '0', 20_000), message } as Happening);
    expect(statusOf(channel, 'B')).toBe('suspect');
  });

  it('is asked about, and counts at once where MediaLive lists it', () => {
    const channel = arrived();
    expect(channel.inquiryAt(20_900, alert('set', '0', 20_000)).alerts).toBe(true);
    channel.at(20_900, { ...alert('set', '0', 20_000), answers: { alerts: [listed('0', 20_000)] } });
    expect(statusOf(channel, 'B')).toBe('suspect');
  });
});

describe('an alert that names another input of the channel', () => {
  const of = (state: 'set' | 'cleared', atMs: number): Happening =>
    ({ ...alert(state, '0', atMs), message: 'Stopped receiving network data on [site-B]' }) as Happening;

  it('has MediaLive asked where the pipeline is, unless it is older than what is known, or a CLEARED', () => {
    const channel = onAirA();
    channel.arrive(20_000, 'A');
    channel.arrive(30_000, 'C');
    expect(channel.inquiryAt(40_000, of('set', 40_000)).channel).toBe(true);
    expect(channel.inquiryAt(40_000, of('set', 10_000)).channel).toBe(false);
    expect(channel.inquiryAt(40_000, of('cleared', 40_000)).channel).toBe(false);
  });
});

it('an alert of a site that a deployment has renamed is taken in, though nothing is known of it by that name', () => {
  const channel = onAirA();
  channel.group = groupOf({}, [site('A2', { attachment: 'site-A' }), site('B')]);
  channel.at(1_000, alert('set', '0', 1_000));
  expect(statusOf(channel, 'A2')).toBe('suspect');
});

describe('an alarm of a site that is over before its arrival is heard of', () => {
  it('stays over when its SET is delivered after that', () => {
    const channel = onAirA(groupOf({ prepareStandby: true }));
    channel.flows(true, 'B', 0);
    channel.at(60_000, seenOn('A', 60_000));
    expect(channel.state.prepared).toMatchObject({ site: 'B' });
    const named = (alarmState: 'set' | 'cleared', pipeline: '0' | '1', atMs: number): Happening => ({
      ...alert(alarmState, pipeline, atMs, `named-${pipeline}`),
      ...{ message: 'Stopped receiving network data on [site-B]' },
    });
    // Somebody else has moved it to B, and no event has said so.
    channel.both(75_100, (pipeline) => named('cleared', pipeline, 75_000));
    channel.at(80_000, seenOn('B', 80_000));
    channel.both(110_000, (pipeline) => named('set', pipeline, 72_000));
    channel.at(120_000, timer());
    expect(statusOf(channel, 'B')).toBe('healthy');
    expect(switchesOf(channel)).toEqual([]);
  });
});
