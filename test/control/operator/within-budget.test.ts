/** Goal: whatever operators and their programs ask, the calls that failovers need are left to them. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { OperatorRequest } from '../../../control/operator/protocol.ts';
import { withinBudget } from '../../../control/operator/within-budget.ts';
import { channelArnOf, memberOf } from '../support/deployment.ts';
import { lambdaContext, operatorOn } from '../support/lambda.ts';
import { channelArn, loseA, pass, scheduled, settleOnA } from '../support/rehearsal.ts';
import { world, type World } from '../support/world.ts';

/** A quarter of the 20 calls a second that MediaLive gives an account. */
const share = 5;

let w: World;

beforeEach(async () => {
  w = await world();
  await settleOnA(w);
});

const overviews = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    arn: channelArnOf(index + 1),
    id: String(index + 1),
    name: `channel-${index + 1}`,
    state: 'RUNNING',
    attachments: ['one', 'two'],
  }));
const copyOfFunction = () => {
  const handler = operatorOn(w);
  return (request: OperatorRequest) => handler(request, lambdaContext());
};
const gateway = () => withinBudget(w.mediaLive, w.budget, w.logger);

describe('the list of channels', () => {
  it('is asked for once in five seconds, however often it is shown', async () => {
    const ask = copyOfFunction();
    w.mediaLive.channels = overviews(2);
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask({ command: 'list' })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    for (let count = 1; count < 200; count += 1) {
      await ask({ command: 'list' });
      w.clock.advance(20);
    }
    expect(w.mediaLive.calls).toEqual(['ListChannels']);
    w.clock.advance(5000);
    w.mediaLive.channels = overviews(3);
    expect(await ask({ command: 'list' })).toMatchObject({ channels: { length: 3 } });
  });

  it('shows at once what the table says, whatever MediaLive has said before', async () => {
    const ask = copyOfFunction();
    w.mediaLive.channels = overviews(1);
    await ask({ command: 'list' });
    await ask({ command: 'hold', channel: '1', reason: 'show' });
    expect(await ask({ command: 'list' })).toMatchObject({ channels: [{ holds: [{ reason: 'show' }] }] });
  });

  it('is asked for anew after it was not answered', async () => {
    const ask = copyOfFunction();
    w.mediaLive.silent = true;
    expect(await ask({ command: 'list' })).toMatchObject({ error: { code: 'SERVICE_UNAVAILABLE' } });
    w.mediaLive.silent = false;
    expect(await ask({ command: 'list' })).toMatchObject({ ok: true });
  });

  it('leaves failovers their calls, in however many copies of the function it is asked for', async () => {
    for (let round = 0; round < 20; round += 1) {
      await Promise.all(Array.from({ length: 10 }, () => copyOfFunction()({ command: 'list' })));
      w.clock.advance(500);
    }
    expect(w.mediaLive.calls.length).toBeGreaterThan(0);
    expect(w.mediaLive.calls.length).toBeLessThanOrEqual(10 * share);
  });

  it('says why it is not there, and what to do', async () => {
    while (await w.budget.take(1, 5));
    expect(await copyOfFunction()({ command: 'list' })).toMatchObject({
      error: { code: 'SERVICE_UNAVAILABLE', message: expect.stringMatching(/within 2 s/) },
    });
  });

  it('counts each page of a hundred channels as a call', async () => {
    w.mediaLive.channels = overviews(401);
    await gateway().listChannels();
    expect(await w.budget.take(1, 5)).toBe(false);
    expect(await w.budget.take(5, 10)).toBe(true);
  });
});

describe('questions before an order', () => {
  it('of dry runs about a channel that nothing is known of stop at half the budget', async () => {
    await w.members.put(memberOf(2), null);
    const ask = copyOfFunction();
    for (let count = 0; count < 100; count += 1) {
      await ask({ command: 'switch', channel: '2', to: 'B', dryRun: true });
      w.clock.advance(20);
    }
    expect(w.mediaLive.calls.length).toBeGreaterThan(0);
    expect(w.mediaLive.calls.length).toBeLessThanOrEqual(2 * share);
  });

  it('that are not asked hold up no order', async () => {
    while (await w.budget.take(1, 5));
    expect(await copyOfFunction()({ command: 'switch', channel: '1', to: 'B', force: true })).toMatchObject({
      ok: true,
      switch: { to: 'B', accepted: true },
    });
    expect(scheduled(w)).toEqual(['site-B']);
  });
});

describe('orders', () => {
  it('beyond the budget are owed, not lost', async () => {
    while (await w.budget.take(1, 10));
    const from = w.clock.now();
    expect(await copyOfFunction()({ command: 'switch', channel: '1', to: 'B', force: true })).toMatchObject({
      ok: true,
      switch: { to: 'B' },
    });
    for (let round = 0; round < 10 && scheduled(w).length === 0; round += 1) await pass(w, 1000);
    expect(scheduled(w)).toEqual(['site-B']);
    expect(w.clock.now() - from).toBeLessThan(30_000);
  });

  it('are carried out where the calls cannot be counted', async () => {
    w.budget.take = () => Promise.reject(new Error('table out of reach'));
    const bounded = gateway();
    await bounded.cancelSwitch(channelArn, 'planned-1-B-x');
    await bounded.prepareInput(channelArn, 'prepare-1-B-x', 'site-B');
    expect(await bounded.findAction(channelArn, 'prepare-1-B-x')).toMatchObject({ attachment: 'site-B' });
    expect(w.mediaLive.calls).toHaveLength(3);
  });
});

describe('a failover', () => {
  it('is not counted, and not kept waiting by what operators have spent', async () => {
    let taken = 0;
    w.budget.take = () => {
      taken += 1;
      return Promise.resolve(false);
    };
    await loseA(w);
    await pass(w, 3000);
    expect(scheduled(w)).toEqual(['site-B']);
    expect(taken).toBe(0);
  });
});
