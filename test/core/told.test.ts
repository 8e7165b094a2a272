// What people are told, and that nothing is kept from them: a worse loss, a spent budget, a stopped channel, who holds what.
import { describe, expect, it } from '@jest/globals';
import { pipelineIds } from '../../core/model/group.ts';
import { listed, seenOn, snapshot } from './support/answers.ts';
import type { Channel } from './support/channel.ts';
import { groupOf, site } from './support/groups.ts';
import { alert, change, channelState, noon, outcome, timer } from './support/happenings.ts';
import { holdFor, release, switchTo } from './support/orders.ts';
import { noteIn, spoken, switchesOf, told } from './support/readings.ts';
import { failedOver, leavingA, lose, onAirA, recoveredA } from './support/stories.ts';

const both = (atMs: number) => pipelineIds.map((pipeline) => listed(pipeline, atMs));

describe('a switch', () => {
  it('that has only been ordered is told with its target, and with what is on air still', () => {
    const channel = onAirA();
    expect(noteIn(lose(channel, 0), 'switch-started')).toMatchObject({
      original: 'A',
      current: 'A',
      target: 'B',
    });
    const planned = onAirA();
    const plan = planned.at(0, switchTo('B', { at: noon + 3_600_000 }));
    expect(noteIn(plan, 'switch-started')).toMatchObject({ original: 'A', current: 'A', target: 'B' });
  });

  it('that is done is told with what it left and what is on air', () => {
    const channel = failedOver();
    const done = channel.steps.find((step) => told(step).includes('switch-completed'));
    const note = done && noteIn(done, 'switch-completed');
    expect(note).toMatchObject({ original: 'A', current: 'B' });
    expect(note?.target).toBeUndefined();
  });

  it('by an operator is written down with who ordered it and why', () => {
    const channel = onAirA();
    expect(channel.at(0, switchTo('B', { force: true })).decisions[0].evidence).toMatchObject({
      by: 'kim',
      reason: 'rehearsal',
      force: true,
    });
  });
});

describe('a failover that is prevented', () => {
  const held = (): Channel => {
    const channel = onAirA();
    channel.at(-1_000, holdFor(null));
    return channel;
  };

  it('is not told on the word of MediaConnect alone: MediaLive is asked first', () => {
    const channel = held();
    channel.flows(false, 'A', 0);
    expect(channel.inquiryAt(4_000, timer()).alerts).toBe(true);
    const asked = channel.at(4_000, { ...timer(), answers: { alerts: [] } });
    expect(told(asked)).toEqual([]);
    raise(channel, 300_000);
    const dark = channel.at(304_000, { ...timer(), answers: { alerts: both(300_000) } });
    expect(told(dark)).toEqual(['failover-prevented']);
  });

  it('is told again when more of the channel is lost', () => {
    const channel = onAirA(groupOf({ failoverOn: 'any-pipeline' }, [site('A')]));
    channel.at(0, alert('set', '1', 0));
    expect(told(channel.at(4_000, timer()))).toEqual(['failover-prevented']);
    expect(told(channel.at(60_000, timer()))).toEqual([]);
    channel.at(300_000, alert('set', '0', 300_000));
    expect(told(channel.at(304_000, timer()))).toEqual(['failover-prevented']);
  });

  it('is told once more for another reason, and not as a new outage', () => {
    const channel = held();
    lose(channel, 0);
    channel.flows(false, 'B', 10_000);
    channel.at(14_000, timer());
    const since = channel.state.incident?.since;
    expect(told(channel.at(20_000, release))).toContain('failover-prevented');
    expect(channel.state.incident).toMatchObject({ reason: 'no-target', since });
  });

  it('is told with until when a hold or a spent budget stands', () => {
    const channel = onAirA();
    channel.at(0, holdFor(600_000));
    expect(lose(channel, 1_000).decisions[0].why).toContain(
      'No failover: Held by kim until 2026-11-21T12:10:00.000Z: maintenance',
    );
  });

  it('and half returns is told as degraded', () => {
    const channel = held();
    lose(channel, 0);
    channel.at(20_000, alert('cleared', '0', 20_000, 'alarm-0-0'));
    const half = channel.at(31_000, timer());
    expect(channel.steps.slice(-2).flatMap(told)).toContain('degraded');
    expect(told(half)).not.toContain('recovered');
    expect(channel.state.incident).toMatchObject({ kind: 'degraded', down: 1 });
  });
});

function raise(channel: Channel, atMs: number): void {
  channel.both(atMs, (pipeline) => alert('set', pipeline, atMs));
}

