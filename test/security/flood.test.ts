/**
 * Goal: a person who can forge events fills nothing: after 10,000 alerts, and in the middle of more, a channel takes orders, stays a
 * small item, and answers the loss of its site.
 */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { sqsRecord } from '../../model/sqs-record.ts';
import { flowArnOf } from '../control/support/deployment.ts';
import { alertEvent, awsEvent } from '../control/support/events.ts';
import { controllerOn, lambdaContext, operatorOn } from '../control/support/lambda.ts';
import {
  channelArn,
  deliver,
  loseA,
  onAir,
  pass,
  scheduled,
  settleOnA,
} from '../control/support/rehearsal.ts';
import { world, type World } from '../control/support/world.ts';

const itemMax = 100_000;
const types = [
  'Stopped Receiving UDP Input',
  'Initial Probe is Taking Longer Than Expected',
  'Video Not Detected',
];

let w: World;
let largest: number;
let sent: number;

beforeEach(async () => {
  w = await world();
  await settleOnA(w);
  largest = 0;
  sent = 0;
  w.channels.afterSave = (state) => {
    largest = Math.max(largest, bytesOf(state));
  };
});

const now = () => new Date(w.clock.now()).toISOString();

/** As large as what is read of an event: every id another, every text as long as it may be. */
function forged(index: number): object {
  const event = alertEvent('SET', index % 2 === 0 ? '0' : '1', {
    id: `forged-${index}`,
    time: now(),
  });
  const alertType = index % 5 === 0 ? `forged type ${index}`.padEnd(128, 'y') : types[index % 3];
  const detail = {
    alarm_id: String(index).padEnd(128, 'z'),
    alert_type: alertType,
    message: '界'.repeat(500),
  };
  return { ...event, detail: { ...(event['detail'] as object), ...detail } };
}

/** So many forged alerts in full batches, twenty batches a second. */
async function flood(count: number, event: (index: number) => object = forged): Promise<void> {
  const handler = controllerOn(w);
  for (let done = 0; done < count; done += 10) {
    const records = Array.from({ length: 10 }, () => sqsRecord(`m${sent}`, event((sent += 1))));
    expect(await handler({ Records: records }, lambdaContext())).toEqual({ batchItemFailures: [] });
    w.clock.advance(50);
  }
}

const order = (request: object) => operatorOn(w)(request, lambdaContext());

describe('a channel under 10,000 forged alerts', () => {
  it('stays small, takes orders, goes nowhere, and answers a real loss', async () => {
    await flood(10_000);
    expect(scheduled(w)).toEqual([]);
    expect(largest).toBeLessThan(itemMax);
    const held = { command: 'hold', channel: '1', by: 'ann', reason: 'flood' };
    expect(await order(held)).toMatchObject({ ok: true });
    expect(await order({ command: 'release', channel: '1', by: 'ann' })).toMatchObject({ ok: true });
    await loseA(w);
    await flood(100);
    await pass(w, 3500);
    await flood(100);
    await pass(w, 1000);
    expect(scheduled(w)).toEqual(['site-B']);
    expect(largest).toBeLessThan(itemMax);
  }, 300_000);

  it('is well again with the next look', async () => {
    await flood(500);
    onAir(w, 'site-A');
    w.clock.advance(2000);
    await deliver(w, { type: 'observation', id: 'look', answers: { askedAt: w.clock.now(), alerts: [] } });
    await pass(w, 60_000);
    const { health } = w.channels.stateOf(channelArn);
    expect([health['A']?.['0'].status, health['A']?.['1'].status]).toEqual(['healthy', 'healthy']);
  }, 60_000);
});

/** What the table counts: the bytes of the item. */
const bytesOf = (state: unknown): number => Buffer.byteLength(JSON.stringify(state));

const flowErrors = (index: number) =>
  awsEvent(
    'aws.mediaconnect',
    'MediaConnect Alert',
    { errored: true, 'error-code': `code ${index}`.padEnd(128, 'z'), 'error-message': '界'.repeat(500) },
    {
      id: `error-${index}`,
      time: now(),
      resources: [flowArnOf(index % 2 === 0 ? 'A' : 'B', index % 4 < 2 ? 0 : 1)],
    },
  );

const contentFlags = (index: number) =>
  awsEvent(
    'aws.mediaconnect',
    'MediaConnect Flow Content Quality',
    {
      streams: [
        Object.fromEntries(
          Array.from({ length: 30 }, (_, flag) => [`${index} ${flag}`.padEnd(128, 'z'), true]),
        ),
      ],
    },
    {
      id: `content-${index}`,
      time: now(),
      resources: [flowArnOf(index % 2 === 0 ? 'A' : 'B', index % 4 < 2 ? 0 : 1)],
    },
  );

it('an item stays small while nothing that is owed can be done, whatever is said of the flows', async () => {
  w.notifier.notify = () => Promise.reject(new Error('SNS refuses'));
  w.publisher.publish = () => Promise.reject(new Error('EventBridge refuses'));
  w.log.appendDecision = () => Promise.reject(new Error('the table is slow'));
  w.timers.start = () => Promise.reject(new Error('SQS refuses'));
  await flood(300, (index) => [forged, flowErrors, contentFlags][index % 3]?.(index) ?? {});
  expect(largest).toBeLessThan(itemMax);
}, 120_000);
