import { beforeEach, describe, expect, it } from '@jest/globals';
import { channelArnOf, memberOf } from '../support/deployment.ts';
import { alertEvent, flowEvent } from '../support/events.ts';
import { sqsRecord } from '../../../model/sqs-record.ts';
import { controllerOn, lambdaContext } from '../support/lambda.ts';
import { channelArn, loseA, scheduled, settleOnA } from '../support/rehearsal.ts';
import { world, type World } from '../support/world.ts';

let w: World;

beforeEach(async () => {
  w = await world();
  await settleOnA(w);
});

/** Has the controller work through a batch. */
async function run(records: readonly ReturnType<typeof sqsRecord>[]) {
  const result = await controllerOn(w)({ Records: [...records] }, lambdaContext());
  return result.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}

const alertNow = (pipeline: '0' | '1', id = 1) => {
  const event = alertEvent('SET', pipeline, { time: new Date(w.clock.now()).toISOString() });
  return { ...event, detail: { ...(event['detail'] as object), channel_arn: channelArnOf(id) } };
};
const statusOf = (pipeline: '0' | '1', id = 1) =>
  w.channels.stateOf(channelArnOf(id)).health['A']?.[pipeline].status;

describe('a batch of messages', () => {
  it('is worked through, garbage and all, without failing what it holds', async () => {
    const garbage = [
      'not JSON',
      '{}',
      { ...alertNow('0'), account: '999999999999' },
      { ...alertNow('0'), 'detail-type': 'MediaLive Channel Dance' },
      { ...alertNow('0'), detail: { channel_arn: channelArn } },
      alertNow('0', 4711),
      flowEvent('DISCONNECTED', 'Flow'),
    ];
    w.table.members.set(channelArn, memberOf(1, { inputs: { A: memberOf(1).inputs['A'] ?? never() } }));
    const records = [...garbage, alertNow('1')].map((message, index) => sqsRecord(`m${index}`, message));
    expect(await run(records)).toEqual([]);
    expect(statusOf('1')).toBe('suspect');
    expect(w.meter.counts).toMatchObject({
      'IgnoredMessages/not-json': 1,
      'IgnoredMessages/unknown-shape': 2,
      'IgnoredMessages/wrong-account': 1,
      'IgnoredMessages/unknown-detail-type': 1,
      'IgnoredMessages/unmanaged-channel': 1,
      'IgnoredMessages/unknown-flow': 1,
    });
    expect(w.logger.lines.filter(({ message }) => message === 'A message is ignored')).toHaveLength(7);
  });

  it('gives back the messages of a channel that fails, and no other', async () => {
    await w.members.put(memberOf(2, { group: 'undefined-group' }), null);
    const records = [sqsRecord('bad', alertNow('0', 2)), sqsRecord('good', alertNow('0'))];
    expect(await run(records)).toEqual(['bad']);
    expect(statusOf('0')).toBe('suspect');
    expect(w.logger.lines).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'A message failed and will be delivered again' }),
    );
  });

  it('decides on the events of one channel in their order', async () => {
    const cleared = { ...alertNow('0'), id: 'later' };
    const detail = { ...(cleared.detail as object), alarm_state: 'CLEARED' };
    await run([sqsRecord('m1', alertNow('0')), sqsRecord('m2', { ...cleared, detail })]);
    expect(statusOf('0')).toBe('healthy');
    expect(w.meter.counts['Conflicts']).toBeUndefined();
  });

  it('tells a flow\u2019s health to every channel it feeds', async () => {
    await w.members.put(memberOf(2), null);
    w.mediaLive.calls.length = 0;
    expect(await run([sqsRecord('m1', flowEvent('DISCONNECTED'))])).toEqual([]);
    for (const id of [1, 2]) {
      expect(w.channels.stateOf(channelArnOf(id)).health['B']?.['1'].flow?.connected).toBe(false);
    }
  });

  describe('when a service fails', () => {
    const failingSaves = (times: number) => {
      let left = times;
      w.channels.beforeSave = () => {
        left -= 1;
        if (left >= 0) throw new Error('The table takes no writes.');
      };
    };

    it('tries again at once, as coming back to the queue takes longer than a failover may', async () => {
      failingSaves(3);
      expect(await run([sqsRecord('m1', alertNow('0'))])).toEqual([]);
      expect(statusOf('0')).toBe('suspect');
      expect(w.clock.sleeps).toHaveLength(3);
    });

    it('carries out what a first try has saved and not done', async () => {
      await loseA(w);
      w.clock.advance(3500);
      const due = { source: 'medialive-failover', kind: 'timer', channelArn, timerId: 'health' };
      let saves = 0;
      w.channels.afterSave = () => {
        saves += 1;
        if (saves === 1) throw new Error('The connection was lost.');
      };
      expect(await run([sqsRecord('t1', { ...due, dueAt: w.clock.now() - 500 })])).toEqual([]);
      expect(scheduled(w)).toEqual(['site-B']);
    });

    it('gives a message back when it keeps failing', async () => {
      failingSaves(Infinity);
      const startedAt = w.clock.now();
      expect(await run([sqsRecord('m1', alertNow('0'))])).toEqual(['m1']);
      expect(w.clock.now() - startedAt).toBeLessThanOrEqual(8_000);
    });

    it('gives back untried what there is no time left for', async () => {
      let tries = 0;
      w.channels.beforeSave = () => {
        tries += 1;
        w.clock.advance(17_000);
        throw new Error('The table did not answer.');
      };
      const records = [sqsRecord('m1', alertNow('0')), sqsRecord('m2', alertNow('1'))];
      expect(await run(records)).toEqual(['m1', 'm2']);
      expect(tries).toBe(1);
    });
  });

  it('writes the metrics at the end', async () => {
    await run([]);
    expect(w.meter.flushes).toBe(1);
  });
});

