import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { dynamoGroupStore } from '../../../../lambdas/shared/adapters/dynamo-group-store.ts';
import type { GroupStore } from '../../../../lambdas/shared/ports/group-store.ts';
import { InMemoryGroupStore } from '../../fakes/in-memory-group-store.ts';
import { noon } from '../../fakes/manual-clock.ts';
import { definition, owner } from '../../support/deployment.ts';
import { openLocalTable, type LocalTable } from '../../support/local-table.ts';

let table: LocalTable;

beforeAll(async () => {
  table = await openLocalTable();
});
afterAll(() => table.close());

const kinds: readonly [string, () => GroupStore][] = [
  ['in memory', () => new InMemoryGroupStore()],
  ['DynamoDB', () => dynamoGroupStore(table)],
];

describe.each(kinds)('the group store (%s)', (_kind, open) => {
  let groups: GroupStore;
  const hold = { by: 'ann', reason: 'rehearsal', at: noon, until: null };

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
    await groups.define('news', { ...definition, inputGroups: ['B', 'A'] }, owner);
    const group = await groups.load('news');
    expect(group?.operator).toEqual({ unavailable: ['B'], hold });
    expect(group?.definition.inputGroups).toEqual(['B', 'A']);
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
