/** Goal: nothing is changed without `--yes`, and each order asks for exactly what its line says. */
import { describe, expect, it } from '@jest/globals';
import { failure, groupOrder, switchToB } from './answers.ts';
import { run } from './setup.ts';

describe('an order without --yes', () => {
  it('asks what would happen, shows it, and is answered with 1', async () => {
    const { exitCode, out, err, asked } = await run(['switch', 'news-one', 'B'], { answer: switchToB() });

    expect(asked).toStrictEqual([
      { command: 'switch', channel: 'news-one', to: 'B', by: 'kim', dryRun: true },
    ]);
    expect(exitCode).toBe(1);
    expect(out.split('\n')).toStrictEqual([
      'This is what switch would do to news-one:',
      '  - Both pipelines change to B at 15:00:15.',
      '  because: kim asked for B.',
    ]);
    expect(err).toBe('Nothing has been changed. To do it, add --yes.');
  });

  it('gives programs the answer as it came, and the same exit code', async () => {
    const { exitCode, out } = await run(['switch', 'news-one', 'B', '--json'], { answer: switchToB() });

    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toStrictEqual(switchToB());
  });
});

describe('an order with --yes', () => {
  it('is carried out, and says what is now in flight', async () => {
    const { exitCode, out, err, asked } = await run(
      ['switch', 'news-one', 'B', '--yes', '--force', '--by', 'lee', '--reason', 'rain'],
      { answer: switchToB({ dryRun: false }) },
    );

    expect(asked).toStrictEqual([
      {
        command: 'switch',
        channel: 'news-one',
        to: 'B',
        force: true,
        by: 'lee',
        reason: 'rain',
        dryRun: false,
      },
    ]);
    expect({ exitCode, err }).toStrictEqual({ exitCode: 0, err: '' });
    expect(out).toContain('Done: switch, news-one.');
    expect(out).toContain(
      'switch in flight: A -> B (manual by kim) at 2026-11-21 16:00:13 (15:00:13Z), in 13 s',
    );
  });

  it.each([[[]], [['--json']]])('is answered with 1 when the rules refuse it (%j)', async (json) => {
    const { exitCode, err } = await run(['switch', 'news-one', 'B', '-y', ...json], { answer: failure() });

    const says = 'Refused: B is unhealthy.\n  Add --force to switch to it all the same.';
    expect({ exitCode, err }).toStrictEqual({ exitCode: 1, err: says });
  });

  it.each([
    [['switch', 'news-one', 'B', '-y'], 'failover status news-one'],
    [['hold', '-g', 'news', '-r', 'rain', '-y'], 'failover history --group news'],
  ])('says after Ctrl-C that it may have been given, and how to see: %j', async (line, look) => {
    const { exitCode, err } = await run(line, { interrupted: true });

    expect(exitCode).toBe(2);
    expect(err).toContain(`may have been given`);
    expect(err).toContain(look);
  });
});

describe('a planned switch', () => {
  it.each([
    { at: ['--at', '2026-11-21T20:00:00+01:00'], instant: '2026-11-21T19:00:00.000Z' },
    { at: ['--at', '20:00'], instant: '2026-11-21T19:00:00.000Z' },
    { at: ['--at', '15:59:30'], instant: '2026-11-22T14:59:30.000Z' },
    { at: ['--in', '90s'], instant: '2026-11-21T15:01:30.000Z' },
  ])('given as $at is asked for at $instant', async ({ at, instant }) => {
    const { asked } = await run(['switch', 'news-one', 'B', ...at], { answer: switchToB() });

    expect(asked).toMatchObject([{ at: instant }]);
  });

  it('finds a time of day on the day that the clocks are set back', async () => {
    const { asked } = await run(['switch', 'news-one', 'B', '--at', '04:00'], {
      answer: switchToB(),
      now: '2026-10-24T22:30:00Z',
    });

    expect(asked).toMatchObject([{ at: '2026-10-25T03:00:00.000Z' }]);
  });

  it('is shown when it is planned', async () => {
    const planned = switchToB().switch;
    const { out } = await run(['switch', 'news-one', 'B', '--in', '90s', '-y'], {
      answer: switchToB({ dryRun: false, switch: null, planned }),
    });

    expect(out).toContain('planned: A -> B');
  });
});

