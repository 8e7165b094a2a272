// What list and status say of what protects a channel, and of what automation can do.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { unknownGroupHealth } from '../../../core/initial-state.ts';
import type { OperatorRequest } from '../../../control/operator/protocol.ts';
import { askOperator } from './ask.ts';
import { channelArnOf } from '../support/deployment.ts';
import { channelArn, deliver, onAir, settleOnA } from '../support/rehearsal.ts';
import { world, type World } from '../support/world.ts';

let w: World;

beforeEach(async () => {
  w = await world();
  await settleOnA(w);
  w.mediaLive.channels = [overview(2, 'zebra'), overview(1, 'one')];
});

const ask = (request: OperatorRequest) => askOperator(w, request);

const overview = (id: number, name: string, state = 'RUNNING') => ({
  arn: channelArnOf(id),
  id: String(id),
  name,
  state,
  attachments: ['site-A', 'site-B'],
});

describe('the list of channels', () => {
  it('says that automation cannot act where both sites but the one on air are disabled, or the channel is idle', async () => {
    await ask({ command: 'disable', group: 'news', site: 'B' });
    expect(await ask({ command: 'list' })).toMatchObject({
      channels: [
        { automation: { obstacle: 'no-site', target: null } },
        { automation: { obstacle: 'not-managed' } },
      ],
    });
    w.mediaLive.channels = [overview(1, 'one', 'IDLE')];
    expect(await ask({ command: 'list' })).toMatchObject({
      channels: [{ protection: null, automation: { obstacle: 'not-running' } }],
    });
  });

  it('says until when the budget is spent, by the switch that falls out of its window next', async () => {
    const saved = w.channels.stateOf(channelArn);
    const now = w.clock.now();
    await w.channels.save({ ...saved, recentSwitches: [now - 60_000, now - 1_800_000, now - 10_000] }, now);
    expect(await ask({ command: 'list' })).toMatchObject({
      channels: [
        { automation: { obstacle: 'budget', until: new Date(now + 1_800_000).toISOString(), target: 'B' } },
        {},
      ],
    });
  });

  it('says so where what is on air is no site of the group', async () => {
    onAir(w, 'slate');
    await deliver(w, { type: 'observation', id: 'someone went to the slate' });
    expect(await ask({ command: 'list' })).toMatchObject({
      channels: [
        { automation: { obstacle: 'nothing-on-air', why: 'on air is slate, which is no site of the group' } },
        {},
      ],
    });
  });

  it('shows what protects the channel, and since when where people were told of it', async () => {
    await ask({ command: 'disable', group: 'news', site: 'B' });
    const disabled = { level: 'none', reason: 'B is disabled', since: null };
    expect(await ask({ command: 'list' })).toMatchObject({ channels: [{ protection: disabled }, {}] });
    onAir(w, 'site-A');
    await deliver(w, { type: 'observation', id: 'look again' });
    const since = new Date(w.clock.now()).toISOString();
    expect(await ask({ command: 'list' })).toMatchObject({
      channels: [{ protection: { ...disabled, since } }, {}],
    });
    expect(await ask({ command: 'status', channel: '1' })).toMatchObject({
      channel: { protection: { ...disabled, since } },
    });
  });
});

describe('the status of a channel', () => {
  it('shows what MediaConnect has against a flow, and when anything was last heard of it', async () => {
    const saved = w.channels.stateOf(channelArn);
    const at = w.clock.now();
    const facts = {
      status: { status: 'STANDBY', at: at - 1000, from: at - 1000 },
      content: { at, flags: { video_missing: at } },
      errors: { E1: { message: 'no bits', at, from: at } },
      maintenanceAt: at,
      transportErrorsAt: at,
      sending: { seen: true, now: false, at, from: at },
      sources: { 'arn:source:x': { connected: false, at }, 'arn:source:y': { connected: true, at } },
    };
    const flow = { connected: false, bitrateZero: true, at, from: at } as const;
    const closed = {
      alertType: 'Video Not Detected',
      message: '',
      setAt: at - 9000,
      clearedAt: at - 8000,
      from: at,
    };
    const reopened = { ...closed, setAt: at - 7000 };
    const half = { ...unknownGroupHealth['0'], flow, facts, alarms: { closed, reopened } };
    const health = { ...saved.health, B: { '0': half, '1': unknownGroupHealth['1'] } };
    await w.channels.save({ ...saved, health }, at);
    const time = new Date(at).toISOString();
    expect(await ask({ command: 'status', channel: '1' })).toMatchObject({
      channel: {
        sites: [
          {},
          {
            pipelines: {
              '0': {
                flow: 'no bitrate',
                flowStatus: 'STANDBY',
                seenAt: time,
                alarms: [{ alarmId: 'reopened' }],
                remarks: [
                  'content: video_missing',
                  'error E1: no bits',
                  `in maintenance since ${time}`,
                  `transport stream errors since ${time}`,
                  'no sender',
                  'source lost: x',
                ],
              },
              '1': { seenAt: null, flowStatus: null, remarks: [] },
            },
          },
        ],
      },
    });
  });

  it('shows what was prepared, and that no failback waits where the best site is on air', async () => {
    const saved = w.channels.stateOf(channelArn);
    const at = w.clock.now();
    const prepared = { site: 'B', actionName: 'prepare-1-B', at, accepted: true };
    await w.channels.save({ ...saved, prepared }, at);
    expect(await ask({ command: 'status', channel: '1' })).toMatchObject({
      channel: {
        prepared: { site: 'B', at: new Date(at).toISOString(), accepted: true },
        failbackWaits: null,
      },
    });
  });
});
