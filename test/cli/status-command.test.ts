/** Goal: what status shows. */
import { describe, expect, it } from '@jest/globals';
import type { ChannelStatus } from '../../control/operator/views.ts';
import { channelStatus, newsOne, statusOf } from './answers.ts';
import { run } from './setup.ts';

const automation = newsOne.automation;
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
