// The practice on a real channel, against an operator function and a channel that behave as they should, or not.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { main } from '../../cli/main.ts';
import type { ChannelStatus } from '../../control/operator/views.ts';
import { channelStatus, failoverToB, healthy } from './answers.ts';
import { Estate, leadMs, start } from './practice-estate.ts';
import { run } from './setup.ts';

let estate: Estate;

beforeEach(() => {
  estate = new Estate();
});

/** Runs `failover drill --real news-one`; what it prints is in `estate.printed`. */
function drill(...options: readonly string[]): Promise<number> {
  return main(['drill', '--real', 'news-one', ...options], {
    out: (text) => estate.printed.push(text),
    err: (text) => estate.printed.push(text),
    now: () => new Date(estate.now),
    sleep: (ms) => estate.sleep(ms),
    prompt: () => Promise.resolve(estate.typed),
    useProfile: () => undefined,
    onInterrupt: (act) => {
      estate.interrupt = act;
      return () => undefined;
    },
    timeZone: 'UTC',
    env: {},
    user: 'kim',
    connect: () => ({ ask: (request) => estate.ask(request) }),
    openAccount: () => Promise.reject(new Error('This test has no account.')),
    openMedia: () => Promise.reject(new Error('This test has no media services.')),
  });
}

const text = () => estate.printed.join('\n');

