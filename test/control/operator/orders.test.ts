import { beforeEach, describe, expect, it } from '@jest/globals';
import type { OperatorRequest } from '../../../control/operator/protocol.ts';
import { type ChannelOrderResponse } from '../../../control/operator/responses.ts';
import { askOperator, codeFrom } from './ask.ts';
import { channelArnOf, memberOf } from '../support/deployment.ts';
import { lambdaContext, operatorOn } from '../support/lambda.ts';
import { channelArn, scheduled, settleOnA } from '../support/rehearsal.ts';
import { world, type World } from '../support/world.ts';

let w: World;

beforeEach(async () => {
  w = await world();
  await settleOnA(w);
});

const ask = (request: OperatorRequest) => askOperator(w, request);
const codeOf = (request: OperatorRequest) => codeFrom(w, request);

async function order(request: OperatorRequest): Promise<ChannelOrderResponse> {
  const response = await ask(request);
  if (!response.ok || !('decisions' in response)) throw new Error(JSON.stringify(response));
  return response;
}

describe('the order to switch', () => {
  it.each([channelArn, '1', 'channel-1'])('finds the channel by what it is called: %s', async (channel) => {
    const response = await order({
      command: 'switch',
      channel,
      to: 'B',
      force: true,
      reason: 'test',
      by: 'ann',
    });
    expect(response).toMatchObject({
      channel: { arn: channelArn, name: 'channel-1' },
      dryRun: false,
      switch: { kind: 'manual', from: 'A', to: 'B', by: 'ann', reason: 'test', accepted: true },
      planned: null,
    });
    expect(scheduled(w)).toEqual(['site-B']);
    expect(response.effects.map(({ what }) => what).join()).toMatch(/Accepted for 2026-/);
  });

  it('says with dryRun what would happen, and does nothing', async () => {
    const { saves } = w.channels;
    const response = await order({
      command: 'switch',
      channel: '1',
      to: 'B',
      force: true,
      dryRun: true,
    });
    expect(response).toMatchObject({ dryRun: true, switch: { to: 'B', accepted: false } });
    expect(response.effects[0]?.what).toMatch(/switch to "site-B" 15.5 s from the call/);
    expect(scheduled(w)).toEqual([]);
    expect(w.channels.saves).toBe(saves);
    expect(w.notifier.notified).toEqual([]);
  });

  it('can be for later, and taken back', async () => {
    const at = new Date(w.clock.now() + 3_600_000).toISOString();
    const planned = await order({ command: 'switch', channel: '1', to: 'B', at, force: true });
    expect(planned.planned).toMatchObject({ kind: 'planned', to: 'B', startAt: at });
    expect(scheduled(w)).toEqual(['site-B']);
    expect(await order({ command: 'cancel', channel: '1' })).toMatchObject({ planned: null });
    expect(scheduled(w)).toEqual([]);
  });

  it('is refused for the reason that stands in its way', async () => {
    const response = await ask({ command: 'switch', channel: '1', to: 'A' });
    expect(response).toMatchObject({
      ok: false,
      error: { code: 'REFUSED', message: 'A is on air already.' },
    });
  });

  it('is refused when MediaLive refuses it', async () => {
    const { generation } = w.channels.stateOf(channelArn);
    const rejected = { type: 'rejected', message: 'No such attachment.' } as const;
    w.mediaLive.nextAnswers.push(rejected, rejected, rejected);
    const at = new Date(w.clock.now() + 3_600_000).toISOString();
    const response = await ask({ command: 'switch', channel: '1', to: 'B', at, force: true });
    expect(response).toMatchObject({ ok: false, error: { code: 'REFUSED' } });
    expect(w.channels.stateOf(channelArn).planned).toBeNull();
    expect(w.channels.stateOf(channelArn).generation).toBe(generation + 1);
  });

  it('to a site that does not exist names those that do', async () => {
    expect(await ask({ command: 'switch', channel: '1', to: 'C' })).toMatchObject({
      ok: false,
      error: { code: 'UNKNOWN_INPUT_GROUP', message: expect.stringMatching(/there are: A, B/) },
    });
  });
});

