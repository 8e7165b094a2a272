import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { dynamoLogStore } from '../../aws/adapters/dynamo-log-store.ts';
import { UnknownCursor, type DecisionEntry, type LogStore } from '../../control/ports/log-store.ts';
import { memoryLogStore } from '../../model/memory-log-store.ts';
import { MemoryTable } from '../../model/memory-table.ts';
import { noon } from '../control/support/manual-clock.ts';
import { channelArnOf } from '../control/support/deployment.ts';
import { openLocalTable, type LocalTable } from '../control/support/local-table.ts';

let table: LocalTable;
let nextChannel = 1;

beforeAll(async () => {
  table = await openLocalTable();
});
afterAll(() => table.close());

const kinds: readonly [string, () => LogStore][] = [
  ['the model', () => memoryLogStore(new MemoryTable())],
  ['DynamoDB', () => dynamoLogStore(table, 30)],
];

function entryAt(minute: number, id = `event-${minute}#0`): DecisionEntry {
  const decision = {
    rule: 'evidence',
    outcome: 'noted',
    why: `minute ${minute}`,
    evidence: { minute },
  } as const;
  return { id, at: noon + minute * 60_000, decision };
}

describe.each(kinds)('the log store (%s)', (_kind, open) => {
  let log: LogStore;
  let channelArn: string;

  beforeEach(async () => {
    log = open();
    channelArn = channelArnOf(nextChannel++);
    for (const minute of [2, 0, 3, 1]) await log.appendDecision(channelArn, entryAt(minute));
  });

  it('reads a log newest first', async () => {
    const { entries, next } = await log.decisions(channelArn, { limit: 10 });
    expect(entries).toEqual([3, 2, 1, 0].map((minute) => entryAt(minute)));
    expect(next).toBeNull();
  });

  it('pages without losing or repeating an entry', async () => {
    const first = await log.decisions(channelArn, { limit: 3 });
    const second = await log.decisions(channelArn, { limit: 3, cursor: first.next ?? 'none' });
    expect([...first.entries, ...second.entries].map(({ id }) => id)).toEqual([
      'event-3#0',
      'event-2#0',
      'event-1#0',
      'event-0#0',
    ]);
    expect(second.next).toBeNull();
  });

  it('leaves out what is older than asked for', async () => {
    const { entries } = await log.decisions(channelArn, { limit: 10, since: noon + 2 * 60_000 });
    expect(entries.map(({ id }) => id)).toEqual(['event-3#0', 'event-2#0']);
  });

  it.each([
    ['beyond the log', '\uffff', undefined],
    ['in front of what is asked for', new Date(noon).toISOString(), noon + 60_000],
  ])('refuses a cursor %s', async (_where, cursor, since) => {
    const page = { limit: 10, cursor, ...(since !== undefined && { since }) };
    await expect(log.decisions(channelArn, page)).rejects.toThrow(UnknownCursor);
    await expect(log.changes('news', page)).rejects.toThrow(UnknownCursor);
  });

  it('takes a cursor between entries, or behind the last', async () => {
    const { entries } = await log.decisions(channelArn, { limit: 10, cursor: '0' });
    expect(entries).toEqual([]);
    const between = { limit: 10, cursor: `${new Date(noon + 90_000).toISOString()}#x` };
    expect((await log.decisions(channelArn, between)).entries).toHaveLength(2);
  });

  it('keeps two entries of one instant apart, and one entry once', async () => {
    await log.appendDecision(channelArn, entryAt(3, 'event-3#1'));
    await log.appendDecision(channelArn, entryAt(3, 'event-3#1'));
    expect((await log.decisions(channelArn, { limit: 10 })).entries).toHaveLength(5);
  });

  it('keeps the changes of a group', async () => {
    const change = { id: 'x', at: noon, by: 'ann', what: 'hold', from: null, to: 'on', reason: null };
    const group = `group-${channelArn.split(':').at(-1) ?? ''}`;
    await log.appendChange(group, change);
    expect(await log.changes(group, { limit: 10 })).toEqual({ entries: [change], next: null });
  });
});

describe('the log store in DynamoDB', () => {
  it('has an entry expire so many days after what it tells of', async () => {
    const channelArn = channelArnOf(nextChannel++);
    await dynamoLogStore(table, 30).appendDecision(channelArn, entryAt(0));
    const { Items = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: 'PK = :pk',
        ExpressionAttributeValues: { ':pk': `CHANNEL#${channelArn}` },
      }),
    );
    expect(Items.map((item) => [item['SK'], item['expiresAt']] as unknown[])).toEqual([
      ['LOG#2026-11-21T12:00:00.000Z#event-0#0', noon / 1000 + 30 * 86_400],
    ]);
  });

  it.each([8.64e15 + 1, -1, 'noon'])('leaves out an entry of no instant, and says so: %s', async (at) => {
    const channelArn = channelArnOf(nextChannel++);
    const reported: string[] = [];
    const log = dynamoLogStore({ ...table, report: (item) => reported.push(item) }, 30);
    await log.appendDecision(channelArn, entryAt(0));
    const key = { PK: `CHANNEL#${channelArn}`, SK: 'LOG#2026-11-21T12:30:00.000Z#x' };
    await table.client.send(new PutCommand({ TableName: table.name, Item: { ...key, ...entryAt(30), at } }));
    expect((await log.decisions(channelArn, { limit: 10 })).entries).toEqual([entryAt(0)]);
    expect(reported).toEqual([`${key.SK} of ${key.PK}`]);
  });
});
