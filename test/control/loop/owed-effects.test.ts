import { beforeEach, describe, expect, it } from '@jest/globals';
import { channelArn, deliver, loseA, pass, scheduled, settleOnA } from '../support/rehearsal.ts';
import { world, type World } from '../support/world.ts';

let w: World;
const owed = () => Object.values(w.channels.stateOf(channelArn).outbox).map(({ type }) => type);
const failing = { type: 'unavailable', message: 'InternalServerErrorException' } as const;

beforeEach(async () => {
  w = await world();
  await settleOnA(w);
  await loseA(w);
});

describe('an effect that cannot be carried out', () => {
  it('stays owed, is counted, and is tried again soon', async () => {
    w.mediaLive.nextAnswers.push(...Array.from({ length: 100 }, () => failing));
    await pass(w, 3500);
    expect(owed()).toEqual(['schedule-switch']);
    expect(w.meter.counts['EffectsPostponed/schedule-switch']).toBeGreaterThan(0);
    w.mediaLive.nextAnswers.length = 0;
    await pass(w, 5500);
    expect(scheduled(w)).toEqual(['site-B']);
    expect(owed()).toEqual([]);
  });

  it('does not keep the others from being carried out', async () => {
    w.notifier.broken = true;
    await pass(w, 3500);
    expect(scheduled(w)).toEqual(['site-B']);
    expect(owed()).toEqual(['notify']);
    w.notifier.broken = false;
    await pass(w, 5500);
    expect(owed()).toEqual([]);
    expect(w.notifier.notified.map(({ notification }) => notification.event)).toEqual(['switch-started']);
  });

  it('is found by a look at the channel when not even the timer could be started', async () => {
    w.notifier.broken = true;
    w.timers.broken = true;
    await pass(w, 3500);
    expect(owed()).toContain('notify');
    w.notifier.broken = false;
    w.timers.broken = false;
    await pass(w, 60_000);
    await deliver(w, { type: 'observation', id: 'look', answers: {} });
    expect(owed()).toEqual([]);
  });
});

describe('an effect that someone else is carrying out', () => {
  beforeEach(async () => {
    const { notifier } = w;
    notifier.broken = true;
    await pass(w, 3500);
    notifier.broken = false;
  });

  it('is left to them while their save is fresh', async () => {
    await deliver(w, { type: 'observation', id: 'look', answers: {} });
    expect(owed()).toEqual(['notify']);
  });

  it('is carried out when the event was delivered before, so nobody is at work on it', async () => {
    await deliver(w, { type: 'observation', id: 'look', answers: {} }, { redelivered: true });
    expect(owed()).toEqual([]);
  });

  it('is carried out when their save is old', async () => {
    w.clock.advance(5000);
    await deliver(w, { type: 'observation', id: 'look', answers: {} });
    expect(owed()).toEqual([]);
  });
});

describe('an effect that keeps failing', () => {
  const told = () => w.notifier.notified.map(({ notification }) => notification.event);
  const resume = (dueAt: number) =>
    ({ type: 'timer', id: `resume@${dueAt}`, timerId: 'resume', dueAt }) as const;
  const resumesAt = () => w.channels.stateOf(channelArn).timers['resume'] ?? NaN;

  beforeEach(async () => {
    w.notifier.broken = true;
    await pass(w, 3500);
  });

  it('is left alone by the message of a timer that another has overtaken', async () => {
    const first = resumesAt();
    w.clock.advance(first - w.clock.now());
    await deliver(w, resume(first));
    expect(resumesAt()).toBe(first + 30_000);
    w.notifier.broken = false;
    w.clock.advance(6000);
    w.timers.started.length = 0;
    const { saves } = w.channels;
    await deliver(w, resume(first));
    expect({ told: told(), timers: w.timers.started, saves: w.channels.saves - saves }).toEqual({
      told: [],
      timers: [],
      saves: 0,
    });
  });

  it('is not tried again by every event that comes before its time', async () => {
    const first = resumesAt();
    await pass(w, first - w.clock.now());
    w.notifier.broken = false;
    w.clock.advance(20_000);
    await deliver(w, { type: 'observation', id: 'look', answers: {} });
    expect(told()).not.toContain('switch-started');
    w.clock.advance(10_000);
    await deliver(w, { type: 'observation', id: 'another-look', answers: {} });
    expect(told()).toContain('switch-started');
  });

  it('does not keep an order waiting that somebody who died has left behind', async () => {
    await pass(w, resumesAt() - w.clock.now());
    const state = w.channels.stateOf(channelArn);
    const lost = {
      type: 'schedule-switch',
      id: 'lost',
      actionName: 'failover-9',
      attachment: 'site-B',
    } as const;
    const order = { ...lost, start: { type: 'immediate' }, expiresAt: w.clock.now() + 300_000 } as const;
    w.channels.states.set(channelArn, {
      state: { ...state, outbox: { ...state.outbox, lost: order } },
      savedAt: w.clock.now(),
    });
    w.clock.advance(6000);
    await deliver(w, { type: 'observation', id: 'look', answers: {} });
    expect([...w.mediaLive.schedule.keys()]).toContain('failover-9');
    expect(owed()).toEqual(['notify']);
  });
});