describe('a channel', () => {
  it('that stops is told of, and so is its start', () => {
    const channel = onAirA();
    expect(told(channel.at(0, channelState('STOPPED', 0, '0')))).toEqual([]);
    const stopped = channel.at(1_000, channelState('STOPPED', 1_000, '1'));
    expect(told(stopped)).toEqual(['channel-stopped']);
    expect(told(channel.at(2_000, channelState('STOPPED', 2_000)))).toEqual([]);
    const seen = { channel: snapshot(60_000, { '0': 'A', '1': 'A' }) };
    expect(told(channel.at(60_000, { ...channelState('RUNNING', 59_000), answers: seen }))).toContain(
      'channel-started',
    );
  });

  it('that is first seen stopped is not told of', () => {
    const channel = onAirA();
    const { runs: _, ...state } = channel.state;
    channel.state = state;
    expect(told(channel.at(0, channelState('STOPPED', 0)))).toEqual([]);
  });

  it('that is well again is not told as recovered while a switch leaves it all the same', () => {
    const channel = leavingA();
    channel.both(6_000, (pipeline) => alert('cleared', pipeline, 6_000, `alarm-${pipeline}-0`));
    channel.at(17_000, timer());
    expect(channel.steps.flatMap(told)).not.toContain('recovered');
  });
});

describe('a release', () => {
  const groupHold = { by: 'lee', reason: 'live show', at: noon, until: null };

  it('says who holds the channel still', () => {
    const channel = onAirA({ ...groupOf(), hold: groupHold });
    channel.at(0, holdFor(null));
    expect(channel.at(1_000, release).decisions[0].why).toBe(
      'kim hands the channel back to automation: all clear The group news is still held by lee: live show',
    );
  });

  it('of what is not held is refused, and nobody is told', () => {
    const channel = onAirA();
    channel.at(0, release);
    const again = channel.at(1_000, release);
    expect(spoken(again)).toEqual(['command/refused']);
    expect(told(again)).toEqual([]);
  });
});

describe('the budget', () => {
  /** Out, and back again at 116 s. */
  const outAndBack = (): Channel => {
    const channel = recoveredA({ budget: { switches: 2, withinMs: 3_600_000 } });
    channel.at(100_000, timer('failback'));
    channel.schedule(100_100, 115_600);
    channel.arrive(116_000, 'A');
    return channel;
  };

  it('is not used up by a failback: the next loss is answered', () => {
    const channel = outAndBack();
    expect(channel.state.recentFailbacks).toHaveLength(1);
    lose(channel, 200_000);
    expect(switchesOf(channel)).toEqual(['site-B', 'site-A', 'site-B']);
  });

  it('that is spent, failbacks included, puts the next failback off, and the log says so', () => {
    const channel = outAndBack();
    lose(channel, 200_000);
    channel.schedule(204_100, 219_600);
    channel.arrive(220_000, 'B');
    channel.flows(false, 'A', 230_000);
    channel.flows(true, 'A', 240_000);
    channel.at(250_000, timer());
    const waits = channel.at(310_000, timer('failback'));
    expect(waits.decisions[0].why).toContain(
      'The failback to A waits for 3 automatic switches within 3600 s',
    );
    expect(switchesOf(channel)).toHaveLength(3);
  });
});

it('a failback that MediaLive refuses twice places no hold: the next loss is answered, the next failback waits', () => {
  const channel = recoveredA();
  channel.at(100_000, timer('failback'));
  for (const atMs of [100_100, 100_200]) {
    const effectId = channel.owedSwitch?.id ?? '';
    channel.at(atMs, outcome({ effectId, result: 'refused', message: 'no' }));
  }
  expect(channel.state.hold).toBeNull();
  expect(channel.state.failbackAfter).toBe(noon + 100_200 + 3_600_000);
  channel.at(200_000, seenOn('B', 200_000));
  expect(
    channel.steps
      .at(-1)
      ?.decisions.map(({ why }) => why)
      .join(),
  ).not.toContain('failback-3');
  lose(channel, 210_000);
  expect(channel.state.switch).toMatchObject({ kind: 'failover' });
});

it('messages name times in the order in which they were decided, whatever the clock of the function', () => {
  const channel = onAirA();
  const started = noteIn(lose(channel, 0), 'switch-started');
  channel.schedule(4_000, 4_000);
  channel.at(3_700, change('0', 'B', 3_000));
  const done = noteIn(channel.at(3_700, change('1', 'B', 3_000)), 'switch-completed');
  expect(Number(done?.at)).toBeGreaterThan(Number(started?.at));
});
