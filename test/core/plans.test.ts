// A plan is looked at again before its time: it does not carry a channel onto a site that is known to be lost.
import { describe, expect, it } from '@jest/globals';
import type { Transition } from '../../core/transition.ts';
import { listed, snapshot } from './support/answers.ts';
import type { Channel } from './support/channel.ts';
import { groupOf, site, threeSites } from './support/groups.ts';
import { flow, noon, outcome, timer } from './support/happenings.ts';
import { cancelPlan, switchTo } from './support/orders.ts';
import { noteIn, spoken, switchesOf, timerOf, told } from './support/readings.ts';
import { answerCancel, lose, onAirA } from './support/stories.ts';

const hourMs = 3_600_000;

function planned(changes: Parameters<typeof switchTo>[1] = {}): Channel {
  const channel = onAirA(threeSites());
  channel.at(0, switchTo('B', { at: noon + hourMs, ...changes }));
  channel.schedule(100, hourMs);
  return channel;
}

function disconnect(channel: Channel, name: string, atMs: number): Transition {
  channel.flows(false, name, atMs);
  return channel.at(atMs + 4_000, timer());
}

const cancels = (channel: Channel) =>
  channel.steps.flatMap(({ effects }) => effects.filter(({ type }) => type === 'cancel-switch'));
describe('a plan whose target goes down', () => {
  it('is told of at once, and once', () => {
    const channel = planned();
    const down = disconnect(channel, 'B', 10_000);
    expect(told(down)).toContain('plan-warning');
    expect(noteIn(down, 'plan-warning')?.reason).toBe(
      'B is down, and planned-1-B-20261121T120000Z is to go there at 2026-11-21T13:00:00.000Z. It is withdrawn a minute before, unless B is healthy by then.',
    );
    expect(told(channel.at(20_000, timer()))).toEqual([]);
  });

  it('is told of again when it goes down again', () => {
    const channel = planned();
    disconnect(channel, 'B', 10_000);
    channel.flows(true, 'B', 20_000);
    channel.at(40_000, timer());
    expect(channel.state.planned?.warned).toBeUndefined();
    expect(told(disconnect(channel, 'B', 50_000))).toContain('plan-warning');
  });

  it('is withdrawn though it is on air and lost, where a failover is in flight to one that is well', () => {
    const channel = onAirA();
    channel.at(0, switchTo('A', { at: noon + 50_000 }));
    channel.schedule(100, 50_000);
    lose(channel, 10_000);
    expect(cancels(channel)).toEqual([]);
    channel.schedule(14_100, 29_600);
    expect(cancels(channel)).toHaveLength(1);
    expect(told(answerCancel(channel, 15_000))).toContain('plan-withdrawn');
  });

  it('in the decision that orders it is not put into the schedule at all', () => {
    const channel = onAirA(groupOf({ failoverOn: 'any-pipeline' }));
    const order = switchTo('A', { at: noon + 50_000 });
    const ordered = channel.at(1_000, { ...order, answers: { alerts: [listed('1', -60_000)] } });
    expect(spoken(ordered)).toContain('plan/noted');
    const names = ordered.effects.map((effect) =>
      effect.type === 'schedule-switch' ? effect.actionName : '',
    );
    expect(names.filter((name) => name.startsWith('planned-'))).toEqual([]);
    expect(names.filter((name) => name.startsWith('failover-'))).toHaveLength(1);
  });

  it('is withdrawn a minute before its time, and people are told', () => {
    const channel = planned();
    disconnect(channel, 'B', 10_000);
    expect(timerOf(channel, 'planned')).toBe(hourMs - 60_000);
    channel.at(hourMs - 60_001, timer());
    expect(cancels(channel)).toEqual([]);
    expect(spoken(channel.at(hourMs - 60_000, timer('planned')))).toContain('plan/noted');
    expect(cancels(channel)).toHaveLength(1);
    expect(told(answerCancel(channel, hourMs - 59_000))).toContain('plan-withdrawn');
    expect(channel.state.planned).toBeNull();
    channel.at(hourMs + 60_000, timer());
    expect(channel.state.switch).toBeNull();
  });

  it('goes on where it is healthy by then', () => {
    const channel = planned();
    disconnect(channel, 'B', 10_000);
    channel.flows(true, 'B', 20_000);
    channel.at(40_000, timer());
    channel.at(hourMs - 60_000, timer('planned'));
    expect(cancels(channel)).toEqual([]);
  });

  it('is withdrawn in the last minute as well, up to the last moment', () => {
    const channel = planned();
    channel.both(hourMs - 20_500, (pipeline) => flow(false, 'B', pipeline, hourMs - 20_500));
    expect(timerOf(channel, 'planned')).toBe(hourMs - 17_500);
    channel.at(hourMs - 16_500, timer('planned'));
    expect(cancels(channel)).toHaveLength(1);
  });

  it('is carried out where an operator insists', () => {
    const channel = planned({ force: true });
    disconnect(channel, 'B', 10_000);
    channel.at(hourMs - 60_000, timer('planned'));
    expect(cancels(channel)).toEqual([]);
  });

  it('is carried out where what is on air is down as well', () => {
    const channel = planned();
    channel.group = groupOf({ budget: { switches: 0, withinMs: hourMs }, lastResortMs: null }, [
      site('A'),
      site('B'),
    ]);
    lose(channel, 1_000);
    disconnect(channel, 'B', 10_000);
    channel.at(hourMs - 60_000, timer('planned'));
    expect(cancels(channel)).toEqual([]);
  });
});

