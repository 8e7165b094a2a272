// MediaConnect's word: the only witness of a standby, and a second witness on air where the policy lets it count.
import { describe, expect, it } from '@jest/globals';
import type { FlowHealthEvent } from '../../core/model/event.ts';
import { groupOf, policy, site, unwatchedSite } from './support/groups.ts';
import { channelState, flow, noon, timer } from './support/happenings.ts';
import { decisionOf, spoken, statusOf, switchesOf, timerOf } from './support/readings.ts';
import { failedOver, lose, onAirA } from './support/stories.ts';
const source: FlowHealthEvent = {
  type: 'flow-health',
  at: noon + 1_000,
  site: 'B',
  pipeline: '0',
  scope: 'source',
  connected: false,
};

describe('a standby', () => {
  it('is down when its flow has been disconnected for the window', () => {
    const channel = onAirA();
    channel.at(1_000, flow(false, 'B', '0', 1_000));
    expect(statusOf(channel, 'B')).toBe('suspect');
    channel.at(4_000, timer());
    expect(statusOf(channel, 'B')).toBe('down');
  });

  it('recovers with its flow, and is healthy after the clear window', () => {
    const channel = onAirA();
    channel.at(1_000, flow(false, 'B', '0', 1_000));
    channel.at(4_000, timer());
    channel.at(20_000, flow(true, 'B', '0', 20_000));
    expect(statusOf(channel, 'B')).toBe('recovering');
    channel.at(30_000, timer());
    expect(statusOf(channel, 'B')).toBe('healthy');
  });

  it('is well from the time of the report on, where the clock of the receiver is behind', () => {
    const channel = onAirA();
    channel.at(1_000, flow(false, 'B', '0', 1_000));
    channel.at(4_000, timer());
    channel.at(19_600, flow(true, 'B', '0', 20_000));
    channel.at(29_999, timer());
    expect(statusOf(channel, 'B')).toBe('recovering');
    channel.at(30_000, timer());
    expect(statusOf(channel, 'B')).toBe('healthy');
  });

  it('of which MediaConnect never spoke is unknown, and never down', () => {
    const channel = onAirA(groupOf({}, [site('A'), unwatchedSite('B')]));
    channel.at(3_600_000, timer());
    expect(statusOf(channel, 'B')).toBe('unknown');
  });
});

describe('reports of a flow', () => {
  it('that are older than what is known are dropped', () => {
    const channel = onAirA();
    channel.at(2_000, flow(true, 'B', '0', 2_000));
    expect(spoken(channel.at(2_500, flow(false, 'B', '0', 1_000)))).toEqual(['stale-evidence/none']);
    expect(statusOf(channel, 'B')).toBe('healthy');
  });

  it('that repeat what is known do not start the window again', () => {
    const channel = onAirA();
    channel.at(1_000, flow(false, 'B', '0', 1_000));
    expect(spoken(channel.at(3_000, flow(false, 'B', '0', 3_000)))).toEqual(['evidence/none']);
    expect(timerOf(channel, 'health')).toBe(4_000);
  });

  it('about the only source are about the flow', () => {
    const channel = onAirA();
    channel.at(1_000, source);
    expect(statusOf(channel, 'B')).toBe('suspect');
  });

  it.each(['B', 'nowhere'])('that the group does not know are recorded only (%s)', (name) => {
    const channel = onAirA(groupOf({}, [site('A'), unwatchedSite('B')]));
    expect(spoken(channel.at(1_000, flow(false, name, '0', 1_000)))).toEqual(['unwatched/none']);
  });
});

describe('on air', () => {
  it('the loss of both flows is a loss where the policy lets it count', () => {
    const channel = onAirA();
    channel.flows(false, 'A', 1_000);
    const confirmed = channel.at(4_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
    expect(decisionOf(confirmed, 'failover')?.why).toContain('MediaConnect flow disconnected');
  });

  it('has its window from the arrival, whatever was said before it', () => {
    const channel = onAirA(groupOf({ secondLook: false }));
    channel.flows(false, 'B', 1_000);
    channel.at(10_000, timer());
    channel.arrive(20_000, 'B');
    expect(switchesOf(channel)).toEqual([]);
    expect(statusOf(channel, 'B')).toBe('suspect');
    expect(timerOf(channel, 'health')).toBe(23_000);
    channel.at(23_000, timer());
    expect(switchesOf(channel)).toEqual(['site-A']);
  });

  it('has its window from the start of the channel, and MediaLive is not asked before', () => {
    const channel = onAirA();
    channel.both(1_000, (pipeline) => channelState('STOPPED', 1_000, pipeline));
    channel.flows(false, 'A', 2_000);
    channel.at(10_000, timer());
    const started = channel.inquiryAt(20_000, channelState('RUNNING', 20_000, '0'));
    expect(started).toEqual({ channel: true, alerts: false });
    channel.both(20_000, (pipeline) => channelState('RUNNING', 20_000, pipeline));
    expect(timerOf(channel, 'health')).toBe(23_000);
    expect(channel.inquiryAt(23_000, timer())).toEqual({ channel: false, alerts: true });
  });

  it('the loss of both flows is nothing where the policy does not', () => {
    const channel = onAirA(
      groupOf({
        flow: { confirmMs: 3_000, clearMs: 10_000, countsOnAir: false, maxAgeMs: policy.flow.maxAgeMs },
      }),
    );
    channel.flows(false, 'A', 1_000);
    channel.at(60_000, timer());
    expect(statusOf(channel, 'A')).toBe('healthy');
    expect(switchesOf(channel)).toEqual([]);
  });

  it('MediaLive overrules it: without an alarm of its own the site is not lost', () => {
    const channel = onAirA();
    channel.flows(false, 'A', 1_000);
    channel.at(4_000, { ...timer(), answers: { alerts: [] } });
    expect(switchesOf(channel)).toEqual([]);
  });

  it('MediaLive that does not answer does not overrule it', () => {
    const channel = onAirA();
    channel.flows(false, 'A', 1_000);
    channel.at(4_000, { ...timer(), answers: { alerts: 'unavailable' } });
    expect(switchesOf(channel)).toEqual(['site-B']);
  });
});

it('a loss is confirmed again on a later loss, after everything was well', () => {
  const channel = failedOver();
  channel.flows(false, 'A', 30_000);
  channel.flows(true, 'A', 60_000);
  channel.at(70_000, timer());
  lose(channel, 100_000);
  expect(switchesOf(channel)).toEqual(['site-B', 'site-A']);
});
