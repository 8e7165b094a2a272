// A switch of automation's that lies ahead and is wanted no more is taken out of the schedule, while MediaLive lets go of it.
import { describe, expect, it } from '@jest/globals';
import type { Transition } from '../../core/transition.ts';
import type { Channel } from './support/channel.ts';
import { groupOf, policy, threeSites } from './support/groups.ts';
import { alert, change, noon, outcome, timer } from './support/happenings.ts';
import { cancelPlan, holdFor, switchTo } from './support/orders.ts';
import { spoken, statusOf, switchesOf, timerOf, told } from './support/readings.ts';
import { answerCancel, lostA, onAirA } from './support/stories.ts';

const minuteMs = 60_000;

/** A failover to B, ordered at 4 s with a lead of a minute, and taken in by MediaLive. */
function accepted(leadMs = minuteMs): Channel {
  const start = { type: 'fixed', leadMs } as const;
  const channel = lostA(threeSites({ start }));
  channel.schedule(4_100, 4_100 + leadMs);
  return channel;
}

function mend(channel: Channel, atMs: number): Transition {
  channel.both(atMs, (pipeline) => alert('cleared', pipeline, atMs, `alarm-${pipeline}-0`));
  return channel.at(atMs + 11_000, timer());
}

const cancelsIn = ({ effects }: Transition) => effects.filter((effect) => effect.type === 'cancel-switch');

describe('an automatic switch is taken back', () => {
  it('when the site that it leaves is healthy again, and people are told', () => {
    const channel = accepted();
    const back = mend(channel, 10_000);
    expect(spoken(back)).toContain('withdrawal/noted');
    expect(cancelsIn(back).map(({ actionName }) => actionName)).toEqual(['failover-1-B-20261121T120004Z']);
    expect(channel.state.switch).toMatchObject({ withdrawal: { by: 'automation' } });
    const done = answerCancel(channel, 21_200, 'done');
    expect(told(done)).toContain('switch-withdrawn');
    expect(channel.state).toMatchObject({ switch: null, recentSwitches: [], incident: null });
  });

  it('when a hold is placed, though the site is still lost', () => {
    const channel = accepted();
    const held = channel.at(10_000, holdFor(null));
    expect(spoken(held)).toContain('withdrawal/noted');
    expect(told(answerCancel(channel, 10_200, 'done'))).toEqual(['switch-withdrawn', 'failover-prevented']);
    expect(channel.state.switch).toBeNull();
  });

  it('when its target dies, and another is chosen', () => {
    const channel = accepted();
    channel.flows(false, 'B', 10_000);
    expect(spoken(channel.at(14_000, timer()))).toContain('withdrawal/noted');
    answerCancel(channel, 14_200, 'done');
    expect(switchesOf(channel)).toEqual(['site-B', 'site-C']);
  });

  it('at the last moment, when the site is on its way back', () => {
    const channel = accepted();
    expect(timerOf(channel, 'verify')).toBe(4_100 + minuteMs - 17_500);
    channel.both(45_000, (pipeline) => alert('cleared', pipeline, 45_000, `alarm-${pipeline}-0`));
    expect(statusOf(channel, 'A')).toBe('recovering');
    expect(spoken(channel.at(46_600, timer('verify')))).toContain('withdrawal/noted');
  });
});

describe('it is not taken back', () => {
  it('where MediaLive no longer lets go of it', () => {
    const channel = accepted();
    channel.at(48_200, holdFor(null));
    expect(channel.state.switch?.withdrawal).toBeUndefined();
    expect(channel.steps.flatMap(cancelsIn)).toEqual([]);
  });

  it('with the shortest lead there is', () => {
    const channel = accepted(15_500);
    channel.at(5_000, holdFor(null));
    expect(channel.steps.flatMap(cancelsIn)).toEqual([]);
  });

  it('where an operator has ordered it', () => {
    const channel = onAirA(groupOf({ start: { type: 'fixed', leadMs: minuteMs } }));
    channel.at(0, switchTo('B'));
    channel.schedule(100, minuteMs);
    channel.at(1_000, holdFor(null));
    channel.flows(false, 'B', 2_000);
    channel.at(6_000, timer());
    expect(channel.state.switch?.withdrawal).toBeUndefined();
  });

  it('while the site that it leaves is only half back', () => {
    const channel = accepted();
    channel.at(10_000, alert('cleared', '0', 10_000, 'alarm-0-0'));
    channel.at(21_000, timer());
    expect(channel.state.switch?.withdrawal).toBeUndefined();
  });

  it('while MediaConnect says of the site that nothing arrives, also where its word does not count on air', () => {
    const flowPolicy = { ...policy.flow, countsOnAir: false };
    const channel = lostA(groupOf({ start: { type: 'fixed', leadMs: minuteMs }, flow: flowPolicy }));
    channel.schedule(4_100, 64_000);
    channel.flows(false, 'A', 9_000);
    mend(channel, 10_000);
    expect(statusOf(channel, 'A')).toBe('healthy');
    expect(channel.state.switch?.withdrawal).toBeUndefined();
  });

  it('where MediaLive refuses: it happens, and people are warned', () => {
    const channel = accepted();
    mend(channel, 10_000);
    const refused = answerCancel(channel, 21_200, 'refused');
    expect(told(refused)).toContain('plan-warning');
    expect(channel.state.switch?.withdrawal).toBeUndefined();
    channel.arrive(65_000, 'B');
    expect(channel.state).toMatchObject({ switch: null, intended: { group: 'B', by: 'automation' } });
  });
});

