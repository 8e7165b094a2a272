// People rely on the standby: they are told when it is lost or degraded, and when it is back.
import { describe, expect, it } from '@jest/globals';
import type { Notification } from '../../core/model/effect.ts';
import { protectionOf } from '../../core/protection.ts';
import type { Transition } from '../../core/transition.ts';
import { seenOn } from './support/answers.ts';
import { Channel } from './support/channel.ts';
import { groupOf, site, threeSites, unwatchedSite } from './support/groups.ts';
import { alert, change, channelState, flow, timer } from './support/happenings.ts';
import { holdFor } from './support/orders.ts';
import { told } from './support/readings.ts';
import { failedOver, lose, onAirA } from './support/stories.ts';

function reasonsOf({ effects }: Transition): readonly Notification['reason'][] {
  return effects.flatMap((effect) => (effect.type === 'notify' ? [effect.notification.reason] : []));
}

function disconnect(channel: Channel, name: string, atMs: number, ...of: readonly ('0' | '1')[]): Transition {
  for (const pipeline of of) channel.at(atMs, flow(false, name, pipeline, atMs));
  return channel.at(atMs + 4_000, timer());
}

function connect(channel: Channel, name: string, atMs: number): Transition {
  channel.flows(true, name, atMs);
  return channel.at(atMs + 10_000, timer());
}

describe('the loss of the only standby', () => {
  it('is told with its cause, once, and so is its return', () => {
    const channel = onAirA();
    const lost = disconnect(channel, 'B', 1_000, '0', '1');
    expect(told(lost)).toEqual(['standby-lost']);
    expect(reasonsOf(lost)).toEqual([
      'No standby is left, a loss could not be answered: B is down (MediaConnect flow disconnected).',
    ]);
    expect(told(channel.at(60_000, timer()))).toEqual([]);
    expect(channel.state.protection).toMatchObject({ level: 'none' });
    expect(told(connect(channel, 'B', 70_000))).toEqual(['standby-back']);
    expect(channel.state.protection).toMatchObject({ level: 'full', reason: 'B is healthy' });
  });

  it('of one of its pipelines is told as degraded', () => {
    const channel = onAirA();
    const half = disconnect(channel, 'B', 1_000, '0');
    expect(told(half)).toEqual(['standby-degraded']);
    expect(reasonsOf(half)[0]).toBe(
      'The standby is degraded: B is down (MediaConnect flow disconnected) on pipeline 0 and is healthy on pipeline 1.',
    );
    expect(told(disconnect(channel, 'B', 10_000, '1'))).toEqual(['standby-lost']);
  });

  it('is told where it is disabled', () => {
    const channel = onAirA();
    channel.group = groupOf({}, [site('A'), site('B', { available: false })]);
    const disabled = channel.at(1_000, timer());
    expect(told(disabled)).toEqual(['standby-lost']);
    expect(reasonsOf(disabled)[0]).toContain('B is disabled');
    channel.group = groupOf();
    expect(told(channel.at(2_000, timer()))).toEqual(['standby-back']);
  });

  it('is told under a hold as well', () => {
    const channel = onAirA();
    channel.at(0, holdFor(null));
    expect(told(disconnect(channel, 'B', 1_000, '0', '1'))).toEqual(['standby-lost']);
  });
});

describe('a standby that is lost while the site on air is lost', () => {
  it('is told once what is on air is well again, also where it was degraded before', () => {
    const channel = onAirA();
    channel.at(0, holdFor(null));
    expect(told(disconnect(channel, 'B', 1_000, '0'))).toEqual(['standby-degraded']);
    lose(channel, 10_000);
    expect(told(disconnect(channel, 'B', 20_000, '1'))).toEqual([]);
    channel.both(40_000, (pipeline) => alert('cleared', pipeline, 40_000, `alarm-${pipeline}-10000`));
    expect(channel.steps.flatMap(told).slice(2)).toEqual(['failover-prevented', 'degraded', 'standby-lost']);
  });
});

describe('a failover to the last site', () => {
  it('tells people that it was the last, and later that there is one again', () => {
    const channel = failedOver();
    expect(channel.steps.flatMap(told)).toEqual(['switch-started', 'switch-completed', 'standby-lost']);
    channel.at(30_000, timer());
    disconnect(channel, 'A', 40_000, '0', '1');
    expect(channel.steps.flatMap(told)).toHaveLength(3);
    expect(told(connect(channel, 'A', 60_000))).toEqual(['standby-back']);
  });

  it('says nothing of a standby where a third site is healthy', () => {
    const channel = failedOver(threeSites());
    expect(channel.steps.flatMap(told)).toEqual(['switch-started', 'switch-completed']);
  });
});

describe('nobody is told', () => {
  it('of one standby of two, and can read it', () => {
    const channel = onAirA(threeSites());
    expect(told(disconnect(channel, 'B', 1_000, '0', '1'))).toEqual([]);
    expect(channel.state.protection).toMatchObject({ level: 'full', reason: 'C is healthy' });
  });

  it('of a loss that is shorter than its window', () => {
    const channel = onAirA();
    channel.at(1_000, flow(false, 'B', '0', 1_000));
    channel.at(2_000, flow(true, 'B', '0', 2_000));
    const after = channel.at(60_000, timer());
    expect(told(after)).toEqual([]);
    expect(channel.steps.flatMap(told)).toEqual([]);
  });

  it('of a standby of which nothing is known', () => {
    const channel = onAirA(groupOf({}, [site('A'), unwatchedSite('B')]));
    channel.at(3_600_000, timer());
    expect(channel.state.protection).toMatchObject({ level: 'half', reason: 'B is unknown' });
    expect(channel.steps.flatMap(told)).toEqual([]);
  });

  it('of the standby while the site on air is lost: that nothing is left is told already', () => {
    const channel = onAirA();
    channel.at(0, holdFor(null));
    lose(channel, 1_000);
    expect(told(disconnect(channel, 'B', 10_000, '0', '1'))).not.toContain('standby-lost');
  });
});

describe('protection', () => {
  it('cannot be told of a channel that does not run, is apart or is nowhere', () => {
    expect(protectionOf(new Channel().state, groupOf())).toBeNull();
    const stopped = onAirA();
    stopped.at(0, channelState('STOPPED', 0));
    expect(protectionOf(stopped.state, stopped.group)).toBeNull();
    const apart = onAirA();
    apart.at(0, change('0', 'B', 0));
    expect(protectionOf(apart.state, apart.group)).toBeNull();
  });

  it('is none in a group of one site', () => {
    const channel = onAirA(groupOf({}, [site('A')]));
    expect(protectionOf(channel.state, channel.group)).toEqual({ level: 'none', reason: '' });
  });

  it('keeps the time since when it is as it is', () => {
    const channel = onAirA();
    const before = channel.state.protection?.since;
    channel.at(60_000, seenOn('A', 60_000));
    expect(channel.state.protection?.since).toBe(before);
  });
});
