import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { dynamoClaimStore } from '../../aws/adapters/dynamo-claim-store.ts';
import { keys } from '../../aws/adapters/table-keys.ts';
import type { ClaimStore } from '../../control/ports/claim-store.ts';
import { memoryClaimStore } from '../../model/memory-claim-store.ts';
import { MemoryTable } from '../../model/memory-table.ts';
import { channelArnOf, memberOf } from '../control/support/deployment.ts';
import { openLocalTable, type LocalTable } from '../control/support/local-table.ts';

let table: LocalTable;
beforeAll(async () => {
  table = await openLocalTable();
});
afterAll(() => table.close());

const claimOf = (owner: string, at: number, name = 'news-one') => ({
  member: memberOf(1, { owner, name }),
  at,
});

const kinds: readonly [string, () => ClaimStore][] = [
  ['the model', () => memoryClaimStore(new MemoryTable())],
  ['DynamoDB', () => dynamoClaimStore(table)],
];

describe.each(kinds)('the claims on a channel (%s)', (_kind, open) => {
  let claims: ClaimStore;

  beforeEach(async () => {
    claims = open();
    for (const { member } of await claims.of(channelArnOf(1))) {
      await claims.remove(member.channelArn, member.owner);
    }
  });

  it('are one for each owner, the newest last', async () => {
    await claims.put(claimOf('new', 2000));
    await claims.put(claimOf('old', 1000));
    expect(await claims.of(channelArnOf(1))).toEqual([claimOf('old', 1000), claimOf('new', 2000)]);
    await claims.put(claimOf('old', 3000, 'news-two'));
    expect(await claims.of(channelArnOf(1))).toEqual([
      claimOf('new', 2000),
      claimOf('old', 3000, 'news-two'),
    ]);
    expect(await claims.of(channelArnOf(2))).toEqual([]);
  });

  it('can be withdrawn, also twice', async () => {
    await claims.put(claimOf('old', 1000));
    await claims.put(claimOf('new', 2000));
    await claims.remove(channelArnOf(1), 'old');
    await claims.remove(channelArnOf(1), 'old');
    expect(await claims.of(channelArnOf(1))).toEqual([claimOf('new', 2000)]);
  });
});

describe('the claims in DynamoDB', () => {
  it('count without one that cannot be read, and say so', async () => {
    const misread: unknown[] = [];
    const claims = dynamoClaimStore({ ...table, report: (...remark) => void misread.push(remark) });
    await claims.put(claimOf('new', 2000));
    const Item = { ...keys.claim(channelArnOf(1), 'old'), group: 'news', at: 'noon' };
    await table.client.send(new PutCommand({ TableName: table.name, Item }));
    expect(await claims.of(channelArnOf(1))).toEqual([claimOf('new', 2000)]);
    expect(misread).toEqual([[`claims on ${channelArnOf(1)}`, ['CLAIM#old']]]);
  });
});
