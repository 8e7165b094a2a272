import { describe, expect, it } from '@jest/globals';
import type { LoopDeps } from '../../../control/loop/deps.ts';
import { handleEvent } from '../../../control/loop/handle-event.ts';
import { channelArn, dueTimers, loseA, pass, scheduled, settleOnA } from '../support/rehearsal.ts';
import { world, type World } from '../support/world.ts';

/**
 * The process dies at every call it makes to the outside, before the call or after it, and the message is delivered again.
 * Whatever the moment, the failover happens exactly once and nothing stays owed.
 */

/** Dies at one call: that call and all later ones fail, as they would for a process that is gone. */
class Mortal {
  calls = 0;
  dead = false;
  readonly #dieAt: number;
  readonly #moment: 'before' | 'after';

  constructor(dieAt: number, moment: 'before' | 'after') {
    this.#dieAt = dieAt;
    this.#moment = moment;
  }

  wrap<Port extends object>(port: Port): Port {
    return new Proxy(port, {
      get: (target, key, receiver) => {
        const member: unknown = Reflect.get(target, key, receiver);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]) => this.#call(() => Reflect.apply(member, target, given) as unknown);
      },
    });
  }

  async #call(call: () => unknown): Promise<unknown> {
    if (this.dead) throw new Error('The process is dead.');
    this.calls += 1;
    const isLast = this.calls === this.#dieAt;
    if (isLast && this.#moment === 'before') this.dead = true;
    if (this.dead) throw new Error('The process died before the call.');
    const result = await call();
    if (isLast) this.dead = true;
    if (this.dead) throw new Error('The process died after the call.');
    return result;
  }
}

function mortalDeps(w: World, mortal: Mortal): LoopDeps {
  return {
    ...w,
    channels: mortal.wrap(w.channels),
    groups: mortal.wrap(w.groups),
    mediaLive: mortal.wrap(w.mediaLive),
    timers: mortal.wrap(w.timers),
    notifier: mortal.wrap(w.notifier),
    publisher: mortal.wrap(w.publisher),
    log: mortal.wrap(w.log),
  };
}

/** Runs a failover whose process dies at a call; returns how many calls it had made, and whether it died. */
async function failOverWithDeath(w: World, dieAt: number, moment: 'before' | 'after') {
  await settleOnA(w);
  await loseA(w);
  w.clock.advance(3500);
  const mortal = new Mortal(dieAt, moment);
  const circumstances = { deadlineAt: w.clock.now() + 10_000 };
  for (const timer of dueTimers(w)) {
    const deps = mortal.dead ? w : mortalDeps(w, mortal);
    try {
      await handleEvent(deps, channelArn, timer, circumstances);
      if (!mortal.dead) continue;
    } catch (error) {
      if (!mortal.dead) throw error;
    }
    await handleEvent(w, channelArn, timer, { ...circumstances, redelivered: true });
  }
  await pass(w, 2500);
  return mortal;
}

describe.each(['before', 'after'] as const)('a process that dies %s a call', (moment) => {
  it('leaves a failover that happens exactly once, whichever call it was', async () => {
    let dieAt = 0;
    let mortal: Mortal;
    do {
      dieAt += 1;
      const w = await world();
      mortal = await failOverWithDeath(w, dieAt, moment);
      const state = w.channels.stateOf(channelArn);
      const outcome = {
        dieAt,
        scheduled: scheduled(w),
        accepted: state.switch?.accepted,
        generation: state.generation,
        owed: Object.keys(state.outbox),
      };
      expect(outcome).toEqual({ dieAt, scheduled: ['site-B'], accepted: true, generation: 1, owed: [] });
      expect(w.notifier.notified.map(({ notification }) => notification.event)).toContain('switch-started');
    } while (mortal.dead);
    expect(dieAt).toBeGreaterThan(12);
  });
});
