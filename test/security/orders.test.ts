/**
 * Goal: what an operator says of himself, why, and where, shows what it is in every log; it never passes for the control plane's
 * own; and what goes wrong inside is told to the log, not to the caller.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { dynamoLogStore } from '../../aws/adapters/dynamo-log-store.ts';
import { lambdaContext, operatorOn } from '../control/support/lambda.ts';
import { openLocalTable, type LocalTable } from '../control/support/local-table.ts';
import { channelArn, scheduled, settleOnA } from '../control/support/rehearsal.ts';
import { world, type World } from '../control/support/world.ts';

let w: World;

beforeEach(async () => {
  w = await world();
  await settleOnA(w);
});

const ask = (request: unknown) => operatorOn(w)(request, lambdaContext());
const codeOf = async (request: unknown) => {
  const response = await ask(request);
  return response.ok ? 'ok' : response.error.code;
};
const order = { command: 'switch', channel: 'channel-1', to: 'B', force: true };

describe('a text in a request', () => {
  const hiding = [
    '\u200b',
    'rain\u200b',
    'rain\u{e0041}',
    'rain\ud800',
    'rain\u3164',
    `rain${'\u0301'.repeat(400)}`,
    '\u2800',
  ];
  const fields: readonly [string, (text: string) => object][] = [
    ['by', (by) => ({ ...order, by })],
    ['reason', (reason) => ({ ...order, reason })],
    ['reason of a hold', (reason) => ({ command: 'hold', group: 'news', reason })],
    ['channel', (channel) => ({ ...order, channel })],
    ['site', (to) => ({ ...order, to })],
    ['group', (group) => ({ command: 'hold', group, reason: 'x' })],
    ['site of a group', (site) => ({ command: 'disable', group: 'news', site })],
    ['channel to show', (channel) => ({ command: 'status', channel })],
    ['cursor', (cursor) => ({ command: 'history', channel: '1', cursor })],
  ];

  it.each(fields)('hides nothing: %s', async (_field, requestWith) => {
    for (const text of hiding) expect(await codeOf(requestWith(text))).toBe('INVALID_REQUEST');
    expect(scheduled(w)).toEqual([]);
  });

  it('may be in any script', async () => {
    expect(await codeOf({ ...order, by: 'Анна Петрова', reason: '嵐 ⚠️' })).toBe('ok');
  });
});

describe('who gives an order', () => {
  it.each([
    'automation',
    'Automation',
    ' AUTOMATION ',
    'auto-mation',
    'aut0mation',
    'automatión',
    'ａｕｔｏｍａｔｉｏｎ',
    'automation 2',
    'the automation service',
    'failover',
    'medialive-failover',
    'MediaLive',
    'AWS MediaLive',
    'control plane controller',
    'reconciler',
    'arn:aws:cloudformation:eu-west-1:000000000000:stack/control-plane/1',
    '\u0430utomation',
    'aut\u03bfmation',
  ])('is not the control plane itself: %s', async (by) => {
    expect(await ask({ ...order, by })).toMatchObject({ ok: false, error: { code: 'INVALID_REQUEST' } });
    expect(await codeOf({ command: 'hold', group: 'news', reason: 'x', by })).toBe('INVALID_REQUEST');
    expect(scheduled(w)).toEqual([]);
  });

  it.each([
    'Kim from automation',
    'ops@example.org',
    'operator',
    'ann (shift 2)',
    'Jenkins',
    'Ελένη',
    'system-tests',
  ])('is anybody else: %s', async (by) => {
    expect(await codeOf({ ...order, by, dryRun: true })).toBe('ok');
  });

  it('stands in the log beside the id under which CloudTrail has the caller', async () => {
    await ask({ ...order, by: 'ann' });
    await ask({ command: 'disable', group: 'news', site: 'A', by: 'ann' });
    expect(await ask({ command: 'history', channel: '1' })).toMatchObject({
      entries: expect.arrayContaining([
        expect.objectContaining({ requestId: 'request-1', evidence: expect.objectContaining({ by: 'ann' }) }),
      ]),
    });
    expect(await ask({ command: 'history', group: 'news' })).toMatchObject({
      entries: [{ by: 'ann', requestId: 'request-1' }],
    });
    expect(await ask({ command: 'status', channel: '1' })).toMatchObject({
      channel: { recent: expect.arrayContaining([expect.objectContaining({ requestId: 'request-1' })]) },
    });
  });

  it('is not made up for what nobody ordered', async () => {
    const { entries } = await w.log.decisions(channelArn, { limit: 50 });
    expect(entries.length).toBeGreaterThan(0);
    const response = await ask({ command: 'history', channel: '1' });
    expect(JSON.stringify(response)).not.toContain('requestId');
  });
});

describe('an error inside', () => {
  const role = 'arn:aws:sts::111122223333:assumed-role/OperatorRole/x';
  const denied = () => {
    const error = new Error(`User: ${role} is not authorized to perform: x on resource: arn:aws:x`);
    error.name = 'AccessDeniedException';
    return Promise.reject(error);
  };
  const leak = /arn:aws:(?!medialive)|111122223333|OperatorRole/;

  it.each([
    ['a list of members', () => (w.members.list = denied), { command: 'status', channel: '1' }],
    ['a group', () => (w.groups.load = denied), { command: 'hold', group: 'news', reason: 'x' }],
    ['a channel', () => (w.channels.load = denied), order],
    ['a log', () => (w.log.decisions = denied), { command: 'history', channel: '1' }],
    ['a token', () => (w.orders.claim = denied), { ...order, clientToken: 'x'.repeat(20) }],
  ])('is told by its name and the request: %s', async (_what, spoil, request) => {
    spoil();
    const response = await ask(request);
    expect(response).toMatchObject({
      ok: false,
      error: { code: 'INTERNAL', message: 'The request failed: AccessDeniedException, request request-1.' },
    });
    expect(JSON.stringify(response)).not.toMatch(leak);
    expect(
      JSON.stringify(w.logger.lines, (_key, value: unknown) =>
        value instanceof Error ? value.message : value,
      ),
    ).toContain(role);
  });

  it('has a name that says nothing else', async () => {
    w.members.list = () => Promise.reject(Object.assign(new Error('x'), { name: role }));
    expect(JSON.stringify(await ask({ command: 'status', channel: '1' }))).not.toMatch(leak);
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what somebody else throws.
    w.members.list = () => Promise.reject(role);
    expect(JSON.stringify(await ask({ command: 'status', channel: '1' }))).not.toMatch(leak);
  });

  it('of a message to people does not show in the answer to an order', async () => {
    w.notifier.notify = denied;
    w.publisher.publish = denied;
    const response = await ask(order);
    expect(JSON.stringify(response)).toContain('It will be tried again: AccessDeniedException');
    expect(JSON.stringify(response)).not.toMatch(leak);
  });
});

describe('a cursor', () => {
  let table: LocalTable;

  beforeAll(async () => {
    table = await openLocalTable();
  });
  afterAll(() => table.close());

  it.each([
    ['beyond the log', { cursor: '\u{1f600}' }],
    ['older than what is asked for', { cursor: '2026-11-01', since: '2026-11-20T00:00:00Z' }],
    ['longer than any key', { cursor: 'x'.repeat(1025) }],
  ])('that DynamoDB would refuse is refused: %s', async (_what, page) => {
    w.log = dynamoLogStore(table, 30);
    const response = await ask({ command: 'history', channel: '1', ...page });
    expect(response).toMatchObject({
      ok: false,
      error: { code: 'INVALID_REQUEST', message: expect.stringMatching(/^cursor: /) },
    });
    expect(await codeOf({ command: 'history', group: 'news', ...page })).toBe('INVALID_REQUEST');
  });

  it('reads nothing of another log', async () => {
    w.log = dynamoLogStore(table, 30);
    await w.log.appendChange('secret', {
      id: 'x',
      at: w.clock.now(),
      by: 'ann',
      what: 'SECRET',
      from: null,
      to: null,
      reason: null,
    });
    for (const cursor of ['../GROUP#secret', 'CONFIG', '#', '%', '{}', 'x'.repeat(200), '~']) {
      expect(JSON.stringify(await ask({ command: 'history', group: 'news', cursor }))).not.toContain(
        'SECRET',
      );
    }
  });
});

describe('a number or a scope that makes no sense', () => {
  const hold = { command: 'hold', channel: '1', reason: 'x' };

  it.each([
    ...[1e308, 0.5, -1, 0, '1', null, 30 * 86_400 + 1].map((forSeconds) => ({ ...hold, forSeconds })),
    ...[201, 0, 1.5, '5', null].map((limit) => ({ command: 'history', channel: '1', limit })),
    { ...hold, group: 'news' },
    { command: 'hold', reason: 'x' },
    { command: 'release' },
    { command: 'list', channel: '1' },
    { ...order, later: true },
    [order],
    { Records: [{ body: JSON.stringify(order) }] },
  ])('is refused: %j', async (request) => {
    expect(await codeOf(request)).toBe('INVALID_REQUEST');
    expect(w.channels.stateOf(channelArn).hold).toBeNull();
  });

  it.each(['9999-12-31T23:59:59Z', '0000-01-01T00:00:00Z', '1970-01-01T00:00:00Z'])(
    'is refused as the time of a plan: %s',
    async (at) => {
      expect(await codeOf({ ...order, at })).not.toBe('ok');
      expect(w.channels.stateOf(channelArn).planned).toBeNull();
      expect(scheduled(w)).toEqual([]);
    },
  );
});
