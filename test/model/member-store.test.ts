import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { initialState } from '../../core/initial-state.ts';
import { dynamoChannelStore } from '../../aws/adapters/dynamo-channel-store.ts';
import { dynamoMemberStore } from '../../aws/adapters/dynamo-member-store.ts';
import { keys } from '../../aws/adapters/table-keys.ts';
import type { ChannelStore } from '../../control/ports/channel-store.ts';
import { neverLooked, type MemberStore } from '../../control/ports/member-store.ts';
import { memoryChannelStore } from '../../model/memory-channel-store.ts';
import { memoryMemberStore } from '../../model/memory-member-store.ts';
import { MemoryTable } from '../../model/memory-table.ts';
import { WatchedChannelStore } from '../control/support/watched-channel-store.ts';
import { ManualClock, noon } from '../control/support/manual-clock.ts';
import { channelArnOf, flowArnOf, memberOf } from '../control/support/deployment.ts';
import { openLocalTable, type LocalTable } from '../control/support/local-table.ts';

let table: LocalTable;

const clock = new ManualClock();

beforeAll(async () => {
  table = await openLocalTable();
});
afterAll(() => table.close());

const kinds: readonly [string, () => { channels: ChannelStore; members: MemberStore }][] = [
  [
    'the model',
    () => {
      const memory = new MemoryTable();
      return { members: memoryMemberStore(memory), channels: memoryChannelStore(memory) };
    },
  ],
  [
    'the model, watched',
    () => {
      const memory = new MemoryTable();
      return { members: memoryMemberStore(memory), channels: new WatchedChannelStore(memory) };
    },
  ],
  ['DynamoDB', () => ({ members: dynamoMemberStore(table), channels: dynamoChannelStore(table, clock) })],
];

describe.each(kinds)('the member store (%s)', (_kind, open) => {
  let members: MemberStore;
  let channels: ChannelStore;
  const flowArn = flowArnOf('A', 1);
  const allFlows = [flowArnOf('A', 0), flowArnOf('A', 1), flowArnOf('B', 0), flowArnOf('B', 1)];

  beforeEach(async () => {
    ({ members, channels } = open());
    const left = await members.list();
    const found = await Promise.all(left.map(({ channelArn }) => members.find(channelArn)));
    for (const member of found) if (member) await members.remove(member);
  });

  it('finds and lists what was put', async () => {
    await members.put(memberOf(1), null);
    await members.put(memberOf(2, { name: null, group: 'sport' }), null);
    expect(await members.find(channelArnOf(1))).toEqual(memberOf(1));
    expect(await members.find(channelArnOf(3))).toBeNull();
    const list = await members.list();
    expect(list.toSorted((one, other) => (one.channelArn < other.channelArn ? -1 : 1))).toEqual([
      {
        channelArn: channelArnOf(1),
        name: 'channel-1',
        group: 'news',
        flows: allFlows,
        lastLook: neverLooked,
      },
      { channelArn: channelArnOf(2), name: null, group: 'sport', flows: allFlows, lastLook: neverLooked },
    ]);
  });

  it('knows each channel that a flow feeds, with the site and the pipeline', async () => {
    await members.put(memberOf(1), null);
    await members.put(memberOf(2), null);
    const uses = await members.usesOfFlow(flowArn);
    expect(uses.toSorted((one, other) => (one.channelArn < other.channelArn ? -1 : 1))).toEqual([
      { channelArn: channelArnOf(1), site: 'A', pipeline: '1' },
      { channelArn: channelArnOf(2), site: 'A', pipeline: '1' },
    ]);
    expect(await members.usesOfFlow(flowArnOf('C', 0))).toEqual([]);
  });

  it('forgets a flow that a channel no longer uses', async () => {
    const before = memberOf(1);
    await members.put(before, null);
    const { B } = before.inputs;
    if (!B) throw new Error('no site B');
    const after = memberOf(1, { inputs: { A: { attachment: 'site-A', flows: [] }, B } });
    await members.put(after, before);
    expect(await members.usesOfFlow(flowArn)).toEqual([]);
    expect(await members.usesOfFlow(flowArnOf('B', 0))).toHaveLength(1);
  });

  it('lets go of everything of a channel when it is removed, its state included', async () => {
    await members.put(memberOf(1), null);
    await channels.save(initialState(channelArnOf(1)), noon);
    await members.remove(memberOf(1));
    expect(await members.find(channelArnOf(1))).toBeNull();
    expect(await members.list()).toEqual([]);
    expect(await members.usesOfFlow(flowArn)).toEqual([]);
    expect((await channels.load(channelArnOf(1))).state).toBeNull();
  });

  it('notes when a channel was looked at, through a deployment, and no longer than it is managed', async () => {
    await members.put(memberOf(1), null);
    const lastLook = async () => (await members.list())[0]?.lastLook;
    await members.noteLook(channelArnOf(1), { askedAt: noon, channelAt: noon, alertsAt: noon - 5 });
    await members.noteLook(channelArnOf(1), { askedAt: noon + 10, alertsAt: noon + 10 });
    await members.put(memberOf(1), memberOf(1));
    expect(await lastLook()).toEqual({ askedAt: noon + 10, channelAt: noon, alertsAt: noon + 10 });
    await members.remove(memberOf(1));
    await members.noteLook(channelArnOf(1), { askedAt: noon + 20 });
    expect(await members.list()).toEqual([]);
    await members.put(memberOf(1), null);
    expect(await lastLook()).toEqual(neverLooked);
  });

  it('can be told the same thing twice', async () => {
    await members.put(memberOf(1), null);
    await members.put(memberOf(1), memberOf(1));
    expect(await members.usesOfFlow(flowArn)).toHaveLength(1);
    await members.remove(memberOf(1));
    await members.remove(memberOf(1));
    expect(await members.list()).toEqual([]);
  });
});

