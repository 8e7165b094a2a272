// An order that MediaLive throttles: how often it is called for, what a try costs, and what ends it.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { channelArn, deliver, loseA, pass, scheduled, settleOnA } from '../support/rehearsal.ts';
import { world, type World } from '../support/world.ts';

let w: World;
const owed = () => Object.values(w.channels.stateOf(channelArn).outbox).map(({ type }) => type);
const throttled = { type: 'unavailable', message: 'Too many requests', throttled: true } as const;

beforeEach(async () => {
  w = await world();
  await settleOnA(w);
  await loseA(w);
});

describe('an order that stands in line', () => {
  const savesOf = async (what: () => Promise<void>) => {
    const { saves } = w.channels;
    await what();
    return w.channels.saves - saves;
  };

  beforeEach(async () => {
    w.mediaLive.nextAnswers.push(...Array.from({ length: 90 }, () => throttled));
    await pass(w, 3500);
  });

  it('is called for before anything is decided: a try in vain costs one decision', async () => {
    expect(await savesOf(() => pass(w, 1_100))).toBe(1);
    expect(await savesOf(() => pass(w, 1_100))).toBe(1);
  });

  it('is not called for once more by the worker who has just done so', async () => {
    w.mediaLive.nextAnswers.length = 0;
    w.mediaLive.calls.length = 0;
    await pass(w, 1_100);
    expect(w.mediaLive.calls.filter((call) => call.startsWith('BatchUpdateSchedule'))).toHaveLength(1);
    expect(scheduled(w)).toEqual(['site-B']);
    expect(owed()).toEqual([]);
  });

  it('is left alone by the message of a timer that another has overtaken', async () => {
    const { resume: first = NaN } = w.channels.stateOf(channelArn).timers;
    await pass(w, 1_100);
    w.mediaLive.calls.length = 0;
    await deliver(w, { type: 'timer', id: 'overtaken', timerId: 'resume', dueAt: first });
    expect(w.mediaLive.calls).toEqual([]);
  });

  it('is not called for under a hold that was placed meanwhile', async () => {
    // An order younger than 5 s is taken for under way: it stands.
    await pass(w, 1_100);
    const group = w.table.groups.get('news');
    if (!group) throw new Error('The group is not deployed.');
    const hold = {
      kind: 'operator',
      by: 'kim',
      reason: 'maintenance',
      at: w.clock.now(),
      until: null,
    } as const;
    w.table.groups.set('news', { ...group, operator: { ...group.operator, hold } });
    w.mediaLive.nextAnswers.length = 0;
    const ordered: string[] = [];
    const schedule = w.mediaLive.scheduleSwitch.bind(w.mediaLive);
    w.mediaLive.scheduleSwitch = (order) => {
      ordered.push(order.attachment);
      return schedule(order);
    };
    await pass(w, 1_100);
    expect(ordered).toEqual([]);
    expect(w.channels.stateOf(channelArn).switch).toBeNull();
  });

  it('is called for no longer than anything that was put off, where MediaLive fails otherwise by now', async () => {
    const failing = { type: 'unavailable', message: 'InternalServerError' } as const;
    w.mediaLive.nextAnswers.splice(0, Infinity, ...Array.from({ length: 90 }, () => failing));
    const { resume = NaN } = w.channels.stateOf(channelArn).timers;
    w.clock.advance(resume - w.clock.now());
    const begunAt = w.clock.now();
    const due = { type: 'timer', id: 'due', timerId: 'resume', dueAt: resume } as const;
    await deliver(w, due, { deadlineAt: begunAt + 60_000 });
    expect(w.clock.now() - begunAt).toBeLessThanOrEqual(3_000);
  });

  it('is not called for again where its outcome cannot be saved at once', async () => {
    w.mediaLive.nextAnswers.length = 0;
    w.mediaLive.calls.length = 0;
    let saves = 0;
    w.channels.beforeSave = () => {
      saves += 1;
      if (saves <= 2) throw new Error('The table takes no writes.');
    };
    await pass(w, 1_100);
    expect(w.mediaLive.calls.filter((call) => call.startsWith('BatchUpdateSchedule'))).toHaveLength(1);
    expect(owed()).toEqual([]);
  });

  it('is decided on first where something else is owed as well', async () => {
    const state = w.channels.stateOf(channelArn);
    const decision = { rule: 'timer', outcome: 'none', why: 'Nothing was due.', evidence: {} } as const;
    const note = { id: 'note', type: 'write-log', at: w.clock.now(), decision } as const;
    w.channels.states.set(channelArn, {
      state: { ...state, outbox: { ...state.outbox, note } },
      savedAt: w.clock.now(),
    });
    expect(await savesOf(() => pass(w, 1_100))).toBe(2);
  });

  it('comes back later when the line is long, and is put off like anything else when it has lasted too long', async () => {
    const pauses: number[] = [];
    for (let tries = 0; tries < 40; tries += 1) {
      const { resume: next = NaN } = w.channels.stateOf(channelArn).timers;
      w.mediaLive.nextAnswers.push(...Array.from({ length: 90 }, () => throttled));
      await pass(w, next - w.clock.now());
      pauses.push((w.channels.stateOf(channelArn).timers['resume'] ?? NaN) - w.clock.now());
    }
    expect([...new Set(pauses)]).toEqual([1_100, 4_100, 30_000]);
  });
});