describe('an order that is on its way to MediaLive', () => {
  it('is left alone by a hold, as nobody knows whether it is there: it is withdrawn once it is', () => {
    const channel = lostA(groupOf({ start: { type: 'fixed', leadMs: minuteMs } }));
    channel.at(4_500, holdFor(null));
    expect(channel.state.switch).toMatchObject({ to: 'B', accepted: false });
    expect(channel.owedSwitch?.attachment).toBe('site-B');
    const effectId = channel.owedSwitch?.id ?? '';
    const taken = channel.at(4_900, outcome({ effectId, result: 'scheduled', startAt: noon + 64_000 }));
    expect(spoken(taken)).toEqual(['verification/noted', 'withdrawal/noted', 'in-flight/none']);
    expect(cancelsIn(taken)).toHaveLength(1);
  });

  it('that a hold strikes off is taken out of the schedule all the same: only the answer may have been lost', () => {
    const channel = lostA();
    const actionName = channel.owedSwitch?.actionName;
    const held = channel.at(20_000, holdFor(null));
    expect(channel.state.switch).toBeNull();
    expect(cancelsIn(held).map((effect) => effect.actionName)).toEqual([actionName]);
  });

  it('that was struck off and is then found to be in the schedule is taken out again', () => {
    const channel = lostA();
    const owed = channel.owedSwitch;
    const actionName = owed?.actionName ?? '';
    channel.at(20_000, holdFor(null));
    expect(channel.state.switch).toBeNull();
    const late = channel.at(
      20_500,
      outcome({ effectId: owed?.id ?? '', result: 'scheduled', startAt: noon + 36_000, actionName }),
    );
    expect(spoken(late)).toContain('withdrawal/noted');
    expect(cancelsIn(late).map((effect) => effect.actionName)).toEqual([actionName]);
    expect(spoken(answerCancel(channel, 21_000, 'done'))).toContain('command/noted');
  });

  it('that is struck off and could not be taken out again is told as refused', () => {
    const channel = lostA();
    const owed = channel.owedSwitch;
    channel.at(20_000, holdFor(null));
    const actionName = owed?.actionName ?? '';
    const startAt = noon + 30_000;
    channel.at(20_500, outcome({ effectId: owed?.id ?? '', result: 'scheduled', startAt, actionName }));
    expect(spoken(answerCancel(channel, 21_000, 'refused'))).toContain('command/refused');
  });

  it('that has ended before its answer is known is left alone: MediaLive does not let go of what has started', () => {
    const channel = lostA(groupOf({ start: { type: 'immediate' } }));
    const { id = '', actionName = '' } = channel.owedSwitch ?? {};
    channel.both(4_300, (pipeline) => change(pipeline, 'B', 4_200, actionName));
    expect(channel.state.switch).toBeNull();
    const known = outcome({ effectId: id, result: 'scheduled', startAt: noon + 4_100, actionName });
    expect(spoken(channel.at(4_500, known))).toEqual(['outbox/none']);
  });

  it('is in the schedule where MediaLive does not let go of it: it is waited for', () => {
    const channel = onAirA();
    channel.at(0, switchTo('B', { at: noon + 60_000 }));
    channel.at(44_000, cancelPlan);
    answerCancel(channel, 45_200, 'refused');
    expect(channel.state.switch).toMatchObject({ accepted: true, stays: true });
  });

  it('and is still wanted is left in the schedule, however late its outcome', () => {
    const channel = accepted();
    const actionName = channel.state.switch?.actionName ?? '';
    const again = channel.at(
      5_000,
      outcome({ effectId: 'again', result: 'scheduled', startAt: noon, actionName }),
    );
    expect(spoken(again)).toContain('outbox/none');
    expect(cancelsIn(again)).toEqual([]);
  });
});
