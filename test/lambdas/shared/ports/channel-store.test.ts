import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { initialState } from '../../../../core/initial-state.ts';
import type { ChannelState } from '../../../../core/model/state.ts';
import { dynamoChannelStore } from '../../../../lambdas/shared/adapters/dynamo-channel-store.ts';
import { dynamoLogStore } from '../../../../lambdas/shared/adapters/dynamo-log-store.ts';
import { dynamoMemberStore } from '../../../../lambdas/shared/adapters/dynamo-member-store.ts';
import type { ChannelStore } from '../../../../lambdas/shared/ports/channel-store.ts';
import type { MemberStore } from '../../../../lambdas/shared/ports/member-store.ts';
import { InMemoryChannelStore } from '../../fakes/in-memory-channel-store.ts';
import { InMemoryMemberStore } from '../../fakes/in-memory-member-store.ts';
import { noon } from '../../fakes/manual-clock.ts';
import { channelArnOf, memberOf } from '../../support/deployment.ts';
import { openLocalTable, type LocalTable } from '../../support/local-table.ts';

let table: LocalTable;
let nextChannel = 1;

beforeAll(async () => {
  table = await openLocalTable();
});
afterAll(() => table.close());

const kinds: readonly [string, () => { channels: ChannelStore; members: MemberStore }][] = [
  [
    'in memory',
    () => {
      const members = new InMemoryMemberStore();
      return { members, channels: new InMemoryChannelStore(members) };
    },
  ],
  ['DynamoDB', () => ({ members: dynamoMemberStore(table), channels: dynamoChannelStore(table) })],
];

describe.each(kinds)('the channel store (%s)', (_kind, open) => {
  let stores: ReturnType<typeof open>;
  let channelArn: string;
  let state: ChannelState;

  beforeEach(() => {
    stores = open();
    channelArn = channelArnOf(nextChannel++);
    state = initialState(channelArn);
  });

  it('knows nothing of a channel that was never saved nor deployed', async () => {
    expect(await stores.channels.load(channelArn)).toEqual({ state: null, savedAt: 0, member: null });
  });

  it('gives back what was saved, one version on, with the time and the membership', async () => {
    const member = memberOf(channelArn.split(':').at(-1) ?? '');
    await stores.members.put(member, null);
    const hold = { kind: 'operator', by: 'ann', reason: 'test', at: noon, until: null } as const;
    const saved = await stores.channels.save({ ...state, hold }, noon);
    expect(saved).toEqual({ ...state, hold, version: 1 });
    expect(await stores.channels.load(channelArn)).toEqual({ state: saved, savedAt: noon, member });
  });

  it('refuses a save on top of a version that is not the stored one', async () => {
    await stores.channels.save(state, noon);
    expect(await stores.channels.save({ ...state, generation: 9 }, noon)).toBe('conflict');
    expect(await stores.channels.save({ ...state, version: 7 }, noon)).toBe('conflict');
    expect((await stores.channels.load(channelArn)).state?.generation).toBe(0);
  });

  it('lets exactly one of many simultaneous saves win', async () => {
    const first = await stores.channels.save(state, noon);
    if (first === 'conflict') throw new Error('the first save met a conflict');
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, generation) =>
        stores.channels.save({ ...first, generation }, noon + generation),
      ),
    );
    expect(results.filter((result) => result !== 'conflict')).toHaveLength(1);
    expect((await stores.channels.load(channelArn)).state?.version).toBe(2);
  });
});

describe('the channel store in DynamoDB', () => {
  it('reads no log entries along with the state', async () => {
    const channelArn = channelArnOf(nextChannel++);
    const decision = { rule: 'evidence', outcome: 'noted', why: 'x', evidence: {} } as const;
    await dynamoLogStore(table, 30).appendDecision(channelArn, { id: 'a#0', at: noon, decision });
    expect(await dynamoChannelStore(table).load(channelArn)).toEqual({
      state: null,
      savedAt: 0,
      member: null,
    });
  });

  it('refuses a state of another schema version and says what to do', async () => {
    const channelArn = channelArnOf(nextChannel++);
    const Item = { PK: `CHANNEL#${channelArn}`, SK: 'STATE', version: 1, schemaVersion: 99, state: {} };
    await table.client.send(new PutCommand({ TableName: table.name, Item }));
    await expect(dynamoChannelStore(table).load(channelArn)).rejects.toThrow(
      /schema version 99; this code reads version 1\. Deploy/,
    );
  });
});