describe('a plan that is cancelled', () => {
  it('before MediaLive has it is never put into the schedule', () => {
    const channel = onAirA();
    channel.at(0, switchTo('B', { at: noon + hourMs }));
    const effectId = channel.owedSwitch?.id ?? '';
    channel.at(100, outcome({ effectId, result: 'postponed', message: '429' }));
    channel.at(1_000, cancelPlan);
    expect(channel.owedSwitch).toBeUndefined();
    expect(told(answerCancel(channel, 1_200))).toEqual(['plan-cancelled']);
  });

  it('before MediaLive is known to have it is taken out once more, in case somebody was at work on it', () => {
    const channel = onAirA();
    channel.at(0, switchTo('B', { at: noon + hourMs }));
    channel.at(1_000, cancelPlan);
    answerCancel(channel, 1_200);
    expect(timerOf(channel, 'planned')).toBe(31_000);
    channel.at(31_000, timer('planned'));
    expect(cancels(channel)).toHaveLength(2);
    expect(spoken(answerCancel(channel, 31_200))).toContain('plan/none');
    expect(channel.state.planned).toBeNull();
    channel.at(hourMs, timer());
    expect(cancels(channel)).toHaveLength(2);
  });

  it('is never in flight, though MediaLive has not answered by 15 s before its time', () => {
    const channel = planned();
    channel.at(hourMs - 15_300, cancelPlan);
    channel.at(hourMs - 15_000, timer('planned'));
    answerCancel(channel, hourMs - 14_800);
    expect(channel.state).toMatchObject({ switch: null, planned: null });
    channel.at(hourMs + 60_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('does not keep automation from a failover meanwhile', () => {
    const channel = planned();
    channel.at(1_000, cancelPlan);
    answerCancel(channel, 1_200);
    lose(channel, 10_000);
    expect(channel.state.switch).toMatchObject({ kind: 'failover' });
  });

  it('makes room for another', () => {
    const channel = onAirA();
    channel.at(0, switchTo('B', { at: noon + hourMs }));
    channel.at(1_000, cancelPlan);
    expect(spoken(channel.at(2_000, switchTo('B', { at: noon + 2 * hourMs })))).toEqual(['command/switch']);
  });

  it('by automation may be cancelled by the operator as well', () => {
    const channel = planned();
    disconnect(channel, 'B', 10_000);
    channel.at(hourMs - 60_000, timer('planned'));
    channel.at(hourMs - 59_900, cancelPlan);
    expect(channel.state.planned?.withdrawal?.by).toBe('operator');
  });
});

describe('a cancellation in the last 15 seconds', () => {
  it('says that it is too late, when the switch starts, and how to undo it', () => {
    const channel = planned();
    channel.at(hourMs - 15_000, timer('planned'));
    expect(channel.at(hourMs - 9_000, cancelPlan).decisions[0].why).toBe(
      'Too late: the switch to B starts in 9 s, and MediaLive no longer lets go of what starts in less than 15 s. To undo it, switch to A once the channel is on B.',
    );
  });

  it('says so where nobody has looked since, and where the channel was apart when it was planned', () => {
    const channel = planned();
    channel.state = { ...channel.state, planned: { ...(channel.state.planned ?? never()), from: null } };
    expect(channel.at(hourMs - 9_000, cancelPlan).decisions.at(-1)?.why).not.toContain('To undo it');
  });
});

describe('a plan to where the channel is already', () => {
  it('is done when its time has come, and not before', () => {
    const channel = planned();
    lose(channel, 10_000);
    channel.schedule(14_100, 29_600);
    channel.arrive(30_000, 'B');
    const due = channel.at(hourMs - 15_000, timer('planned'));
    expect(due.decisions[0].why).toContain('where the channel is already');
    expect(told(due)).not.toContain('switch-completed');
    expect(timerOf(channel, 'verify')).toBe(hourMs);
    const seen = { channel: snapshot(hourMs, { '0': 'B', '1': 'B' }) };
    expect(told(channel.at(hourMs, { ...timer('verify'), answers: seen }))).toContain('switch-completed');
  });
});

function never(): never {
  throw new Error('There is a plan.');
}

it('a plan that is taken out for the second time is not taken out for a third, however long MediaLive does not answer', () => {
  const channel = onAirA();
  channel.at(0, switchTo('B', { at: noon + hourMs }));
  channel.at(1_000, cancelPlan);
  answerCancel(channel, 1_200);
  channel.at(31_000, timer('planned'));
  channel.at(120_000, timer());
  expect(cancels(channel)).toHaveLength(2);
});