describe('a practice on a real channel', () => {
  it('goes there, stays, comes back, hands back to automation, and says what it measured', async () => {
    expect(await drill('--stay', '30s')).toBe(0);
    expect(estate.orders).toEqual(['B', 'A', 'release']);
    expect(text()).toMatch(/PASS {2}every running pipeline on B .*16\.0 s after the order/);
    expect(text()).toContain('practice of news-one, A to B and back: passed.');
    expect(text()).toContain('news-one: pipeline 0 is on A, pipeline 1 is on A; A is intended.');
    expect(estate.now - start).toBeGreaterThanOrEqual(30_000 + 2 * leadMs);
  });

  it('gives its orders in the name of the user, never with force', async () => {
    await drill('--reason', 'monthly');
    const switches = estate.asked.filter(({ command }) => command === 'switch');
    expect(switches).toEqual([
      { command: 'switch', channel: channelStatus.arn, to: 'B', by: 'kim', reason: 'monthly' },
      { command: 'switch', channel: channelStatus.arn, to: 'A', by: 'kim', reason: 'monthly' },
    ]);
  });

  it('leaves the right with the operator who had it', async () => {
    estate.change({ intended: { group: 'A', by: 'operator', at: failoverToB.startAt } });
    expect(await drill('--yes')).toBe(0);
    expect(estate.orders).toEqual(['B', 'A']);
  });

  it('prints a report for programs', async () => {
    expect(await drill('--yes', '--json')).toBe(0);
    expect(JSON.parse(text())).toMatchObject({
      channel: 'news-one',
      from: 'A',
      to: 'B',
      passed: true,
      nextSteps: [],
    });
  });

  it.each(['', 'yes', 'news-two'])('does nothing when "%s" is typed instead of the name', async (typed) => {
    estate.typed = typed;
    expect(await drill()).toBe(1);
    expect(estate.orders).toEqual([]);
    expect(text()).toContain('Nothing has been changed.');
  });

  it.each<[string, Partial<ChannelStatus>, RegExp]>([
    [
      'held',
      {
        holds: [
          {
            scope: 'group',
            kind: 'operator',
            by: 'ann',
            reason: 'show',
            at: failoverToB.startAt,
            until: null,
          },
        ],
      },
      /group is held by ann: show/,
    ],
    ['in flight', { switch: failoverToB }, /A switch to B is in flight/],
    ['planned', { planned: failoverToB }, /A switch to B is planned for/],
    [
      'in trouble',
      { incident: { kind: 'degraded', reason: 'A is degraded.', since: failoverToB.startAt } },
      /trouble already: A is degraded/,
    ],
    ['diverged', { divergedSince: failoverToB.startAt }, /on different sites/],
    ['owing', { owed: [{ id: 'x', type: 'notify' }] }, /still has something to do/],
    [
      'elsewhere',
      { intended: { group: 'B', by: 'operator', at: failoverToB.startAt } },
      /Not every running pipeline is on B/,
    ],
  ])('does not begin on a channel that is %s', async (_what, change, reason) => {
    estate.change(change);
    expect(await drill('--yes')).toBe(1);
    expect(estate.orders).toEqual([]);
    expect(text()).toMatch(reason);
  });

  it('does not begin when either site is not well, and warns when nothing is known of the other one', async () => {
    const { sites } = estate.status;
    const ill = (name: string, status: 'down' | 'unknown') =>
      sites.map((group) =>
        group.name === name ? { ...group, pipelines: { '0': { ...healthy, status }, '1': healthy } } : group,
      );
    estate.change({ sites: ill('A', 'down') });
    expect(await drill('--yes')).toBe(1);
    estate.change({ sites: ill('B', 'down') });
    expect(await drill('--yes')).toBe(1);
    expect(text()).toMatch(/A is down on pipeline 0[^]*B is down on pipeline 0/);
    estate.change({ sites: ill('B', 'unknown') });
    expect(await drill('--yes')).toBe(0);
    expect(text()).toContain('Nothing is known of B on pipeline 0');
  });

  it('begins on a channel of which nobody has ever complained: nothing is known of its sites', async () => {
    const unknown = { ...healthy, status: 'unknown' as const, flow: null };
    const { sites } = estate.status;
    const pipelines = { '0': unknown, '1': unknown };
    estate.change({ sites: sites.map((group) => ({ ...group, pipelines })) });
    expect(await drill('--yes')).toBe(0);
    expect(text().match(/Nothing is known of B on pipeline 0 and 1/g)).toHaveLength(1);
  });

  it('looks again after it has been confirmed', async () => {
    let looks = 0;
    estate.instead = ({ command }) => {
      looks += command === 'status' ? 1 : 0;
      if (looks === 2) estate.change({ switch: failoverToB });
      return undefined;
    };
    expect(await drill()).toBe(1);
    expect(estate.orders).toEqual([]);
  });

  it('changes nothing when the order is refused, and says where the channel is', async () => {
    estate.instead = ({ command }) =>
      command === 'switch'
        ? { ok: false, error: { code: 'REFUSED', message: 'The budget is spent.', hint: '' } }
        : undefined;
    expect(await drill('--yes')).toBe(1);
    expect(estate.orders).toEqual(['B']);
    expect(text()).toMatch(/refused: The budget is spent[^]*pipeline 0 is on A, pipeline 1 is on A/);
  });

  it('takes a lost answer for no answer: it looks, finds the switch carried out, and goes on', async () => {
    let lost = false;
    estate.instead = ({ command }) => {
      if (lost || command !== 'switch') return undefined;
      lost = true;
      estate.order('B');
      return new Error('socket hang up');
    };
    expect(await drill('--yes')).toBe(0);
    expect(estate.orders).toEqual(['B', 'A', 'release']);
    expect(text()).toContain('looking whether it was carried out');
  });

  it('tries to go back when only one pipeline follows, and tells what to do when that fails too', async () => {
    estate.moves = ['0'];
    expect(await drill('--yes')).toBe(1);
    expect(estate.orders).toEqual(['B', 'A']);
    expect(text()).toContain('FAIL  every running pipeline on B');
    expect(text()).toContain('What to do now:');
    expect(text()).toContain('failover switch news-one A --yes');
  });

  it('comes back early when the other site fails while it is there', async () => {
    estate.later.set(start + 30_000, () => {
      estate.change({ incident: { kind: 'degraded', reason: 'B is degraded.', since: failoverToB.startAt } });
    });
    estate.later.set(start + 40_000, () => {
      estate.change({ incident: null });
    });
    expect(await drill('--yes', '--stay', '5m')).toBe(1);
    expect(estate.orders).toEqual(['B', 'A', 'release']);
    expect(estate.now - start).toBeLessThan(60_000);
    expect(text()).toMatch(/trouble on B: B is degraded[^]*FAIL {2}well on B/);
  });

  it('says that it does not know where the operator function falls silent, and what it knew last', async () => {
    estate.later.set(start + 5_000, () => {
      estate.instead = () => new Error('AWS cannot be reached.');
    });
    expect(await drill('--yes')).toBe(1);
    expect(text()).toContain('That was the last answer; there is none now.');
    expect(text()).toContain("switch in MediaLive's console");
  });

  it('goes back at once at the first Ctrl-C', async () => {
    estate.later.set(start + 30_000, () => {
      estate.interrupt();
    });
    expect(await drill('--yes', '--stay', '1h')).toBe(0);
    expect(estate.orders).toEqual(['B', 'A', 'release']);
    expect(estate.now - start).toBeLessThan(60_000);
  });

  it('leaves the channel as it is at the second, and says how that is', async () => {
    estate.later.set(start + 30_000, () => {
      estate.interrupt();
      estate.interrupt();
    });
    expect(await drill('--yes', '--stay', '1h')).toBe(1);
    expect(estate.orders).toEqual(['B']);
    expect(text()).toMatch(
      /pipeline 0 is on B, pipeline 1 is on B[^]*Go back: failover switch news-one A --yes/,
    );
  });
});

describe('its command line', () => {
  it.each([
    [['drill'], /needs --real CHANNEL/],
    [['drill', '--real', 'news-one', '--to', 'C'], /"C" is not another site/],
    [['drill', '--real', 'news-one', '--stay', 'long'], /--stay long is not a span/],
  ])('refuses %j', async (line, reason) => {
    const { exitCode, err } = await run(line, {
      answer: { ok: true, command: 'status', channel: estate.status },
    });
    expect([exitCode, err]).toEqual([2, expect.stringMatching(reason)]);
  });
});
