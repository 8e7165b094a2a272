// Before an automatic failover MediaLive itself is asked, once; a healthy channel costs no call.
import { describe, expect, it } from '@jest/globals';
import type { Answers } from '../../core/model/event.ts';
import { listed, observed, seenOn, snapshot } from './support/answers.ts';
import type { Channel } from './support/channel.ts';
import { groupOf } from './support/groups.ts';
import { alert, change, channelState, flow, outcome, timer } from './support/happenings.ts';
import { spoken, statusOf, switchesOf } from './support/readings.ts';
import { onAirA } from './support/stories.ts';

const onA = { '0': 'A', '1': 'A' } as const;

/** Both pipelines raised their alarm at 0 s: the windows end at 1 s + 3 s at the latest. */
function aboutToFail(group = groupOf()): Channel {
  const channel = onAirA(group);
  channel.both(0, (pipeline) => alert('set', pipeline, 0));
  return channel;
}

const answered = (alerts: NonNullable<Answers['alerts']>) => ({ ...timer(), answers: { alerts } });

describe('the second look', () => {
  it('is taken when a failover would follow, and not before', () => {
    const channel = aboutToFail();
    expect(channel.inquiryAt(2_999, timer())).toEqual({ channel: false, alerts: false });
    expect(channel.inquiryAt(3_000, timer())).toEqual({ channel: false, alerts: true });
  });

  it('is not taken where the policy does without', () => {
    const channel = aboutToFail(groupOf({ secondLook: false }));
    expect(channel.inquiryAt(3_000, timer())).toEqual({ channel: false, alerts: false });
  });

  it('that shows the alarms confirms the loss', () => {
    const channel = aboutToFail();
    expect(spoken(channel.at(3_000, answered([listed('0', 0), listed('1', 0)])))).toEqual([
      'failover/switch',
    ]);
  });

  it('that shows none contradicts it: the channel stays', () => {
    const channel = aboutToFail();
    channel.at(3_000, answered([]));
    expect(switchesOf(channel)).toEqual([]);
    expect([statusOf(channel, 'A', '0'), statusOf(channel, 'A', '1')]).toEqual(['healthy', 'healthy']);
  });

  it('that shows one of the two leaves the site degraded', () => {
    const channel = aboutToFail();
    expect(spoken(channel.at(3_000, answered([listed('1', 0)])))).toEqual([
      'second-look/noted',
      'degraded/noted',
    ]);
    expect(switchesOf(channel)).toEqual([]);
  });

  it('that is not answered in time blocks nothing: the events decide', () => {
    const channel = aboutToFail();
    expect(spoken(channel.at(3_000, answered('unavailable')))).toEqual([
      'second-look/none',
      'failover/switch',
    ]);
  });

  it('that contradicted is overtaken by a new alarm', () => {
    const channel = aboutToFail();
    channel.at(3_000, answered([]));
    channel.both(5_000, (pipeline) => alert('set', pipeline, 5_000, `new-${pipeline}`));
    channel.at(9_000, answered([listed('0', 5_000, 'new-0'), listed('1', 5_000, 'new-1')]));
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it("overrules MediaConnect's word on one pipeline, and leaves that of MediaLive on the other", () => {
    const channel = onAirA();
    channel.at(0, flow(false, 'A', '0', 0));
    channel.at(0, alert('set', '1', 0));
    expect(spoken(channel.at(4_000, answered([listed('1', 0)])))).toEqual(['degraded/noted']);
  });
});

describe('without a second look', () => {
  const disconnected = () => {
    const channel = onAirA(groupOf({ secondLook: false }));
    channel.at(0, flow(false, 'A', '0', 0));
    channel.at(4_000, timer());
    return channel;
  };

  it("MediaConnect's word alone takes a pipeline down", () => {
    const channel = disconnected();
    channel.at(20_000, channelState('STOPPED', 20_000, '1'));
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it("MediaConnect's word alone is not believed once a list, young enough, has shown no alarm", () => {
    const channel = disconnected();
    channel.at(60_100, observed({ channel: snapshot(60_000, onA), alerts: [] }));
    channel.at(70_000, channelState('STOPPED', 70_000, '1'));
    expect(switchesOf(channel)).toEqual([]);
  });

  it('is a list of the moment no contradiction: it may lag behind', () => {
    const channel = disconnected();
    channel.at(20_100, observed({ channel: snapshot(20_000, onA), alerts: [] }));
    channel.at(25_000, channelState('STOPPED', 25_000, '1'));
    expect(switchesOf(channel)).toEqual(['site-B']);
  });
});

describe('what is asked', () => {
  it('for an event that brings its answers, is nothing', () => {
    const channel = aboutToFail();
    expect(channel.inquiryAt(4_000, answered([]))).toEqual({ channel: false, alerts: false });
  });

  it('for an observation without answers, is everything', () => {
    const channel = onAirA();
    expect(channel.inquiryAt(0, { type: 'observation' })).toEqual({ channel: true, alerts: true });
    expect(channel.inquiryAt(0, seenOn('A', 0))).toEqual({ channel: false, alerts: false });
  });

  it.each([
    ['an input change', change('0', 'A', 0)],
    ['a report of a flow', flow(true, 'B', '0', 0)],
    ['an alert', alert('set', '0', 0)],
    ['an outcome', outcome()],
    ['a timer', timer()],
  ])('for %s on a healthy channel, is nothing', (_what, event) => {
    expect(onAirA().inquiryAt(0, event)).toEqual({ channel: false, alerts: false });
  });
});
