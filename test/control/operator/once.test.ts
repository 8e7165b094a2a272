/** Goal: an order that is given twice under one token is carried out once, however the first time went. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { OperatorRequest } from '../../../control/operator/protocol.ts';
import { lambdaContext, operatorOn } from '../support/lambda.ts';
import { channelArn, scheduled, settleOnA } from '../support/rehearsal.ts';
import { world, type World } from '../support/world.ts';

const clientToken = 'b8a2b3a4-0000-4000-8000-000000000001';
const switchToB = { command: 'switch', channel: '1', to: 'B', force: true, by: 'ann', clientToken } as const;
const hour = 3_600_000;

let w: World;

beforeEach(async () => {
  w = await world();
  await settleOnA(w);
});

const ask = (request: OperatorRequest | Record<string, unknown>) => operatorOn(w)(request, lambdaContext());
const schedulings = () => w.mediaLive.calls.filter((call) => call.startsWith('BatchUpdateSchedule'));

describe('an order under a token', () => {
  it('is carried out once, and answered the same every time', async () => {
    const first = await ask(switchToB);
    expect(first).toMatchObject({ ok: true, switch: { to: 'B' } });
    w.clock.advance(60_000);
    expect(await ask(switchToB)).toEqual(first);
    expect(schedulings()).toHaveLength(1);
  });

  it('is the same order in whatever sequence its fields are written', async () => {
    const first = await ask({ command: 'hold', channel: '1', reason: 'show', clientToken });
    expect(await ask({ clientToken, reason: 'show', dryRun: false, channel: '1', command: 'hold' })).toEqual(
      first,
    );
  });

  it('is not repeated for a group either', async () => {
    const hold = { command: 'hold', group: 'news', reason: 'show', clientToken } as const;
    const first = await ask(hold);
    expect(first).toMatchObject({ changes: [{ what: 'hold' }] });
    expect(await ask(hold)).toEqual(first);
    expect((await w.log.changes('news', { limit: 10 })).entries).toHaveLength(1);
  });

  it('keeps a refusal, also when nothing is in its way any more', async () => {
    const toA = { command: 'switch', channel: '1', to: 'A', clientToken } as const;
    const refused = await ask(toA);
    expect(refused).toMatchObject({ error: { code: 'REFUSED' } });
    expect(await ask(toA)).toEqual(refused);
  });

  it.each([
    ['another site', { ...switchToB, to: 'A' }],
    ['another signature', { ...switchToB, by: 'bob' }],
    ['another command', { command: 'release', channel: '1', clientToken }],
  ])('is refused with another request: %s', async (_what, other) => {
    await ask({ ...switchToB, to: 'B' });
    expect(await ask(other)).toMatchObject({
      ok: false,
      error: { code: 'TOKEN_REUSED', message: expect.stringContaining(clientToken) },
    });
    expect(scheduled(w)).toEqual(['site-B']);
  });

  it('is a new one after an hour', async () => {
    await ask({ command: 'hold', channel: '1', reason: 'show', clientToken });
    w.clock.advance(hour);
    await ask({ command: 'release', channel: '1', clientToken });
    expect(w.channels.stateOf(channelArn).hold).toBeNull();
  });

  it('is tried without taking the token, and without one it is given as often as it comes', async () => {
    expect(await ask({ ...switchToB, dryRun: true })).toMatchObject({ ok: true, dryRun: true });
    expect(await ask(switchToB)).toMatchObject({ ok: true, dryRun: false });
    const hold = { command: 'hold', group: 'news', reason: 'show' } as const;
    await ask({ ...hold, reason: 'one' });
    w.clock.advance(1);
    await ask({ ...hold, reason: 'two' });
    expect((await w.log.changes('news', { limit: 10 })).entries).toHaveLength(2);
  });

  it.each([
    ['short'],
    ['x'.repeat(65)],
    ['a token with blanks in it'],
    ['ORDER#../../STATE-0123'],
    [''],
    [7],
  ])('is not read when the token is none: %j', async (token) => {
    expect(await ask({ ...switchToB, clientToken: token })).toMatchObject({
      error: { code: 'INVALID_REQUEST' },
    });
    expect(w.table.orders.size).toBe(0);
  });
});

describe('an order under a token whose first time has no answer yet', () => {
  it('waits for that answer', async () => {
    const [first, second] = await Promise.all([ask(switchToB), ask(switchToB)]);
    expect(first).toMatchObject({ ok: true });
    expect(second).toEqual(first);
    expect(schedulings()).toHaveLength(1);
  });

  it('is not given again when the first time was cut off: its result is not known', async () => {
    const { orders } = w;
    w.orders = { ...orders, keepAnswer: () => Promise.reject(new Error('killed')) };
    await ask(switchToB);
    w.orders = orders;
    const again = await ask(switchToB);
    expect(again).toMatchObject({ ok: false, error: { code: 'OUTCOME_UNKNOWN' } });
    expect(schedulings()).toHaveLength(1);
    expect(Math.max(...w.clock.sleeps)).toBeLessThanOrEqual(250);
  });

  it('is answered when the first answer could not be kept', async () => {
    w.orders.keepAnswer = () => Promise.reject(new Error('no room'));
    expect(await ask(switchToB)).toMatchObject({ ok: true });
  });

  it('is not given where the token cannot be claimed', async () => {
    w.orders.claim = () => Promise.reject(new Error('table out of reach'));
    expect(await ask(switchToB)).toMatchObject({ error: { code: 'INTERNAL' } });
    expect(schedulings()).toHaveLength(0);
  });
});
