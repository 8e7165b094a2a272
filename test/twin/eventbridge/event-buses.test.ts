import { describe, expect, it } from '@jest/globals';
import { compilePattern } from '../../../twin/eventbridge/pattern.ts';
import { EventBuses } from '../../../twin/eventbridge/event-buses.ts';
import { putEvents } from '../../../twin/eventbridge/put-events.ts';
import type { TargetDelivery } from '../../../twin/eventbridge/targets.ts';
import { manualClock } from '../manual-clock.ts';

const queueArn = 'arn:aws:sqs:eu-west-1:000000000000:q';
const deadArn = 'arn:aws:sqs:eu-west-1:000000000000:dead';
const alert = { source: 'aws.medialive', 'detail-type': 'Alert', resources: ['r'], detail: { n: 1 } };

describe('EventBuses', () => {
  it('delivers what a rule of the bus wants, and records event and delivery', async () => {
    const { buses, delivered, settle } = setup();
    rule(buses);
    buses.emit(alert);
    buses.emit({ ...alert, source: 'aws.other' });
    await settle();
    expect(delivered.map(({ targetArn }) => targetArn)).toEqual([queueArn]);
    expect(delivered[0]?.sender).toEqual({
      service: 'events.amazonaws.com',
      sourceArn: buses.rules('default')[0]?.arn,
    });
    expect(buses.events.list().map(({ matchedRules }) => matchedRules)).toEqual([['alerts'], []]);
    expect(buses.deliveries.list()).toMatchObject([{ outcome: 'delivered', ruleName: 'alerts', copy: 1 }]);
  });

  it('completes events with a time of one-second resolution', () => {
    const { buses } = setup(Date.parse('2026-11-21T12:00:00.999Z'));
    buses.emit(alert);
    expect(buses.events.list()[0]?.event).toMatchObject({
      version: '0',
      account: '000000000000',
      region: 'eu-west-1',
      time: '2026-11-21T12:00:00Z',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('sends nothing for a rule that is disabled, and again when it is enabled', async () => {
    const { buses, delivered, settle } = setup();
    const alerts = rule(buses);
    alerts.state = 'DISABLED';
    buses.emit(alert);
    alerts.state = 'ENABLED';
    buses.emit({ ...alert, detail: { n: 2 } });
    await settle();
    expect(delivered.map(({ payload }) => JSON.parse(payload) as object)).toMatchObject([
      { detail: { n: 2 } },
    ]);
  });

  it('lets a held event be overtaken', async () => {
    const { buses, delivered, clock, settle } = setup();
    rule(buses);
    buses.knobs = { reorder: { probability: 1, heldMs: 400 } };
    buses.emit({ ...alert, detail: { n: 1 } });
    buses.knobs = {};
    buses.emit({ ...alert, detail: { n: 2 } });
    await settle();
    clock.advance(400);
    await settle();
    expect(delivered.map(({ payload }) => JSON.parse(payload) as object)).toMatchObject([
      { detail: { n: 2 } },
      { detail: { n: 1 } },
    ]);
  });

  it('records what is dropped', async () => {
    const { buses, delivered, settle } = setup();
    rule(buses);
    buses.knobs = { drop: 1 };
    buses.emit(alert);
    await settle();
    expect(delivered).toEqual([]);
    expect(buses.deliveries.list()).toMatchObject([{ outcome: 'dropped' }]);
  });

  it('puts what cannot be delivered into the dead-letter queue of the target', async () => {
    const { buses, delivered, settle } = setup(0, [queueArn]);
    rule(buses);
    buses.emit(alert);
    await settle();
    expect(buses.deliveries.list()).toMatchObject([{ outcome: 'failed', reason: 'closed' }]);
    expect(delivered.map(({ targetArn }) => targetArn)).toEqual([deadArn]);
  });

  it('forgets what is on its way when it closes', async () => {
    const { buses, delivered, clock, settle } = setup();
    rule(buses);
    buses.knobs = { delayMs: { min: 100, max: 100 } };
    buses.emit(alert);
    buses.close();
    clock.advance(1000);
    await settle();
    expect(delivered).toEqual([]);
  });

  it('replays what was put while there was an archive, for the rules that are named, and marks it', async () => {
    const { buses, delivered, settle } = setup(Date.parse('2026-11-21T12:00:00Z'));
    const { arn } = rule(buses);
    buses.emit(alert);
    const archive = buses.addArchive('all', {
      busName: 'default',
      wants: compilePattern({ source: ['aws.medialive'] }),
    });
    buses.emit({ ...alert, detail: { n: 2 } });
    await settle();
    const span = { name: 'again', fromMs: 0, toMs: Date.parse('2026-11-21T12:00:01Z') };
    expect(buses.replay(archive, { ...span, isFor: (ruleArn) => ruleArn !== arn })).toBe(true);
    expect(buses.replay(archive, { ...span, toMs: span.toMs - 1000, isFor: () => true })).toBe(true);
    await settle();
    expect(delivered).toHaveLength(2);
    for (const name of ['again', 'and-again']) buses.replay(archive, { ...span, name, isFor: () => true });
    await settle();
    expect(delivered.slice(2).map(({ payload }) => JSON.parse(payload) as object)).toMatchObject([
      { detail: { n: 2 }, 'replay-name': 'again' },
      { detail: { n: 2 }, 'replay-name': 'and-again' },
    ]);
    expect(buses.replay(`${archive}x`, { ...span, isFor: () => true })).toBe(false);
  });

  it('takes no more rules than AWS does on a bus, and no longer pattern', () => {
    const { buses } = setup();
    const settings = {
      busName: 'default',
      pattern: { source: ['aws.medialive'] },
      state: 'ENABLED',
    } as const;
    for (let number = 1; number <= 300; number += 1) buses.putRule({ ...settings, name: `rule-${number}` });
    expect(() => buses.putRule({ ...settings, name: 'rule-301' })).toThrow(/has 300 rules/);
    expect(() => buses.putRule({ ...settings, name: 'rule-300' })).not.toThrow();
    const sourceOf = (characters: number) => ({
      source: ['x'.repeat(characters - '{"source":[""]}'.length)],
    });
    expect(() => buses.putRule({ ...settings, name: 'rule-1', pattern: sourceOf(2048) })).not.toThrow();
    expect(() => buses.putRule({ ...settings, name: 'rule-1', pattern: sourceOf(2049) })).toThrow(
      /2049 characters\. Allowed: 2048/,
    );
  });

  it('refuses targets it cannot reach', () => {
    const { buses } = setup();
    expect(() => {
      rule(buses).putTargets([{ Id: 't', Arn: 'arn:aws:kinesis:eu-west-1:000000000000:stream/s' }]);
    }).toThrow(/cannot deliver to arn:aws:kinesis/);
  });
});

describe('putEvents', () => {
  const entry = { Source: 'orders', DetailType: 'Order Placed', Detail: '{"n":1}', Resources: [] };

  it('accepts each entry on its own', () => {
    const { buses } = setup();
    const answer = putEvents(buses, {
      Entries: [
        entry,
        { ...entry, Source: undefined },
        { ...entry, Detail: '[1]' },
        { ...entry, Source: 'aws.medialive' },
        { ...entry, EventBusName: 'nowhere' },
      ],
    });
    expect(answer).toMatchObject({
      FailedEntryCount: 4,
      Entries: [
        { EventId: expect.any(String) },
        { ErrorCode: 'InvalidArgument' },
        { ErrorCode: 'MalformedDetail' },
        { ErrorCode: 'NotAuthorizedForSourceException' },
        { ErrorCode: 'ResourceNotFoundException' },
      ],
    });
  });

  it('puts into a bus of its own, by name or ARN, and takes the time given', () => {
    const { buses } = setup();
    const arn = buses.addBus('orders');
    putEvents(buses, { Entries: [{ ...entry, EventBusName: arn, Time: 60 }] });
    expect(buses.events.list()).toMatchObject([
      { busName: 'orders', event: { time: '1970-01-01T00:01:00Z', detail: { n: 1 } } },
    ]);
  });
});

const rule = (buses: EventBuses): ReturnType<EventBuses['putRule']> => {
  const made = buses.putRule({
    name: 'alerts',
    busName: 'default',
    pattern: { source: ['aws.medialive'] },
    state: 'ENABLED',
  });
  made.putTargets([{ Id: 'q', Arn: queueArn, DeadLetterConfig: { Arn: deadArn } }]);
  return made;
};

const setup = (now = 0, closed: readonly string[] = []) => {
  const clock = manualClock(now);
  const delivered: TargetDelivery[] = [];
  const targets = {
    deliver: (delivery: TargetDelivery): Promise<void> => {
      if (closed.includes(delivery.targetArn)) {
        return Promise.reject(new Error('closed'));
      }
      delivered.push(delivery);
      return Promise.resolve();
    },
  };
  const buses = new EventBuses({ account: '000000000000', region: 'eu-west-1', clock, targets });
  /** Lets promises that are ready run. */
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { buses, clock, delivered, settle };
};
