import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { initialState } from '../../core/initial-state.ts';
import type { ChannelState } from '../../core/model/state.ts';
import { dynamoChannelStore } from '../../aws/adapters/dynamo-channel-store.ts';
import { dynamoLogStore } from '../../aws/adapters/dynamo-log-store.ts';
import { dynamoMemberStore } from '../../aws/adapters/dynamo-member-store.ts';
import { reportMisread } from '../../aws/adapters/misread.ts';
import type { ChannelStore } from '../../control/ports/channel-store.ts';
import type { MemberStore } from '../../control/ports/member-store.ts';
import { memoryChannelStore } from '../../model/memory-channel-store.ts';
import { memoryMemberStore } from '../../model/memory-member-store.ts';
import { MemoryTable } from '../../model/memory-table.ts';
import { WatchedChannelStore } from '../control/support/watched-channel-store.ts';
import { RecordingLogger } from '../control/support/recording-logger.ts';
import { RecordingMeter } from '../control/support/recording-meter.ts';
import { ManualClock, noon } from '../control/support/manual-clock.ts';
import { channelArnOf, memberOf } from '../control/support/deployment.ts';
import { openLocalTable, type LocalTable } from '../control/support/local-table.ts';

let table: LocalTable;
let nextChannel = 1;

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
    expect(await dynamoChannelStore(table, clock).load(channelArn)).toEqual({
      state: null,
      savedAt: 0,
      member: null,
    });
  });

  const put = (channelArn: string, item: Readonly<Record<string, unknown>>) =>
    table.client.send(
      new PutCommand({ TableName: table.name, Item: { PK: `CHANNEL#${channelArn}`, SK: 'STATE', ...item } }),
    );
  const itemOf = async (channelArn: string) => {
    const Key = { PK: `CHANNEL#${channelArn}`, SK: 'STATE' };
    return (await table.client.send(new GetCommand({ TableName: table.name, Key }))).Item;
  };

  it('writes what the release before can read as well', async () => {
    const channelArn = channelArnOf(nextChannel++);
    const prepared = { site: 'B', actionName: 'prepare-1', at: noon, accepted: true };
    await dynamoChannelStore(table, clock).save({ ...initialState(channelArn), prepared }, noon);
    expect(await itemOf(channelArn)).toMatchObject({ state: { prepared: { inputGroup: 'B' } } });
  });

  it('reads a state of another schema version, and saves again what it does not know of it', async () => {
    const channelArn = channelArnOf(nextChannel++);
    const state = { ...initialState(channelArn), schemaVersion: 99, generation: 4, mood: 'calm' };
    await put(channelArn, { version: 3, schemaVersion: 99, savedAt: noon, state: { ...state, version: 3 } });
    const store = dynamoChannelStore(table, clock);
    const read = (await store.load(channelArn)).state;
    expect(read).toMatchObject({ version: 3, generation: 4 });
    if (read) await store.save({ ...read, generation: 5 }, noon);
    expect(await itemOf(channelArn)).toMatchObject({
      schemaVersion: 99,
      version: 4,
      state: { generation: 5, mood: 'calm' },
    });
  });

  it('says and counts what it cannot read, and goes on without', async () => {
    const channelArn = channelArnOf(nextChannel++);
    await put(channelArn, {
      version: 3,
      savedAt: noon,
      state: { ...initialState(channelArn), version: 3, outbox: 'all of it' },
    });
    const logger = new RecordingLogger();
    const meter = new RecordingMeter();
    const store = dynamoChannelStore({ ...table, report: reportMisread({ logger, meter }) }, clock);
    const { state } = await store.load(channelArn);
    expect(state).toEqual({ ...initialState(channelArn), version: 3 });
    expect(logger.lines).toMatchObject([
      { level: 'warn', fields: { item: `STATE of ${channelArn}`, paths: ['state.outbox'] } },
    ]);
    expect(meter.counts).toEqual({ 'StoredValuesUnreadable/state.outbox': 1 });
  });

  it('saves over an item whose version nobody can read', async () => {
    const channelArn = channelArnOf(nextChannel++);
    await put(channelArn, { version: 'three', state: 'gone' });
    const store = dynamoChannelStore(table, clock);
    const { state } = await store.load(channelArn);
    expect(state && (await store.save(state, noon))).toMatchObject({ version: 1 });
    expect(state && (await store.save(state, noon))).toBe('conflict');
  });
});
