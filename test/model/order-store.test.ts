import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { dynamoCallBudget } from '../../aws/adapters/dynamo-call-budget.ts';
import { dynamoOrderStore } from '../../aws/adapters/dynamo-order-store.ts';
import { keys } from '../../aws/adapters/table-keys.ts';
import type { CallBudget } from '../../control/ports/call-budget.ts';
import type { OrderStore } from '../../control/ports/order-store.ts';
import { memoryOrderStore } from '../../model/memory-order-store.ts';
import { MemoryTable } from '../../model/memory-table.ts';
import { ManualClock, noon } from '../control/support/manual-clock.ts';
import { memoryCallBudget } from '../../model/memory-call-budget.ts';
import { openLocalTable, type LocalTable } from '../control/support/local-table.ts';

const hour = 3_600_000;
let table: LocalTable;
let tokens = 0;

beforeAll(async () => {
  table = await openLocalTable();
});
afterAll(() => table.close());

const stores: readonly [string, () => OrderStore][] = [
  ['the model', () => memoryOrderStore(new MemoryTable())],
  ['DynamoDB', () => dynamoOrderStore(table)],
];

describe.each(stores)('the order store (%s)', (_kind, open) => {
  let orders: OrderStore;
  let token: string;

  beforeEach(() => {
    orders = open();
    tokens += 1;
    token = `token-${tokens}`;
  });

  it('gives a token to the first order that claims it, and names that to the next', async () => {
    expect(await orders.claim(token, { fingerprint: 'one', at: noon }, noon + hour)).toBeNull();
    expect(await orders.claim(token, { fingerprint: 'two', at: noon + 1 }, noon + hour)).toEqual({
      fingerprint: 'one',
      at: noon,
      answer: null,
    });
  });

  it('gives a token to one of those that claim it at the same time', async () => {
    const claims = await Promise.all(
      Array.from({ length: 5 }, (_, index) =>
        orders.claim(token, { fingerprint: `order ${index}`, at: noon }, noon + hour),
      ),
    );
    expect(claims.filter((claim) => claim === null)).toHaveLength(1);
  });

  it('keeps the answer with the order', async () => {
    await orders.claim(token, { fingerprint: 'one', at: noon }, noon + hour);
    await orders.keepAnswer(token, 'done');
    expect(await orders.find(token, noon)).toMatchObject({ answer: 'done' });
    expect(await orders.find('another', noon)).toBeNull();
  });

  it('frees a token when its time is over, also where the item is still there', async () => {
    await orders.claim(token, { fingerprint: 'one', at: noon }, noon + hour);
    await orders.keepAnswer(token, 'done');
    expect(await orders.find(token, noon + hour)).toBeNull();
    const later = noon + hour;
    expect(await orders.claim(token, { fingerprint: 'two', at: later }, later + hour)).toBeNull();
    expect(await orders.find(token, later)).toEqual({ fingerprint: 'two', at: later, answer: null });
  });

  it('keeps no answer for a token that nobody has', async () => {
    await expect(orders.keepAnswer('nobody', 'done')).rejects.toThrow();
  });
});

describe('in DynamoDB', () => {
  it('orders and counts expire by themselves', async () => {
    const clock = new ManualClock();
    await dynamoOrderStore(table).claim('expiring', { fingerprint: 'one', at: noon }, noon + hour);
    await dynamoCallBudget(table, clock, 2000).take(1, 10);
    for (const Key of [keys.order('expiring'), keys.calls(noon)]) {
      const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key }));
      expect(Item?.['expiresAt']).toBeGreaterThan(noon / 1000);
      expect(Item?.['expiresAt']).toBeLessThanOrEqual((noon + hour) / 1000);
    }
  });
});

const budgets: readonly [string, (clock: ManualClock) => CallBudget][] = [
  ['the model', (clock) => memoryCallBudget(clock, 2000)],
  ['DynamoDB', (clock) => dynamoCallBudget(table, clock, 2000)],
];

describe.each(budgets)('a budget of calls (%s)', (_kind, open) => {
  it('ends, takes nothing where there is too little, and begins anew', async () => {
    const clock = new ManualClock();
    clock.advance(3_600_000);
    const budget = open(clock);
    expect(await budget.take(3, 5)).toBe(true);
    expect(await budget.take(3, 5)).toBe(false);
    expect(await budget.take(2, 5)).toBe(true);
    expect(await budget.take(1, 5)).toBe(false);
    expect(await budget.take(5, 10)).toBe(true);
    clock.advance(2000);
    expect(await budget.take(5, 5)).toBe(true);
  });
});

describe('a budget in DynamoDB', () => {
  it('is one for every copy of a function', async () => {
    const clock = new ManualClock();
    clock.advance(7_200_000);
    const copies = Array.from({ length: 8 }, () => dynamoCallBudget(table, clock, 2000));
    const taken = await Promise.all(copies.map((copy) => copy.take(1, 5)));
    expect(taken.filter(Boolean)).toHaveLength(5);
  });
});
