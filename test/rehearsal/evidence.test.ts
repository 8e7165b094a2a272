/** Goal: what the drill reads off the wire and out of logs, and that it ignores everything else there. */
import { describe, expect, it } from '@jest/globals';
import { decisionsIn } from '../../rehearsal/decision-log.ts';
import { sourceFailoverIn, sourceHealthIn } from '../../rehearsal/flow-event.ts';
import { notificationIn } from '../../rehearsal/notification.ts';
import { inputSwitchesIn } from '../../rehearsal/schedule-call.ts';
import { timerIn } from '../../rehearsal/timer-message.ts';
import type { AwsEvent } from '../../twin/event-bus.ts';
import type { ObservedCall } from '../../twin/gateway/observed-call.ts';

describe('a line of a log', () => {
  it('yields the decisions that were logged', () => {
    const decision = { rule: 'failover', outcome: 'switch', why: 'A is lost.', evidence: {} };
    const line = JSON.stringify({ level: 'INFO', message: 'decided', decisions: [decision] });

    expect(decisionsIn(line)).toStrictEqual([{ rule: 'failover', outcome: 'switch', why: 'A is lost.' }]);
  });

  it.each(['START RequestId: 1', '{"message":"reconciled"}', '{broken', ''])('yields none: %s', (line) => {
    expect(decisionsIn(line)).toStrictEqual([]);
  });
});

describe('a call to SNS', () => {
  it('yields what people are told', () => {
    const Message = JSON.stringify({ event: 'degraded', reason: 'A is degraded.' });
    const body = new URLSearchParams({ Action: 'Publish', Subject: 'news: degraded', Message }).toString();

    expect(notificationIn(call('sns', 'Publish', body))).toStrictEqual({
      at: 1000,
      subject: 'news: degraded',
      event: 'degraded',
      reason: 'A is degraded.',
    });
  });

  it('yields nothing when it was refused, is another, or is not ours', () => {
    const body = new URLSearchParams({ Message: 'hello' }).toString();

    expect(notificationIn(call('sns', 'Publish', body))).toBeUndefined();
    expect(notificationIn(call('sns', 'Subscribe', body))).toBeUndefined();
    expect(notificationIn({ ...call('sns', 'Publish', body), status: 403 })).toBeUndefined();
  });
});

describe('a call to MediaLive', () => {
  it('yields the names of its input switches, and not those of preparations', () => {
    const body = JSON.stringify({
      creates: {
        scheduleActions: [
          { actionName: 'to-b', scheduleActionSettings: { inputSwitchSettings: {} } },
          { actionName: 'prepare-a', scheduleActionSettings: { inputPrepareSettings: {} } },
        ],
      },
    });

    expect(inputSwitchesIn(call('medialive', 'BatchUpdateSchedule', body))).toStrictEqual(['to-b']);
  });

  it.each([
    { operation: 'BatchUpdateSchedule', body: '{"deletes":{"actionNames":["to-b"]}}' },
    { operation: 'BatchUpdateSchedule', body: 'broken' },
    { operation: 'ListAlerts', body: '' },
  ])('yields none: $operation $body', ({ operation, body }) => {
    expect(inputSwitchesIn(call('medialive', operation, body))).toStrictEqual([]);
  });
});

describe('a call to SQS', () => {
  it('yields the timer that it sends', () => {
    const timer = {
      source: 'medialive-failover',
      kind: 'timer',
      channelArn: 'arn',
      timerId: 'verify',
      dueAt: 7,
    };
    const body = JSON.stringify({ QueueUrl: 'url', MessageBody: JSON.stringify(timer), DelaySeconds: 3 });

    expect(timerIn(call('sqs', 'SendMessage', body))).toMatchObject({ timerId: 'verify', dueAt: 7 });
  });

  it.each([
    { operation: 'SendMessage', body: JSON.stringify({ MessageBody: '{"kind":"observation"}' }) },
    { operation: 'SendMessage', body: 'broken' },
    { operation: 'ReceiveMessage', body: '{}' },
  ])('yields none: $operation $body', ({ operation, body }) => {
    expect(timerIn(call('sqs', operation, body))).toBeUndefined();
  });
});

describe('an event of MediaConnect', () => {
  it('tells of a source that was lost', () => {
    expect(sourceHealthIn(health('DISCONNECTED', 'CONNECTED'))).toStrictEqual({
      flowArn: 'arn:flow:news-one-A-0',
      source: 'main',
      state: 'DISCONNECTED',
    });
  });

  it('tells of a flow that has gone over to its other source, and back', () => {
    const over = { flowArn: 'arn:flow:news-one-A-0', failedOver: true };

    expect(sourceFailoverIn(flowHealth(true, false))).toStrictEqual(over);
    expect(sourceFailoverIn(flowHealth(false, true))).toStrictEqual({ ...over, failedOver: false });
    expect(sourceFailoverIn(flowHealth(true, true))).toBeUndefined();
    expect(sourceFailoverIn(flowHealth(true, false, 'DISCONNECTED'))).toBeUndefined();
    expect(sourceFailoverIn(health('DISCONNECTED', 'CONNECTED'))).toBeUndefined();
  });

  it('tells nothing when the state is the same, or when it is of another kind', () => {
    expect(sourceHealthIn(health('CONNECTED', 'CONNECTED'))).toBeUndefined();
    expect(
      sourceHealthIn({ ...health('DISCONNECTED', 'CONNECTED'), 'detail-type': 'MediaConnect Alert' }),
    ).toBeUndefined();
  });
});

function flowHealth(current: boolean, previous: boolean, state = 'CONNECTED'): AwsEvent {
  return {
    ...health('', ''),
    'detail-type': 'MediaConnect Flow Health',
    resources: ['arn:flow:news-one-A-0'],
    detail: {
      current: { failover_switch: current, source_state: state },
      previous: { failover_switch: previous, source_state: state },
    },
  };
}

function health(current: string, previous: string): AwsEvent {
  return {
    version: '0',
    id: 'id',
    'detail-type': 'MediaConnect Source Health',
    source: 'aws.mediaconnect',
    account: '000000000000',
    time: '2026-11-21T15:00:00Z',
    region: 'eu-west-1',
    resources: ['arn:flow:news-one-A-0', 'arn:source:main'],
    detail: { current: { state: current }, previous: { state: previous } },
  };
}

function call(service: string, operation: string, body: string): ObservedCall {
  return {
    service,
    operation,
    functionName: undefined,
    required: [],
    call: {
      service,
      operation,
      principal: { accessKeyId: 'x' },
      region: 'eu-west-1',
      method: 'POST',
      url: '/',
      headers: {},
      body: Buffer.from(body),
      receivedAt: 1000,
    },
    reply: { status: 200, headers: {}, body: '' },
    status: 200,
    receivedAt: 1000,
    finishedAt: 1001,
  };
}