describe('naming a channel', () => {
  it('fails where there is none of that name', async () => {
    const response = await ask({ command: 'cancel', channel: 'nowhere' });
    expect(response).toMatchObject({
      error: {
        code: 'UNKNOWN_CHANNEL',
        message: 'No managed channel is called "nowhere". There are 1: channel-1.',
      },
    });
  });

  it('fails where there are two', async () => {
    await w.members.put(memberOf(2, { name: 'channel-1' }), null);
    expect(await codeOf({ command: 'cancel', channel: 'channel-1' })).toBe('AMBIGUOUS_CHANNEL');
  });

  it('fails where it is not managed', async () => {
    expect(await codeOf({ command: 'cancel', channel: channelArnOf(4711) })).toBe('NOT_MANAGED');
  });
});

describe('a hold on a channel', () => {
  it('is placed, shown and lifted', async () => {
    await order({ command: 'hold', channel: '1', reason: 'rehearsal', by: 'ann', forSeconds: 600 });
    expect(w.channels.stateOf(channelArn).hold).toMatchObject({
      kind: 'operator',
      by: 'ann',
      reason: 'rehearsal',
      until: w.clock.now() + 600_000,
    });
    await order({ command: 'release', channel: '1' });
    expect(w.channels.stateOf(channelArn).hold).toBeNull();
  });
});

describe('a channel and its group that are both held', () => {
  beforeEach(async () => {
    await ask({ command: 'hold', group: 'news', reason: 'live show', by: 'ann' });
    await ask({ command: 'hold', channel: '1', reason: 'cup final', by: 'bob' });
  });

  it('are released one by one: the answer to the one names the other', async () => {
    expect(await order({ command: 'release', channel: '1' })).toMatchObject({
      group: 'news',
      heldBefore: [{ scope: 'channel' }, { scope: 'group' }],
      holds: [{ scope: 'group', reason: 'live show' }],
    });
  });

  it('say so before it is done', async () => {
    expect(await order({ command: 'release', channel: '1', dryRun: true })).toMatchObject({
      holds: [{ scope: 'group' }],
    });
  });

  it('are released the other way round just the same', async () => {
    expect(await ask({ command: 'release', group: 'news' })).toMatchObject({
      stillHeld: [{ channel: 'channel-1', hold: { scope: 'channel', reason: 'cup final' } }],
    });
  });
});

describe('a request', () => {
  it.each([
    [{ command: 'dance' }, /command/],
    [{ command: 'switch', channel: '1' }, /to: /],
    [{ command: 'hold', reason: 'x' }, /either a channel or a group/],
    [{ command: 'hold', channel: '1', group: 'news', reason: 'x' }, /either a channel or a group/],
    [{ command: 'hold', channel: '1' }, /reason/],
    [{ command: 'switch', channel: '1', to: 'B', force: 'yes' }, /force/],
    [{ command: 'list', typo: 1 }, /typo/],
    [null, /request/],
    [
      { command: 'hold', channel: '1', reason: 'x', forSeconds: 34_560_000 },
      /34560000 is not allowed\. Allowed: a whole number from 1 to 2592000\. A hold ends after 30 days/,
    ],
    [{ command: 'hold', channel: '1', reason: '' }, /reason: There is nothing in it\. Give it a word[^;]*"/],
    [{ command: 'hold', channel: '1', reason: 'x'.repeat(501) }, /It has 501 characters\. Allowed: 500/],
    [{ command: 'switch', channel: '1', to: 'B', at: 'noon' }, /at: It is not a time\. Give an instant like/],
    [{ command: 'history', channel: '1', limit: 0 }, /limit: 0 is not allowed\. Allowed: .* 1 to 200/],
    [{ command: 'switch', channel: '1', to: 2 }, /to: 2 is not allowed\. Allowed: string/],
  ])('that is not in the protocol is told why: %j', async (request, message) => {
    const response = await operatorOn(w)(request, lambdaContext());
    expect(response).toMatchObject({ ok: false, error: { code: 'INVALID_REQUEST' } });
    expect(JSON.stringify(response)).toMatch(message);
  });

  it('that fails for a reason nobody foresaw is answered all the same', async () => {
    w.members.list = () => Promise.reject(new TypeError('table out of reach'));
    expect(await ask({ command: 'cancel', channel: '1' })).toMatchObject({
      ok: false,
      error: { code: 'INTERNAL', message: 'The request failed: TypeError, request request-1.' },
    });
  });

  it('that meets others again and again is given back to its caller', async () => {
    w.channels.save = () => Promise.resolve('conflict');
    expect(await codeOf({ command: 'hold', channel: '1', reason: 'x' })).toBe('CONFLICT');
  });
});
