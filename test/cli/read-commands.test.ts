/** Goal: what list and history show. */
import { describe, expect, it } from '@jest/globals';
import type { ChannelLine } from '../../control/operator/views.ts';
import { channelStatus, listOf, newsOne } from './answers.ts';
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
