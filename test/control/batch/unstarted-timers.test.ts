// A queue that takes no timers: the worker that could not start one waits for it, as far as there is time.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { sqsRecord } from '../../../model/sqs-record.ts';
import { alertEvent } from '../support/events.ts';
import { controllerOn, lambdaContext } from '../support/lambda.ts';
import { channelArn, scheduled, settleOnA } from '../support/rehearsal.ts';
import { world, type World } from '../support/world.ts';

let w: World;

beforeEach(async () => {
  w = await world();
  await settleOnA(w);
  w.timers.broken = true;
});

/** Both pipelines lose site A, and the controller works through their alerts, in one batch. */
async function lose(confirmMs: number) {
  const group = w.table.groups.get('news');
  if (!group) throw new Error('The group is not deployed.');
  const alerts = { 'Stopped Receiving UDP Input': { confirmMs, clearMs: 10_000 } };
  const definition = { ...group.definition, policy: { ...group.definition.policy, alerts } };
  w.table.groups.set('news', { ...group, definition });
  const at = w.clock.now();
  const records = (['0', '1'] as const).map((pipeline) => {
    const alertType = 'Stopped Receiving UDP Input';
    w.mediaLive.alerts.push({ alarmId: `alarm-${pipeline}`, alertType, pipeline, setAt: at, message: '' });
    const event = alertEvent('SET', pipeline, { time: new Date(at).toISOString() });
    return sqsRecord(`alert-${pipeline}`, event);
  });
  const { batchItemFailures } = await controllerOn(w)({ Records: records }, lambdaContext());
  return batchItemFailures;
}

describe('a timer that the queue does not take', () => {
  it('is waited for: the window ends on time, and the site is left', async () => {
    const startedAt = w.clock.now();
    expect(await lose(3000)).toEqual([]);
    expect(scheduled(w)).toEqual(['site-B']);
    const [order] = w.mediaLive.schedule.values();
    expect(order?.start).toMatchObject({ at: startedAt + 3000 + 15_500 });
  });

  it('is left to the next event when it is due after the function has ended', async () => {
    expect(await lose(30_000)).toEqual([]);
    expect(scheduled(w)).toEqual([]);
    expect(w.clock.sleeps).toEqual([]);
    const owed = Object.values(w.channels.stateOf(channelArn).outbox).map(({ type }) => type);
    expect(owed).toContain('start-timer');
  });

  it('of an order that MediaLive throttles is waited for as well', async () => {
    const throttled = { type: 'unavailable', message: 'TooManyRequestsException', throttled: true } as const;
    w.mediaLive.nextAnswers.push(...Array.from({ length: 5 }, () => throttled));
    await lose(1000);
    expect(scheduled(w)).toEqual(['site-B']);
  });

  it('that somebody else has armed anew meanwhile is theirs', async () => {
    const { clock } = w;
    const sleep = clock.sleep.bind(clock);
    clock.sleep = async (ms) => {
      const state = w.channels.stateOf(channelArn);
      const health = clock.now() + ms + 500;
      w.channels.states.set(channelArn, {
        state: { ...state, version: state.version + 1, timers: { ...state.timers, health } },
        savedAt: clock.now(),
      });
      await sleep(ms);
    };
    await lose(3000);
    expect(scheduled(w)).toEqual([]);
  });
});
