/** Goal: what list, status and history show. */
import { describe, expect, it } from '@jest/globals';
import type { ChannelLine, ChannelStatus } from '../../control/operator/views.ts';
import { channelStatus, listOf, newsOne, statusOf } from './answers.ts';
import { run } from './setup.ts';

const automation = newsOne.automation;
const notManaged = { ...automation, obstacle: 'not-managed', why: 'not managed', target: null } as const;

describe('failover list', () => {
  it('shows one line a channel, and troubles below', async () => {
    const held = {
      scope: 'group',
      kind: 'operator',
      by: 'kim',
      reason: 'maintenance',
      at: '2026-11-21T14:00:00Z',
      until: null,
    } as const;
    const { exitCode, out } = await run(['list'], {
      answer: listOf(
        {
          ...newsOne,
          holds: [held],
          automation: { ...newsOne.automation, obstacle: 'held', why: 'held by kim: maintenance' },
          incident: 'A is degraded.',
        },
        {
          ...newsOne,
          id: '2000002',
          name: 'sport',
          managed: false,
          group: null,
          intended: null,
          onAir: { '0': 'main', '1': null },
          protection: null,
          automation: notManaged,
        },
      ),
    });

    expect(exitCode).toBe(0);
    expect(out.split('\n')).toStrictEqual([
      'CHANNEL   ID       STATE    GROUP  ON AIR      INTENDED  PROTECTION  AUTOMATION',
      'news-one  1000001  RUNNING  news   A           A         ok          HELD (group): maintenance',
      'sport     2000002  RUNNING  -      0:main 1:-  -         -           not managed',
      '! news-one: A is degraded.',
    ]);
  });

  it.each<[string, Partial<ChannelLine>, string]>([
    ['ok where a healthy site stands ready', {}, 'ok          on'],
    [
      'NONE where no site does, and that automation cannot act',
      {
        protection: { level: 'none', reason: 'B down', since: '2026-11-21T14:30:00Z' },
        automation: { ...automation, obstacle: 'no-site', why: 'no site to go to', target: null },
      },
      'NONE: B down  NO: no site to go to',
    ],
    [
      'half where only one pipeline of it does',
      { protection: { level: 'half', reason: 'B: pipeline 1 down', since: null } },
      'half: B: pipeline 1 down  on',
    ],
    [
      'until when the budget is spent',
      {
        automation: {
          ...automation,
          obstacle: 'budget',
          why: 'the budget is spent',
          until: '2026-11-21T15:13:00Z',
        },
      },
      'ok          NO: the budget is spent until 16:13, in 13 min',
    ],
    [
      'nothing to protect where the channel does not run',
      {
        state: 'IDLE',
        protection: null,
        automation: { ...automation, obstacle: 'not-running', why: 'the channel does not run', target: null },
      },
      '-           NO: the channel does not run',
    ],
    ['that nothing is known yet', { protection: null }, 'not known yet  on'],
  ])('says %s', async (_what, line, expected) => {
    const { out } = await run(['list'], { answer: listOf({ ...newsOne, ...line }) });

    expect(out.split('\n')[1]).toMatch(new RegExp(`${expected}$`));
  });

  it('shows both holds, each with its end', async () => {
    const held = { kind: 'operator', by: 'kim', at: '2026-11-21T14:00:00Z' } as const;
    const { out } = await run(['list'], {
      answer: listOf({
        ...newsOne,
        holds: [
          { ...held, scope: 'channel', reason: 'cup final', until: '2026-11-21T16:00:00Z' },
          { ...held, scope: 'group', reason: 'live show', until: null },
        ],
        automation: { ...automation, obstacle: 'held', why: 'held by kim: cup final' },
      }),
    });

    expect(out).toContain('HELD (channel) until 17:00, in 60 min: cup final; HELD (group): live show');
  });

  it('says when there is none', async () => {
    const { out } = await run(['list'], { answer: listOf() });

    expect(out).toBe('There is no channel with two or more sites.');
  });

  it('gives programs the answer as it came', async () => {
    const answer = listOf(newsOne);

    const { exitCode, out } = await run(['list', '--json'], { answer });

    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toStrictEqual(answer);
  });
});

