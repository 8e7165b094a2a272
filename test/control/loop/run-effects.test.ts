import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Effect } from '../../../core/model/effect.ts';
import { runEffects } from '../../../control/loop/run-effects.ts';
import { channelArn } from '../support/rehearsal.ts';
import { world, type World } from '../support/world.ts';

let w: World;

beforeEach(async () => {
  w = await world();
});

function message(event: 'switch-completed' | 'failover-prevented', at: number): Effect {
  const notification = {
    event,
    at,
    channelArn,
    channelName: 'news',
    failoverGroup: 'news',
    sites: {},
    correlationId: 'failover-1-B',
    reason: 'B is lost.',
    original: 'A',
    current: 'B',
  };
  return { type: 'notify', id: event, subject: event, notification };
}

describe('messages to people', () => {
  const done = message('switch-completed', 1_000);
  const lost = message('failover-prevented', 2_000);

  it.each([
    ['as they were decided', [done, lost]],
    ['as they come out of the table', [lost, done]],
  ])('are sent one after the other, in the order of their times: %s', async (_how, owed) => {
    const read: string[] = [];
    const notifier = {
      notify: async (subject: string) => {
        // The first takes longer on its way.
        if (subject === 'switch-completed') await setImmediate();
        read.push(subject);
      },
    };
    const runs = await runEffects({ ...w, notifier }, channelArn, owed, () => w.clock.now() + 10_000);
    expect(read).toEqual(['switch-completed', 'failover-prevented']);
    expect(runs.map(({ result }) => result.result)).toEqual(['done', 'done']);
  });
});
