/** Goal: what list, status and history show. */
import { describe, expect, it } from '@jest/globals';
import { channelStatus, listOf, newsOne, statusOf } from './answers.ts';
import { run } from './setup.ts';

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
        { ...newsOne, hold: held, incident: 'A is degraded.' },
        {
          ...newsOne,
          id: '2000002',
          name: 'sport',
          managed: false,
          group: null,
          intended: null,
          onAir: { '0': 'main', '1': null },
        },
      ),
    });

    expect(exitCode).toBe(0);
    expect(out.split('\n')).toStrictEqual([
      'CHANNEL   ID       STATE    GROUP  ON AIR      INTENDED  AUTOMATION',
      'news-one  1000001  RUNNING  news   A           A         HELD (group): maintenance',
      'sport     2000002  RUNNING  -      0:main 1:-  -         not managed',
      '! news-one: A is degraded.',
    ]);
  });

  it('says when there is none', async () => {
    const { out } = await run(['list'], { answer: listOf() });

    expect(out).toBe('There is no channel with two or more input groups.');
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

  it('shows a hold, a divergence, overdue timers and pipelines that do not run', async () => {
    const { out } = await run(['status', 'news-one'], {
      answer: statusOf({
        hold: {
          scope: 'channel',
          kind: 'automation',
          by: 'automation',
          reason: 'it failed twice',
          at: '2026-11-21T14:00:00Z',
          until: '2026-11-21T18:00:00Z',
        },
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
    expect(out).toContain('pipeline 1  on air: slate, which is no input group of ours, found there');
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
