import { beforeEach, describe, expect, it } from '@jest/globals';
import type { OperatorRequest } from '../../../control/operator/protocol.ts';
import { askOperator } from './ask.ts';
import { channelArnOf, memberOf } from '../support/deployment.ts';
import { alert, channelArn, deliver, loseA, pass, settleOnA } from '../support/rehearsal.ts';
import { world, type World } from '../support/world.ts';

let w: World;

beforeEach(async () => {
  w = await world();
  await settleOnA(w);
});

const ask = (request: OperatorRequest) => askOperator(w, request);

const overview = (id: number, name: string, attachments: readonly string[], state = 'RUNNING') => ({
  arn: channelArnOf(id),
  id: String(id),
  name,
  state,
  attachments: [...attachments],
});

describe('the list of channels', () => {
  beforeEach(() => {
    w.mediaLive.channels = [
      overview(3, 'zebra', ['one', 'two'], 'IDLE'),
      overview(2, 'solo', ['only']),
      overview(1, 'name in MediaLive', ['site-A', 'site-B']),
    ];
  });

  it('has every channel with two sites or more, managed or not', async () => {
    expect(await ask({ command: 'list' })).toMatchObject({
      channels: [
        {
          arn: channelArn,
          name: 'channel-1',
          state: 'RUNNING',
          managed: true,
          group: 'news',
          sites: ['A', 'B'],
          onAir: { '0': 'A', '1': 'A' },
          intended: 'A',
          holds: [],
          automation: { obstacle: null, target: 'B' },
        },
        {
          id: '3',
          name: 'zebra',
          state: 'IDLE',
          managed: false,
          group: null,
          sites: ['one', 'two'],
          onAir: { '0': null, '1': null },
        },
      ],
    });
  });

  it('shows every hold that is in force, on the channel before the one on its group', async () => {
    await ask({ command: 'hold', group: 'news', reason: 'all of it', by: 'ann' });
    expect(await ask({ command: 'list' })).toMatchObject({
      channels: [{ holds: [{ scope: 'group', kind: 'operator', reason: 'all of it' }] }, {}],
    });
    await ask({ command: 'hold', channel: '1', reason: 'this one', by: 'bob' });
    expect(await ask({ command: 'list' })).toMatchObject({
      channels: [{ holds: [{ scope: 'channel', reason: 'this one' }, { scope: 'group' }] }, {}],
    });
  });

  it('shows a managed channel that was never looked at, and one that is gone from MediaLive', async () => {
    await w.members.put(memberOf(3, { name: null }), null);
    await w.members.put(memberOf(4), null);
    expect(await ask({ command: 'list' })).toMatchObject({
      channels: [
        { id: '1' },
        { id: '4', state: 'DELETED', managed: true },
        { id: '3', name: 'zebra', managed: true, intended: null },
      ],
    });
  });

  it('says so when MediaLive does not answer', async () => {
    w.mediaLive.silent = true;
    expect(await ask({ command: 'list' })).toMatchObject({
      ok: false,
      error: { code: 'SERVICE_UNAVAILABLE' },
    });
  });
});

describe('the status of a channel', () => {
  it('shows health, what is shown of each site, timers and what is intended', async () => {
    await loseA(w);
    expect(await ask({ command: 'status', channel: '1' })).toMatchObject({
      channel: {
        arn: channelArn,
        group: 'news',
        pipelines: { '0': { running: true, onAir: 'A', attachment: 'site-A' } },
        intended: { group: 'A' },
        sites: [
          {
            name: 'A',
            available: true,
            pipelines: {
              '0': {
                status: 'suspect',
                alarms: [{ alarmId: 'alarm-0', alertType: 'Stopped Receiving UDP Input' }],
              },
            },
          },
          { name: 'B', shown: 'Unknown' },
        ],
        budget: { spent: 0, switches: 3, withinSeconds: 3600 },
        timers: [{ id: 'health', overdue: false }],
        switch: null,
        owed: [],
      },
    });
  });

  it('does not claim to know since when a pipeline has been where the first look found it', async () => {
    expect(await ask({ command: 'status', channel: '1' })).toMatchObject({
      channel: { pipelines: { '0': { onAir: 'A', since: null }, '1': { onAir: 'A', since: null } } },
    });
  });

  it('shows a switch in flight, the trouble behind it, and the decisions that led to it', async () => {
    await loseA(w);
    await pass(w, 3500);
    const response = await ask({ command: 'status', channel: '1' });
    expect(response).toMatchObject({
      channel: {
        switch: { kind: 'failover', to: 'B', accepted: true },
        budget: { spent: 1 },
        incident: { kind: 'lost' },
      },
    });
    expect(response).toHaveProperty(
      'channel.recent',
      expect.arrayContaining([expect.objectContaining({ rule: 'failover', outcome: 'switch' })]),
    );
  });

  it('shows an alarm that was raised, cleared and raised again under one id, as what holds the pipeline down', async () => {
    for (const state of ['set', 'cleared', 'set'] as const) {
      await deliver(w, alert(w, '0', state));
      w.clock.advance(2000);
    }
    await pass(w, 3500);
    const response = await ask({ command: 'status', channel: '1' });
    expect(response).toHaveProperty(
      'channel.sites.0.pipelines.0',
      expect.objectContaining({
        status: 'down',
        since: expect.anything(),
        flow: null,
        alarms: [expect.objectContaining({ alarmId: 'alarm-0', setAt: '2026-11-21T12:01:04.000Z' })],
      }),
    );
  });

  it('shows no alarm that is over', async () => {
    await deliver(w, alert(w, '0', 'set'));
    w.clock.advance(2000);
    await deliver(w, alert(w, '0', 'cleared'));
    const response = await ask({ command: 'status', channel: '1' });
    expect(response).toHaveProperty('channel.sites.0.pipelines.0.alarms', []);
  });

  it('shows timers that are overdue and effects that are owed', async () => {
    w.notifier.broken = true;
    await loseA(w);
    await pass(w, 3500);
    w.clock.advance(600_000);
    expect(await ask({ command: 'status', channel: '1' })).toMatchObject({
      channel: {
        owed: [{ type: 'notify' }],
        timers: expect.arrayContaining([{ id: 'resume', dueAt: expect.anything(), overdue: true }]),
      },
    });
  });
});

describe('the history of a channel', () => {
  it('is paged backwards, as far as asked for', async () => {
    await loseA(w);
    await pass(w, 3500);
    const first = await ask({ command: 'history', channel: '1', limit: 2 });
    if (!first.ok || !('next' in first) || first.next === null) throw new Error(JSON.stringify(first));
    const second = await ask({ command: 'history', channel: '1', cursor: first.next });
    if (!second.ok || !('entries' in second)) throw new Error(JSON.stringify(second));
    const times = [...first.entries, ...second.entries].map(({ at }) => at);
    expect(times).toEqual(times.toSorted().toReversed());
    expect(first.entries).toHaveLength(2);
    const since = new Date(w.clock.now() + 1).toISOString();
    expect(await ask({ command: 'history', channel: '1', since })).toMatchObject({ entries: [], next: null });
  });
});