describe('the member store in DynamoDB', () => {
  it('keeps through a deployment what another release has put beside what it knows', async () => {
    const members = dynamoMemberStore(table);
    const Key = { PK: `CHANNEL#${channelArnOf(9)}`, SK: 'MEMBER' };
    const { channelArn: _key, ...stored } = memberOf(9);
    const Item = { ...Key, ...stored, schemaVersion: 2, season: 'winter', name: 7 };
    await table.client.send(new PutCommand({ TableName: table.name, Item }));
    const before = await members.find(channelArnOf(9));
    expect(before).toEqual(memberOf(9, { name: null }));
    await members.put(memberOf(9), before);
    const after = await table.client.send(new GetCommand({ TableName: table.name, Key }));
    expect(after.Item).toEqual({ ...Key, ...stored, schemaVersion: 1, season: 'winter' });
  });

  it('lists the other channels beside a line that cannot be read', async () => {
    const members = dynamoMemberStore(table);
    await members.put(memberOf(9), null);
    const Item = { PK: 'CHANNELS', SK: 'CHANNEL#broken', group: 1 };
    await table.client.send(new PutCommand({ TableName: table.name, Item }));
    expect(await members.list()).toContainEqual({
      channelArn: channelArnOf(9),
      name: 'channel-9',
      group: 'news',
      flows: expect.any(Array) as unknown,
      lastLook: neverLooked,
    });
  });

  it('lists the flows of a channel that the first release has written down', async () => {
    const members = dynamoMemberStore(table);
    await members.put(memberOf(1), null);
    const item = { ...keys.index(channelArnOf(1)), name: 'one', group: 'news' };
    await table.client.send(new PutCommand({ TableName: table.name, Item: item }));
    expect(await members.list()).toContainEqual(
      expect.objectContaining({ name: 'one', flows: expect.arrayContaining([flowArnOf('B', 1)]) as unknown }),
    );
    await members.remove(memberOf(1));
  });

  it('reads the uses of a flow consistently, and to the last page', async () => {
    const mock = mockClient(DynamoDBDocumentClient);
    const item = (id: number) => ({
      SK: `CHANNEL#${channelArnOf(id)}`,
      uses: [{ site: 'A', pipeline: '0' }],
    });
    mock
      .on(QueryCommand)
      .resolvesOnce({ Items: [item(1)], LastEvaluatedKey: { PK: 'x', SK: 'y' } })
      .resolvesOnce({ Items: [item(2)] });
    const uses = await dynamoMemberStore(table).usesOfFlow(flowArnOf('A', 0));
    expect(uses.map(({ channelArn }) => channelArn)).toEqual([channelArnOf(1), channelArnOf(2)]);
    const asked = mock.commandCalls(QueryCommand).map(({ args }) => args[0].input);
    expect(asked.map(({ ConsistentRead }) => ConsistentRead)).toEqual([true, true]);
    expect(asked[1]?.ExclusiveStartKey).toEqual({ PK: 'x', SK: 'y' });
    mock.restore();
  });
});
