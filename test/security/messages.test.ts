/** Goal: what a batch of messages can be, forged or broken, moves no channel that is well and fails nothing beside itself. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { SQSEvent } from 'aws-lambda';
import { sqsRecord } from '../../model/sqs-record.ts';
import { alertEvent } from '../control/support/events.ts';
import { controllerOn, lambdaContext } from '../control/support/lambda.ts';
import { channelArn, loseA, onAir, pass, scheduled, settleOnA } from '../control/support/rehearsal.ts';
import { world, type World } from '../control/support/world.ts';
import { inherited } from './hostile.ts';

let w: World;

beforeEach(async () => {
  w = await world();
  await settleOnA(w);
});

const handle = (event: unknown) => controllerOn(w)(event as SQSEvent, lambdaContext());
const deliver = (...bodies: readonly object[]) =>
  handle({ Records: bodies.map((body, index) => sqsRecord(`message-${index}`, body)) });
const time = () => new Date(w.clock.now()).toISOString();

describe('alerts that somebody forged', () => {
  it('move nothing while MediaLive knows nothing of them', async () => {
    for (let round = 0; round < 8; round += 1) {
      const alerts = (['0', '1'] as const).map((pipeline) =>
        alertEvent('SET', pipeline, { id: `forged-${round}-${pipeline}`, time: time() }),
      );
      await deliver(...alerts);
      await pass(w, 3000);
      await pass(w, 60_000);
    }
    expect(w.mediaLive.calls.some((call) => call.startsWith('ListAlerts'))).toBe(true);
    expect(scheduled(w)).toEqual([]);
  });
});

describe('answers of MediaLive that a message carries', () => {
  /** As the reconciler sends them: MediaLive was asked, shows the channel on `site`, and these alerts on both pipelines. */
  const observation = (site: string, alerts: readonly string[]) => {
    const at = w.clock.now();
    const on = { attachment: `site-${site}`, actionName: null };
    const listed = alerts.flatMap((alertType) =>
      (['0', '1'] as const).map((pipeline) => ({
        alarmId: `forged-${pipeline}`,
        alertType,
        pipeline,
        setAt: at - 30_000,
        message: '',
      })),
    );
    const answers = { channel: { at, state: 'RUNNING', pipelines: { '0': on, '1': on } }, alerts: listed };
    return { source: 'medialive-failover', kind: 'observation', channelArn, answers };
  };

  it.each([
    ['alerts on the site on air', () => observation('A', ['Stopped Receiving UDP Input'])],
    ['another site on air, and alerts on it', () => observation('B', ['Stopped Receiving UDP Input'])],
    ['another site on air', () => observation('B', [])],
  ])('move nothing while MediaLive says otherwise: %s', async (_what, forged) => {
    for (let round = 0; round < 8; round += 1) {
      onAir(w, 'site-A');
      expect(await deliver(forged())).toEqual({ batchItemFailures: [] });
      await pass(w, 5000);
    }
    expect(scheduled(w)).toEqual([]);
  });

  it('are asked for anew in the decision that orders a switch, and then believed', async () => {
    const loss = ['Stopped Receiving UDP Input'];
    await loseA(w);
    w.clock.advance(5000);
    onAir(w, 'site-A');
    const before = w.mediaLive.calls.length;
    await deliver(observation('A', loss));
    expect(w.mediaLive.calls.slice(before)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('ListAlerts'),
        expect.stringContaining('DescribeChannel'),
      ]),
    );
    expect(scheduled(w)).toHaveLength(1);
  });
});

describe('a time that is written as nobody writes it', () => {
  it.each([
    '2026-02-31T12:00:00Z',
    '0000-01-01T00:00:00Z',
    '2026-11-21 12:00:00Z',
    '2026-11-21T12:00:00+0900',
    '2026-11-21T12:00:00+09',
    '2026-11-21T12:00:00.123456789Z',
    '2026-11-21T12:00:00+23:59',
    '2026-12-31T23:59:60Z',
    '2026-11-21T12:00:00',
  ])('fails nothing, and moves nothing: %s', async (written) => {
    const alerts = (['0', '1'] as const).map((pipeline) => alertEvent('SET', pipeline, { time: written }));
    expect(await deliver(...alerts)).toEqual({ batchItemFailures: [] });
    expect(w.clock.sleeps).toEqual([]);
    await pass(w, 60_000);
    expect(scheduled(w)).toEqual([]);
  });
});

describe('a timer', () => {
  it.each(inherited)('by the name of %s does nothing', async (timerId) => {
    const timer = { source: 'medialive-failover', kind: 'timer', channelArn, timerId, dueAt: w.clock.now() };
    expect(await deliver(timer)).toEqual({ batchItemFailures: [] });
    expect(scheduled(w)).toEqual([]);
  });
});

describe('an invocation by somebody who is not the queue', () => {
  it.each([{}, { Records: null }, { Records: 'x' }, null, [], { Records: 7 }])(
    'fails as a whole: %j',
    async (event) => {
      await expect(handle(event)).rejects.toThrow();
      expect(scheduled(w)).toEqual([]);
    },
  );

  it('fails for single records, and works on the others', async () => {
    const good = sqsRecord('good', alertEvent('SET', '0', { time: time() }));
    const answer = await handle({ Records: [{ messageId: 'bare' }, good] });
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'bare' }]);
    expect(w.channels.stateOf(channelArn).health['A']?.['0'].status).toBe('suspect');
  });
});
