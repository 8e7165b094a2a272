// docs/state-machine.md says what is asked of MediaLive and when: its table is executed.
import { describe, expect, it } from '@jest/globals';
import type { Answers } from '../../core/model/event.ts';
import { column, plain, table } from './document-tables.ts';
import { listed, seenOn, snapshot } from './support/answers.ts';
import { Channel } from './support/channel.ts';
import { groupOf } from './support/groups.ts';
import { alert, change, channelState, noon, timer, type Happening } from './support/happenings.ts';
import { holdFor, switchTo } from './support/orders.ts';
import { leavingA, lostA, onAirA } from './support/stories.ts';

/** A channel, an event, and when it is decided on. */
type Asked = readonly [Channel, Happening, number];

const inquiryLines: Readonly<Record<string, () => Asked>> = {
  'a look, for which MediaLive has calls for both questions': () => [onAirA(), look(true, true), 0],
  "a look, for which it has calls for one, and it is the state's turn": () => [
    onAirA(),
    look(true, false),
    0,
  ],
  "a look, for which it has calls for one, and it is the alerts' turn": () => [
    onAirA(),
    look(false, true),
    0,
  ],
  'the reconciler tells of flows alone, or of what ListChannels said': () => [
    onAirA(),
    look(false, false),
    0,
  ],
  'a look has asked for the alerts alone, and a switch would be ordered': () => [
    lostBefore(),
    look(false, true, { askedAt: noon + 60_000, alerts: [listed('0', 0), listed('1', 0)] }),
    60_100,
  ],
  'a look has asked for the state alone, and a switch would be ordered': () => [
    lostBefore(),
    look(true, false, { askedAt: noon + 60_000, channel: snapshot(60_000, { '0': 'A', '1': 'A' }) }),
    60_100,
  ],
  'a failover would be ordered, and the policy wants a second look': () => [
    aboutToFail(true),
    timer(),
    4_000,
  ],
  'a failover would be ordered, and the policy does without': () => [aboutToFail(false), timer(), 4_000],
  'a failover would be told as prevented, and the policy wants a second look': () => {
    const channel = aboutToFail(true);
    channel.at(100, holdFor(null));
    return [channel, timer(), 4_000];
  },
  'a last resort would be ordered, and the policy wants a second look': () => {
    const channel = lostA(groupOf({ budget: { switches: 0, withinMs: 60_000 } }));
    return [channel, timer('last-resort'), 64_000];
  },
  'a switch would be ordered, or taken back, on answers that a message carries': () => {
    const channel = onAirA();
    channel.at(0, seenOn('A', 0, [listed('0', 0), listed('1', 0)]));
    return [channel, seenOn('A', 60_000, [listed('0', 0), listed('1', 0)]), 60_100];
  },
  'a switch has not shown by its deadline': () => {
    const channel = leavingA();
    return [channel, timer('verify'), 29_600];
  },
  'pipelines have been apart for divergence': () => {
    const channel = onAirA();
    channel.at(0, change('0', 'B', 0));
    return [channel, timer('divergence'), 5_000];
  },
  'a planned switch has had its time, and nothing was heard since': () => {
    const channel = onAirA();
    channel.at(0, switchTo('B', { at: noon + 60_000 }));
    channel.schedule(100, 60_000);
    return [channel, alert('set', '0', 90_000), 90_000];
  },
  'an alert on a pipeline that is not known to run, or on what': () => [
    new Channel(),
    alert('set', '0', 0),
    0,
  ],
  'an alert that names another input than the one on air or prepared': () => [
    onAirA(),
    { ...alert('set', '0', 0), message: 'Stopped receiving network data on [site-B]' } as Happening,
    0,
  ],
  'an alert of the second in which its pipeline arrived': () => {
    const channel = onAirA();
    channel.arrive(0, 'B');
    return [channel, alert('set', '0', 0), 400];
  },
  'an input change of the second in which its pipeline arrived somewhere else': () => {
    const channel = onAirA();
    channel.arrive(0, 'B');
    return [channel, change('0', 'A', 0), 400];
  },
  'a pipeline or channel has started': () => [onAirA(), channelState('RUNNING', 0, '0'), 0],
  'a pipeline has started that MediaLive has shown running since': () => {
    const channel = onAirA();
    channel.at(0, channelState('STOPPED', 0));
    const answers = { channel: snapshot(30_200, { '0': 'A', '1': 'A' }) };
    channel.at(30_250, { ...channelState('RUNNING', 30_000, '0'), answers });
    return [channel, channelState('RUNNING', 30_000, '1'), 30_400];
  },
  'DescribeChannel has answered, and with what it shows a failover would be ordered': () => {
    const channel = onAirA();
    channel.at(0, alert('set', '0', 0));
    channel.at(4_000, timer());
    const answers = { channel: snapshot(90_000, { '0': 'A' }) };
    return [channel, { ...channelState('RUNNING', 89_000, '0'), answers }, 90_000];
  },
  'a command on a channel that is not known, or where nothing runs': () => [new Channel(), switchTo('B'), 0],
  'anything else': () => [onAirA(), alert('set', '0', 0), 0],
};

/** A look with these questions, and what is known already. */
function look(channel: boolean, alerts: boolean, answers: Answers = {}): Happening {
  return { type: 'observation', ask: { channel, alerts }, answers };
}

/** On A, of which a look has shown a minute ago that it is lost on both pipelines. */
function lostBefore(): Channel {
  const channel = onAirA();
  channel.at(0, seenOn('A', 0, [listed('0', 0), listed('1', 0)]));
  return channel;
}

function aboutToFail(secondLook: boolean): Channel {
  const channel = onAirA(groupOf({ secondLook }));
  channel.both(0, (pipeline) => alert('set', pipeline, 0));
  return channel;
}

describe('the table of questions', () => {
  it('has a line for each that is executed here', () => {
    expect(column('inquiry')).toEqual(Object.keys(inquiryLines));
  });

  it.each(table('inquiry'))('%s: DescribeChannel %s, ListAlerts %s', (when, channelAsked, alertsAsked) => {
    const [channel, event, atMs] = inquiryLines[plain(when)]?.() ?? [new Channel(), timer(), 0];
    const yes = { channel: channelAsked === 'yes', alerts: alertsAsked === 'yes' };
    expect(channel.inquiryAt(atMs, event)).toEqual(yes);
  });
});