describe('failover status', () => {
  it('shows what is on air, in trouble and in flight, in local time and UTC', async () => {
    const { exitCode, out, asked } = await run(['status', 'news-one'], { answer: statusOf() });

    expect(exitCode).toBe(0);
    expect(asked).toStrictEqual([{ command: 'status', channel: 'news-one' }]);
    expect(out).toContain('TROUBLE     lost: A is lost. (2 s ago)');
    expect(out).toContain('pipeline 0  on air: A, since 2026-11-21 14:00:00 (13:00:00Z) (2 h ago)');
    expect(out).toContain('A -> B (failover by automation) at 2026-11-21 16:00:13 (15:00:13Z), in 13 s;');
    expect(out).toContain('A            Unhealthy  enabled       DOWN 6 s');
    expect(out).toContain('B            Hot        enabled       healthy 2 h, flow connected');
    expect(out).toContain(
      'A, pipeline 1: Stopped Receiving UDP Input 6 s ago: Stopped receiving network data',
    );
    expect(out).toContain('1 of 3 automatic switches spent within 60 min');
    expect(out).toContain('SWITCH     failover: A is lost.');
  });

  it('shows what protects the channel, what the next loss leads to, and what failback waits for', async () => {
    const { out } = await run(['status', 'news-one'], {
      answer: statusOf({
        protection: { level: 'none', reason: 'B down', since: '2026-11-21T14:30:00Z' },
        automation: {
          ...automation,
          obstacle: 'budget',
          why: 'the budget is spent',
          until: '2026-11-21T15:13:00Z',
        },
        failbackWaits: 'B has been healthy for 2 of 10 min',
        prepared: { site: 'B', at: '2026-11-21T14:59:00Z', accepted: true },
      }),
    });

    expect(out).toContain('protection  NONE: B down, since 2026-11-21 15:30:00 (14:30:00Z) (30 min ago)');
    expect(out).toContain(
      'next loss   NOTHING happens: the budget is spent until 16:13, in 13 min; after 60 s off the air it goes to B once all the same',
    );
    expect(out).toContain('failback    waits: B has been healthy for 2 of 10 min');
    expect(out).toContain('within 60 min, the next is allowed at 16:13, in 13 min');
    expect(out).toContain('looked at  30 s ago');
    expect(out).toContain('prepared   B, asked for 60 s ago');
  });

  it('says where automation would go', async () => {
    const { out } = await run(['status', 'news-one'], { answer: statusOf() });

    expect(out).toContain('protection  full: B is healthy, since');
    expect(out).toContain('next loss   automation goes to B');
  });

  it('says how old the evidence of each pipeline is, and what else MediaConnect has against it', async () => {
    const [a, b] = channelStatus.sites;
    const stopped = {
      ...b?.pipelines['0'],
      flow: 'no bitrate',
      flowStatus: 'STANDBY',
      remarks: ['content: video_missing'],
    };
    const unheard = { ...b?.pipelines['1'], status: 'unknown', flow: null, seenAt: null };
    const sites = [a, { ...b, pipelines: { '0': stopped, '1': unheard } }] as ChannelStatus['sites'];
    const { out } = await run(['status', 'news-one'], { answer: statusOf({ sites }) });

    expect(out).toContain('healthy 2 h, flow no bitrate STANDBY, seen 12 s ago');
    expect(out).toContain('unknown, flow ACTIVE, never seen');
    expect(out).toContain('MEDIACONNECT SAYS\nB, pipeline 0: content: video_missing');
  });

  it('shows a hold, a divergence, overdue timers and pipelines that do not run', async () => {
    const { out } = await run(['status', 'news-one'], {
      answer: statusOf({
        holds: [
          {
            scope: 'channel',
            kind: 'automation',
            by: 'automation',
            reason: 'it failed twice',
            at: '2026-11-21T14:00:00Z',
            until: '2026-11-21T18:00:00Z',
          },
        ],
        divergedSince: '2026-11-21T14:59:00Z',
        timers: [{ id: 'verify', dueAt: '2026-11-21T14:58:00Z', overdue: true }],
        pipelines: {
          '0': { running: false, onAir: null, attachment: null, since: '2026-11-21T13:00:00Z' },
          '1': { running: true, onAir: null, attachment: 'slate', since: null },
        },
        switch: null,
        intended: null,
      }),
    });

    expect(out).toContain('HELD        on the channel, by automation since');
    expect(out).toContain('DIVERGED    the pipelines differ since 2026-11-21 15:59:00 (14:59:00Z)');
    expect(out).toContain('OVERDUE');
    expect(out).toContain('pipeline 0  not running');
    expect(out).toContain('pipeline 1  on air: slate, which is no site of ours, found there');
  });
});

describe('failover history', () => {
  it('shows the decisions of a channel and how to go on', async () => {
    const { out, asked } = await run(['history', '-c', 'news-one', '--last', '2h', '-n', '1'], {
      answer: {
        ok: true,
        command: 'history',
        scope: 'channel',
        channel: { arn: channelStatus.arn, name: 'news-one' },
        entries: channelStatus.recent,
        next: 'page-2',
      },
    });

    expect(asked).toStrictEqual([
      { command: 'history', channel: 'news-one', since: '2026-11-21T13:00:00.000Z', limit: 1 },
    ]);
    expect(out.split('\n')).toStrictEqual([
      '2026-11-21 15:59:58 (14:59:58Z)  SWITCH     failover: A is lost.',
      'older: --cursor page-2',
    ]);
  });

  it('shows who changed what of a group', async () => {
    const change = {
      at: '2026-11-21T23:30:00Z',
      by: 'kim',
      what: 'B',
      from: 'enabled',
      to: 'disabled',
      reason: null,
    };
    const { out } = await run(['history', '-g', 'news'], {
      answer: { ok: true, command: 'history', scope: 'group', group: 'news', entries: [change], next: null },
    });

    expect(out).toBe('2026-11-22 00:30:00 (2026-11-21 23:30:00Z)  kim  B: enabled -> disabled');
  });

  it('says when nothing is on record', async () => {
    const { out } = await run(['history', '-g', 'news', '--cursor', 'page-2'], {
      answer: { ok: true, command: 'history', scope: 'group', group: 'news', entries: [], next: null },
    });

    expect(out).toBe('Nothing is on record.');
  });
});