describe('an order that MediaLive does not take', () => {
  it.each([
    ['a timer that another has overtaken', 'resume'],
    ['a timer that is armed no more, as one that is sent twice', 'budget'],
  ])('is left alone by the message of %s, and by a look, until it is time', async (_which, timerId) => {
    w.mediaLive.nextAnswers.push(...Array.from({ length: 100 }, () => failing));
    await pass(w, 3500);
    w.clock.advance(6000);
    w.mediaLive.nextAnswers.length = 0;
    const armedFor = w.clock.now() + 20_000;
    const { state, savedAt } = w.channels.states.get(channelArn) ?? {};
    if (!state || savedAt === undefined) throw new Error('Nothing is known of the channel.');
    const timers = { ...state.timers, resume: armedFor };
    w.channels.states.set(channelArn, { state: { ...state, timers }, savedAt });
    await deliver(w, { type: 'timer', id: 'late', timerId, dueAt: w.clock.now() - 2000 });
    expect(scheduled(w)).toEqual([]);
    await deliver(w, { type: 'observation', id: 'look', answers: {} });
    expect(scheduled(w)).toEqual([]);
    w.clock.advance(armedFor - w.clock.now());
    await deliver(w, { type: 'observation', id: 'another-look', answers: {} });
    expect(scheduled(w)).toEqual(['site-B']);
  });
});

describe('an order that was put off before', () => {
  it('is tried again for a short while, so that its worker is free and no two work on it at the same time', async () => {
    w.mediaLive.nextAnswers.push(...Array.from({ length: 100 }, () => failing));
    const first = await lasts(() => pass(w, 3500));
    const again = await lasts(() => pass(w, 5500));
    expect(first - 3500).toBeGreaterThan(8000);
    expect(again - 5500).toBeLessThan(3000);
    expect(w.channels.stateOf(channelArn).switch?.accepted).toBe(false);
  });

  async function lasts(what: () => Promise<void>): Promise<number> {
    const from = w.clock.now();
    await what();
    return w.clock.now() - from;
  }
});

const throttled = { type: 'unavailable', message: 'Too many requests', throttled: true } as const;

describe('a timer that is started', () => {
  it('and has its time before anybody could miss it, is not written down: its message strikes it off', async () => {
    w.mediaLive.nextAnswers.push(...Array.from({ length: 90 }, () => throttled));
    await pass(w, 3500);
    await pass(w, 1_100);
    expect(owed().toSorted()).toEqual(['schedule-switch', 'start-timer']);
    w.mediaLive.nextAnswers.length = 0;
    await pass(w, 1_100);
    expect(scheduled(w)).toEqual(['site-B']);
    expect(owed()).toEqual([]);
  });
});

describe('an outcome that cannot be saved', () => {
  it('is tried again by itself: nothing is carried out once more, and people are told once', async () => {
    let saves = 0;
    w.channels.beforeSave = () => {
      saves += 1;
      if (saves === 2 || saves === 3) throw new Error('The table takes no writes.');
    };
    await pass(w, 3500);
    expect(owed()).toEqual([]);
    expect(w.notifier.notified.map(({ notification }) => notification.event)).toEqual(['switch-started']);
    expect(w.mediaLive.calls.filter((call) => call.startsWith('BatchUpdateSchedule'))).toHaveLength(1);
  });

  it('leaves the event to be delivered again when the table goes on failing', async () => {
    let saves = 0;
    w.channels.beforeSave = () => {
      saves += 1;
      if (saves > 1) throw new Error('The table takes no writes.');
    };
    await expect(pass(w, 3500)).rejects.toThrow('The table takes no writes.');
    expect(scheduled(w)).toEqual(['site-B']);
  });
});
