import { beforeEach, describe, expect, it } from '@jest/globals';
import { ConflictsExhausted } from '../../../control/loop/commit.ts';
import { storedCopy } from '../support/stored-copy.ts';
import { alert, channelArn, deliver, loseA, pass, scheduled, settleOnA } from '../support/rehearsal.ts';
import { world, type World } from '../support/world.ts';

let w: World;

beforeEach(async () => {
  w = await world();
  await settleOnA(w);
});

/** Someone else saves the channel, its generation raised. */
function meddle(): void {
  const state = w.channels.stateOf(channelArn);
  w.channels.states.set(channelArn, {
    state: { ...state, version: state.version + 1, generation: state.generation + 1 },
    savedAt: w.clock.now(),
  });
}

describe('a save that meets another', () => {
  it('is decided anew from what the other saved', async () => {
    let times = 0;
    w.channels.beforeSave = () => {
      if (times++ < 2) meddle();
    };
    await deliver(w, alert(w, '0'));
    const state = w.channels.stateOf(channelArn);
    expect(state.generation).toBe(2);
    expect(state.health['A']?.['0'].status).toBe('suspect');
    expect(w.meter.counts['Conflicts']).toBe(2);
  });

  it('gives the event back to the queue when it happens again and again', async () => {
    w.channels.beforeSave = meddle;
    await expect(deliver(w, alert(w, '0'))).rejects.toThrow(ConflictsExhausted);
    expect(w.meter.counts['Conflicts']).toBe(10);
  });

  it('does not ask MediaLive again', async () => {
    await loseA(w);
    let times = 0;
    w.channels.beforeSave = () => {
      if (times++ < 1) meddle();
    };
    await pass(w, 3500);
    expect(w.mediaLive.calls.filter((call) => call.startsWith('ListAlerts'))).toHaveLength(1);
    expect(scheduled(w)).toEqual(['site-B']);
  });

  it("is another worker's who had the same message a moment before: what that one carries out is left to it", async () => {
    await loseA(w);
    let times = 0;
    w.channels.beforeSave = (state) => {
      if (times++ > 0) return;
      const saved = { ...storedCopy(state), version: state.version + 1 };
      w.channels.states.set(channelArn, { state: saved, savedAt: w.clock.now() - 40 });
    };
    await pass(w, 3500);
    expect(scheduled(w)).toEqual([]);
    expect(w.notifier.notified).toEqual([]);
  });

  it('is no conflict when it was our own, whose confirmation was lost', async () => {
    await loseA(w);
    let times = 0;
    w.channels.beforeSave = (state) => {
      if (times++ > 0) return;
      const saved = { ...storedCopy(state), version: state.version + 1 };
      w.channels.states.set(channelArn, { state: saved, savedAt: w.clock.now() });
    };
    await pass(w, 3500);
    expect(scheduled(w)).toEqual(['site-B']);
    expect(w.channels.stateOf(channelArn).switch).toMatchObject({ generation: 1, accepted: true });
  });
});
