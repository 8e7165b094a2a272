import { describe, expect, it } from '@jest/globals';
import { parseMessage } from '../../../control/events/parse-message.ts';
import { noon } from '../support/manual-clock.ts';
import { account, channelArnOf, flowArnOf } from '../support/deployment.ts';
import { alertEvent, flowEvent } from '../support/events.ts';

const parse = (message: object) =>
  parseMessage({ messageId: 'm1', body: JSON.stringify(message) }, account, noon);
const impossible = { type: 'ignored', reason: 'impossible-time' };

const own = (rest: object) => parse({ source: 'medialive-failover', channelArn: channelArnOf(1), ...rest });
const observation = (answers: object) => own({ kind: 'observation', answers });

describe('an event of AWS', () => {
  it.each([
    '2026-11-21T12:00:11Z',
    '2026-11-21T13:00:00Z',
    '1969-12-31T23:59:59Z',
    '2026-02-30T12:00:00Z',
    '2025-02-29T12:00:00Z',
    '9999-12-31T23:59:59Z',
  ])('dated %s cannot have happened by noon of 2026-11-21', (time) => {
    expect(parse({ ...alertEvent('SET', '0'), time })).toMatchObject(impossible);
    expect(parse({ ...flowEvent('CONNECTED'), time })).toMatchObject(impossible);
  });

  it.each([
    ['2026-11-21T12:00:10Z', noon],
    ['2026-11-21T13:00:00+01:00', noon],
    ['2024-02-29T12:00:00Z', Date.UTC(2024, 1, 29, 12)],
  ])('dated %s can', (time, at) => {
    expect(parse({ ...alertEvent('SET', '0'), time })).toMatchObject({ event: { at } });
  });
});

it.each([
  [noon, noon],
  [noon + 1, noon + 1000],
  [noon + 999, noon + 1000],
])('what is dated ahead of %d happened by the end of that second', (now, at) => {
  const message = (body: object) =>
    parseMessage({ messageId: 'm1', body: JSON.stringify(body) }, account, now);
  const event = { ...alertEvent('SET', '0'), time: '2026-11-21T12:00:09Z' };
  expect(message(event)).toMatchObject({ event: { at } });
  const flows = { [flowArnOf('A', 0)]: { at: noon + 9000, status: 'ACTIVE' } };
  const channel = { at: noon + 9000, state: 'RUNNING', pipelines: {} };
  const answers = { channel, flows };
  const own = { source: 'medialive-failover', kind: 'observation', channelArn: channelArnOf(1), answers };
  expect(message(own)).toMatchObject({
    event: { answers: { channel: { at }, flows: { [flowArnOf('A', 0)]: { at } } } },
  });
});

describe('a message of ours', () => {
  const alert = { alarmId: 'a', alertType: 't', pipeline: '0', message: '' };

  it.each([noon + 10_001, -1, 8.64e15 + 1, 1e300])('cannot speak of %d as past', (at) => {
    expect(observation({ channel: { at, state: 'RUNNING', pipelines: {} } })).toMatchObject(impossible);
    expect(observation({ alerts: [{ ...alert, setAt: at }] })).toMatchObject(impossible);
    expect(observation({ flows: { [flowArnOf('A', 0)]: { at, status: 'ACTIVE' } } })).toMatchObject(
      impossible,
    );
  });

  it.each([-1, noon + 401 * 86_400_000, 4.2e12, 8.64e15 + 1])('cannot have a timer due at %d', (dueAt) => {
    expect(own({ kind: 'timer', timerId: 't', dueAt })).toMatchObject(impossible);
  });

  it('carries what MediaConnect was asked, as it was answered', () => {
    const flows = {
      [flowArnOf('A', 0)]: {
        at: noon,
        status: 'ACTIVE',
        sending: true,
        errors: ['No packets.'],
        carries: false,
      },
      [flowArnOf('A', 1)]: { at: noon, status: null },
    };
    // That MediaLive was asked for this decision is nothing that a message can say.
    const event = observation({ askedAt: noon, flows });
    expect(event).toMatchObject({ event: { type: 'observation', answers: { flows } } });
    expect(event).not.toHaveProperty('event.answers.askedAt');
    expect(observation({ flows: 'unavailable' })).toMatchObject({
      event: { answers: { flows: 'unavailable' } },
    });
  });

  it.each([
    { flows: { 'not-an-arn': { at: noon, status: 'ACTIVE' } } },
    { flows: { [flowArnOf('A', 0)]: { at: noon } } },
    { flows: { [flowArnOf('A', 0)]: { at: noon, status: 'X'.repeat(2000) } } },
    { alerts: [{ ...alert, alarmId: '__proto__', setAt: noon }] },
  ])('is ignored with answers that are none: %j', (answers) => {
    expect(observation(answers)).toMatchObject({ type: 'ignored', reason: 'unknown-shape' });
  });
});
