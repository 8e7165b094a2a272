// What is asked of the operator function, by somebody who may invoke it and means harm.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { makeHandler } from '../../lambdas/operator/make-handler.ts';
import { channelArnOf } from '../lambdas/support/deployment.ts';
import { lambdaContext } from '../lambdas/support/lambda.ts';
import { channelArn, scheduled, settleOnA } from '../lambdas/support/rehearsal.ts';
import { world, type World } from '../lambdas/support/world.ts';
import { catastrophic, forging, inherited, isPolluted, nested, polluting } from './hostile.ts';

let w: World;

beforeEach(async () => {
  w = await world();
  await settleOnA(w);
});

/** What comes of a request that no sensible program would send; the invocation itself never fails. */
async function codeOf(request: unknown): Promise<string> {
  const response = await makeHandler(w)(request, lambdaContext());
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

  it.each(inherited)('finds no channel, group, input group or command called %s', async (name) => {
    expect(await codeOf({ command: name })).toBe('INVALID_REQUEST');
    expect(await codeOf({ command: 'status', channel: name })).toBe('UNKNOWN_CHANNEL');
    expect(await codeOf({ ...order, to: name })).toBe('UNKNOWN_INPUT_GROUP');
    expect(await codeOf({ ...order, to: name, force: true })).toBe('UNKNOWN_INPUT_GROUP');
    expect(await codeOf({ command: 'hold', group: name, reason: 'x' })).toBe('UNKNOWN_GROUP');
    expect(await codeOf({ command: 'disable', group: 'news', inputGroup: name })).toBe('UNKNOWN_INPUT_GROUP');
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

  it('reads only the log that it names, whatever its cursor says', async () => {
    const history = async (cursor: string) => {
      const response = await makeHandler(w)({ command: 'history', channel: '1', cursor }, lambdaContext());
      return response.ok && 'entries' in response ? response.entries : [];
    };
    const all = await history('~');
    for (const cursor of ['../GROUP#news', 'CONFIG', '#', '0', '\uffff']) {
      const entries = await history(cursor);
      expect(all).toEqual(expect.arrayContaining([...entries]));
    }
  });
});
