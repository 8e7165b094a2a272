import { beforeEach, describe, expect, it } from '@jest/globals';
import { channelArn, deliver, loseA, pass, scheduled, settleOnA } from '../../support/rehearsal.ts';
import { world, type World } from '../../support/world.ts';

let w: World;
const owed = () => Object.values(w.channels.stateOf(channelArn).outbox).map(({ type }) => type);
const throttled = { type: 'unavailable', message: 'TooManyRequestsException' } as const;

beforeEach(async () => {
  w = await world();
  await settleOnA(w);
  await loseA(w);
});

describe('an effect that cannot be carried out', () => {
  it('stays owed, is counted, and is tried again soon', async () => {
    w.mediaLive.nextAnswers.push(...Array.from({ length: 100 }, () => throttled));
    await pass(w, 3500);
    expect(owed()).toEqual(['schedule-switch']);
    expect(w.meter.counts['EffectsPostponed/schedule-switch']).toBeGreaterThan(0);
    w.mediaLive.nextAnswers.length = 0;
    await pass(w, 4000);
    expect(scheduled(w)).toEqual(['site-B']);
    expect(owed()).toEqual([]);
  });

  it('does not keep the others from being carried out', async () => {
    w.notifier.broken = true;
    await pass(w, 3500);
    expect(scheduled(w)).toEqual(['site-B']);
    expect(owed()).toEqual(['notify']);
    w.notifier.broken = false;
    await pass(w, 4000);
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
