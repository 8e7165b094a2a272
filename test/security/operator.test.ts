// What is asked of the operator function, by somebody who may invoke it and means harm.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { channelArnOf } from '../control/support/deployment.ts';
import { lambdaContext, operatorOn } from '../control/support/lambda.ts';
import { channelArn, scheduled, settleOnA } from '../control/support/rehearsal.ts';
import { world, type World } from '../control/support/world.ts';
import { catastrophic, forging, inherited, isPolluted, nested, polluting } from './hostile.ts';

let w: World;

beforeEach(async () => {
  w = await world();
  await settleOnA(w);
});

/** What comes of a request that no sensible program would send; the invocation itself never fails. */
async function codeOf(request: unknown): Promise<string> {
  const response = await operatorOn(w)(request, lambdaContext());
  expect(JSON.stringify(response).length).toBeLessThan(5_000);
  return response.ok ? 'ok' : response.error.code;
}

const order = { command: 'switch', channel: 'channel-1', to: 'B' };

describe('a request to the operator function', () => {
  it('cannot reach the prototype of all objects', async () => {
    const polluted: unknown = JSON.parse(polluting(JSON.stringify({ command: 'status', channel: '1' })));
    expect(await codeOf(polluted)).toBe('INVALID_REQUEST');
    expect(isPolluted()).toBe(false);
  });

  it.each(inherited)('finds no channel, group, site or command called %s', async (name) => {
    expect(await codeOf({ command: name })).toBe('INVALID_REQUEST');
    expect(await codeOf({ command: 'status', channel: name })).toBe('UNKNOWN_CHANNEL');
    expect(await codeOf({ ...order, to: name })).toBe('UNKNOWN_INPUT_GROUP');
    expect(await codeOf({ ...order, to: name, force: true })).toBe('UNKNOWN_INPUT_GROUP');
    expect(await codeOf({ command: 'hold', group: name, reason: 'x' })).toBe('UNKNOWN_GROUP');
    expect(await codeOf({ command: 'disable', group: 'news', site: name })).toBe('UNKNOWN_INPUT_GROUP');
    expect(await codeOf({ command: 'history', group: name })).toBe('UNKNOWN_GROUP');
    expect(scheduled(w)).toEqual([]);
  });

  it.each([
    ['of another account', channelArn.replace(/:\d{12}:/, ':999999999999:')],
    ['of another region', channelArn.replace('eu-west-1', 'us-east-1')],
    ['that is not managed', channelArnOf(4711)],
  ])('moves no channel %s', async (_what, channel) => {
    expect(await codeOf({ ...order, channel, force: true })).toBe('NOT_MANAGED');
    expect(scheduled(w)).toEqual([]);
  });

  it.each([
    ['by', { ...order, by: forging }],
    ['reason', { ...order, reason: forging }],
    ['reason of a hold', { command: 'hold', channel: '1', reason: 'live\nshow' }],
    ['channel', { command: 'status', channel: forging }],
    ['cursor', { command: 'history', channel: '1', cursor: forging }],
  ])('is refused with control characters in it: %s', async (_what, request) => {
    expect(await codeOf(request)).toBe('INVALID_REQUEST');
  });

  it('is refused briefly, however long it is', async () => {
    const long = 'x'.repeat(250_000);
    for (const request of [
      { ...order, to: long },
      { ...order, reason: long },
      { command: long },
      { ...order, [long]: 1 },
      { ...order, at: long },
      { ...order, force: long },
      Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`key-${index}`, index])),
    ]) {
      expect(await codeOf(request)).toBe('INVALID_REQUEST');
    }
  });

  it('does no harm by being deep or made to be slow', async () => {
    const deep: unknown = JSON.parse(nested(10_000));
    for (const request of [
      deep,
      { ...order, reason: deep },
      { ...order, at: catastrophic },
      null,
      7,
      'list',
    ]) {
      expect(await codeOf(request)).toBe('INVALID_REQUEST');
    }
  });

  it.each([
    '~',
    '../GROUP#news',
    'CONFIG',
    '#',
    '0',
    '\uffff',
    '2026-11-21T12:00:00+09#x',
    '2026-02-30T12:00:00.000Z#x',
  ])('reads a log only from where a page has ended, and not from "%s"', async (cursor) => {
    expect(await codeOf({ command: 'history', channel: '1', cursor })).toBe('INVALID_REQUEST');
    expect(await codeOf({ command: 'history', group: 'news', cursor })).toBe('INVALID_REQUEST');
  });

  it('reads a log on from where a page has ended', async () => {
    const first = await operatorOn(w)({ command: 'history', channel: '1', limit: 1 }, lambdaContext());
    const cursor = first.ok && 'next' in first ? first.next : null;
    expect(cursor).toMatch(/Z#/);
    expect(await codeOf({ command: 'history', channel: '1', cursor })).toBe('ok');
  });

  // valibot takes some of these for timestamps, and V8 makes nothing of them.
  it.each([
    '2026-11-21T13:00:00+09',
    '2026-02-30T12:00:00Z',
    '2026-11-21T25:00:00Z',
    '2026-11-21T12:00:00+99:00',
    '',
  ])('names a moment that there is, and not "%s"', async (moment) => {
    expect(await codeOf({ ...order, at: moment })).toBe('INVALID_REQUEST');
    expect(await codeOf({ command: 'history', channel: '1', since: moment })).toBe('INVALID_REQUEST');
    expect(await codeOf({ command: 'history', group: 'news', since: moment })).toBe('INVALID_REQUEST');
  });

  it.each(['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-11-21T12:00:00Z'])(
    'plans nothing for a moment that MediaLive does not take: %s',
    async (at) => {
      expect(await codeOf({ ...order, at })).toBe('REFUSED');
      expect(scheduled(w)).toEqual([]);
    },
  );
});