describe('a timer', () => {
  const timer = (dueAt: number) => ({
    source: 'medialive-failover',
    kind: 'timer',
    channelArn,
    timerId: 'health',
    dueAt,
  });

  it('that comes a fraction of a second early is waited for', async () => {
    await loseA(w);
    w.clock.advance(2400);
    await run([sqsRecord('t1', timer(w.clock.now() + 600))]);
    expect(w.clock.sleeps).toEqual([600]);
    expect(scheduled(w)).toEqual(['site-B']);
  });

  it('that is waited for keeps nothing waiting that came with it', async () => {
    await loseA(w);
    w.clock.advance(2400);
    const time = new Date(w.clock.now()).toISOString();
    const cleared = (['0', '1'] as const).map((pipeline) => alertEvent('CLEARED', pipeline, { time }));
    const batch = [timer(w.clock.now() + 600), ...cleared];
    await run(batch.map((message, index) => sqsRecord(`m${index}`, message)));
    expect(w.clock.sleeps).toEqual([600]);
    expect(scheduled(w)).toEqual([]);
  });

  it('that comes much too early is armed again', async () => {
    await loseA(w);
    w.timers.started.length = 0;
    await run([sqsRecord('t1', timer(w.clock.now() + 3000))]);
    expect(w.clock.sleeps).toEqual([]);
    expect(w.timers.started.map(({ timerId }) => timerId)).toContain('health');
  });

  it('that was delivered before has what is owed carried out', async () => {
    await loseA(w);
    w.notifier.broken = true;
    w.clock.advance(3500);
    await run([sqsRecord('t1', timer(w.clock.now() - 500))]);
    w.notifier.broken = false;
    await run([sqsRecord('t1', timer(w.clock.now() - 500), 2)]);
    expect(w.notifier.notified).toHaveLength(1);
    expect(scheduled(w)).toEqual(['site-B']);
  });
});

function never(): never {
  throw new Error('The deployment has no such site.');
}