describe('the other orders', () => {
  const by = { by: 'kim', dryRun: false };
  it.each([
    { line: ['cancel', 'news-one'], request: { command: 'cancel', channel: 'news-one', ...by } },
    {
      line: ['hold', '-g', 'news', '--for', '2h', '-r', 'rain'],
      request: { command: 'hold', group: 'news', forSeconds: 7200, reason: 'rain', ...by },
    },
    {
      line: ['hold', '-c', 'news-one', '-r', 'rain'],
      request: { command: 'hold', channel: 'news-one', reason: 'rain', ...by },
    },
    { line: ['release', '-c', 'news-one'], request: { command: 'release', channel: 'news-one', ...by } },
    {
      line: ['enable', 'news', 'B'],
      request: { command: 'enable', group: 'news', site: 'B', ...by },
    },
    {
      line: ['disable', 'news', 'B', '-r', 'test'],
      request: { command: 'disable', group: 'news', site: 'B', reason: 'test', ...by },
    },
  ])('$line asks for exactly that', async ({ line, request }) => {
    const { exitCode, asked } = await run([...line, '--yes'], { answer: groupOrder() });

    expect(exitCode).toBe(0);
    expect(asked).toStrictEqual([request]);
  });

  it('say that a release leaves the hold of the group in force, and how to end that', async () => {
    const held = { by: 'ann', at: '2026-11-21T14:00:00Z', until: null, kind: 'operator' } as const;
    const own = { ...held, scope: 'channel', reason: 'cup final' } as const;
    const ofGroup = { ...held, scope: 'group', reason: 'live show' } as const;
    const release = { command: 'release', dryRun: false, switch: null } as const;
    const outOf = async (heldBefore: readonly (typeof own | typeof ofGroup)[], holds: (typeof ofGroup)[]) => {
      const answer = switchToB({ ...release, heldBefore: [...heldBefore], holds });
      return (await run(['release', '-c', 'news-one', '-y'], { answer })).out;
    };

    const still = await outOf([own, ofGroup], [ofGroup]);
    expect(still).toContain('The hold on news-one is over, and automation is still kept off it:');
    expect(still).toContain('STILL HELD: on the group, by ann');
    expect(still).toContain('failover release --group news --yes');
    expect(still).not.toContain('Done');
    expect(await outOf([own], [])).toContain('Done: release, news-one.');
    const never = await outOf([], []);
    expect(never).toContain('news-one itself was not held; automation may fail it back again:');
    expect(never).not.toContain('Done');
  });

  it('say which channels are held by themselves when their group is released', async () => {
    const hold = {
      scope: 'channel',
      kind: 'operator',
      by: 'ann',
      reason: 'cup final',
      at: '2026-11-21T14:00:00Z',
      until: null,
    } as const;
    const { out } = await run(['release', '-g', 'news', '-y'], {
      answer: groupOrder({ command: 'release', stillHeld: [{ channel: 'news-one', hold }] }),
    });

    expect(out).toContain('STILL HELD: news-one, on the channel, by ann');
    expect(out).toContain('failover release --channel news-one --yes');
  });

  it('say what changed of a group, or that nothing did', async () => {
    const changed = await run(['disable', 'news', 'B', '-y'], { answer: groupOrder() });
    const unchanged = await run(['disable', 'news', 'B', '-y'], { answer: groupOrder({ changes: [] }) });

    expect(changed.out).toContain('  - B: enabled -> disabled (test)\n  for 1 channel: arn:aws:medialive');
    expect(unchanged).toMatchObject({ exitCode: 0, out: 'Group news: it is so already.' });
  });
});
