import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { reportMisread } from '../../aws/adapters/misread.ts';
import { dynamoGroupStore } from '../../aws/adapters/dynamo-group-store.ts';
import type { GroupStore } from '../../control/ports/group-store.ts';
import { memoryGroupStore } from '../../model/memory-group-store.ts';
import { MemoryTable } from '../../model/memory-table.ts';
import { RecordingLogger } from '../control/support/recording-logger.ts';
import { RecordingMeter } from '../control/support/recording-meter.ts';
import { ManualClock, noon } from '../control/support/manual-clock.ts';
import { definition, owner } from '../control/support/deployment.ts';
import { openLocalTable, type LocalTable } from '../control/support/local-table.ts';

let table: LocalTable;

const clock = new ManualClock();

beforeAll(async () => {
  table = await openLocalTable();
});
afterAll(() => table.close());

const hold = { by: 'ann', reason: 'rehearsal', at: noon, until: null };

const kinds: readonly [string, () => GroupStore][] = [
  ['the model', () => memoryGroupStore(new MemoryTable())],
  ['DynamoDB', () => dynamoGroupStore(table, clock)],
];

describe.each(kinds)('the group store (%s)', (_kind, open) => {
  let groups: GroupStore;

  beforeEach(async () => {
    groups = open();
    await groups.remove('news');
    await groups.define('news', definition, owner);
  });

  it('gives back what was defined, with nothing overridden', async () => {
    expect(await groups.load('news')).toEqual({
      name: 'news',
      definition,
      operator: { unavailable: [], hold: null },
      owner,
      version: 1,
    });
    expect(await groups.load('sport')).toBeNull();
  });

  it("keeps the operators' word through a deployment", async () => {
    await groups.override('news', { unavailable: ['B'], hold }, 1);
    await groups.define('news', { ...definition, sites: ['B', 'A'] }, owner);
    const group = await groups.load('news');
    expect(group?.operator).toEqual({ unavailable: ['B'], hold });
    expect(group?.definition.sites).toEqual(['B', 'A']);
  });

  it('refuses an override on top of a version that is not the stored one', async () => {
    expect(await groups.override('news', { unavailable: ['A'], hold: null }, 1)).toBe('saved');
    expect(await groups.override('news', { unavailable: ['B'], hold: null }, 1)).toBe('conflict');
    expect(await groups.override('sport', { unavailable: [], hold: null }, 1)).toBe('conflict');
    expect((await groups.load('news'))?.operator.unavailable).toEqual(['A']);
  });

  it('counts every change', async () => {
    await groups.override('news', { unavailable: [], hold }, 1);
    await groups.define('news', definition, owner);
    expect((await groups.load('news'))?.version).toBe(3);
  });

  it('forgets a removed group', async () => {
    await groups.remove('news');
    expect(await groups.load('news')).toBeNull();
  });
});

describe('the group store in DynamoDB', () => {
  const Key = { PK: 'GROUP#later', SK: 'CONFIG' };
  const { flow, ...policy } = definition.policy;
  const { maxAgeMs: _new, ...oldFlow } = flow;
  const stored = {
    ...Key,
    definition: { ...definition, policy: { ...policy, flow: oldFlow, mood: 'calm', failoverOn: 'majority' } },
    operator: { unavailable: ['B'], hold: null, tuning: { fine: true } },
    owner,
    version: 1,
    season: 'winter',
  };

  it('reads a group of any release: what is missing by the defaults, what it does not know kept through an order', async () => {
    await table.client.send(new PutCommand({ TableName: table.name, Item: stored }));
    const logger = new RecordingLogger();
    const meter = new RecordingMeter();
    const groups = dynamoGroupStore({ ...table, report: reportMisread({ logger, meter }) }, clock);
    const group = await groups.load('later');
    expect(group?.definition.policy).toEqual({ ...definition.policy, mood: 'calm' });
    expect(logger.lines[0]?.fields['paths']).toEqual(['group.definition.policy.failoverOn']);
    if (group) await groups.override('later', { ...group.operator, hold }, group.version);
    await groups.define('later', definition, owner);
    const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key }));
    expect(Item).toMatchObject({
      season: 'winter',
      schemaVersion: 1,
      operator: { unavailable: ['B'], hold, tuning: { fine: true } },
    });
  });

  it('reads even a group that says nothing, so that a deployment can write it anew', async () => {
    await table.client.send(new PutCommand({ TableName: table.name, Item: { ...Key, definition: 1 } }));
    const groups = dynamoGroupStore(table, clock);
    expect(await groups.load('later')).toMatchObject({
      definition: { sites: [] },
      operator: { hold: null },
    });
  });
});
