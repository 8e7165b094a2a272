/** Goal: the command line as a whole: overview, help, mistakes, and what the exit code says. */
import { describe, expect, it } from '@jest/globals';
import { commands } from '../../cli/registry.ts';
import { failure, listOf, newsOne } from './answers.ts';
import { run } from './setup.ts';

describe('failover', () => {
  it('shows the overview when asked, and as a mistake when nothing is asked', async () => {
    const asked = await run(['--help']);
    const nothing = await run([]);

    expect(asked).toMatchObject({ exitCode: 0, err: '' });
    expect(asked.out).toContain('Usage: failover COMMAND');
    expect(nothing).toMatchObject({ exitCode: 2, out: '' });
  });

  it.each(commands.map(({ name }) => name))(
    'explains %s, within 110 columns, without asking anyone',
    async (name) => {
      const byOption = await run([name, '--help']);
      const byWord = await run(['help', name]);

      expect(byOption).toMatchObject({ exitCode: 0, err: '', asked: [] });
      expect(byOption.out).toContain(`Usage: failover ${name}`);
      expect(byWord.out).toBe(byOption.out);
      expect(Math.max(...byOption.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
    },
  );

  it.each([
    { line: ['lits'], says: 'There is no command "lits".' },
    { line: ['list', '--jsno'], says: "Unknown option '--jsno'." },
    { line: ['status'], says: 'failover status needs CHANNEL.' },
    { line: ['status', 'one', 'two'], says: 'failover status takes no argument "two".' },
    { line: ['switch', 'one', '--yes'], says: 'failover switch needs SITE.' },
    { line: ['switch', 'one', 'B', '--at', 'noon'], says: '"noon" is not a time.' },
    { line: ['switch', 'one', 'B', '--in', '5'], says: '--in 5 is not a span of time.' },
    {
      line: ['switch', 'one', 'B', '--in', '5s', '--at', '20:00'],
      says: '--at and --in exclude each other.',
    },
    { line: ['hold', '--reason', 'rain'], says: 'failover hold needs --channel or --group.' },
    {
      line: ['hold', '-c', 'one', '-g', 'news'],
      says: 'failover hold needs --channel or --group, not both.',
    },
    { line: ['hold', '-c', 'one'], says: 'failover hold needs --reason.' },
    { line: ['history', '-c', 'one', '-n', '0'], says: '--limit 0 is not allowed.' },
  ])('refuses $line with one line and a hint, and asks no one', async ({ line, says }) => {
    const { exitCode, out, err, asked } = await run(line);

    expect({ exitCode, out, asked }).toStrictEqual({ exitCode: 2, out: '', asked: [] });
    expect(err).toContain(says);
    expect(err.split('\n')).toHaveLength(2);
  });

  it('connects to the function that the option, and else the environment, names', async () => {
    const env = { FAILOVER_OPERATOR_FUNCTION: 'from-environment' };
    const answer = listOf(newsOne);

    const byOption = await run(['list', '--function', 'chosen', '--region', 'eu-west-1'], { answer, env });
    const byEnvironment = await run(['list'], { answer, env });
    const byNothing = await run(['list'], { answer });

    expect(byOption.connections).toStrictEqual([{ functionName: 'chosen', region: 'eu-west-1' }]);
    expect(byEnvironment.connections).toStrictEqual([
      { functionName: 'from-environment', region: undefined },
    ]);
    expect(byNothing.connections).toStrictEqual([{ functionName: undefined, region: undefined }]);
  });

  it('answers 1 when the rules say no, and 2 when there was nothing to answer', async () => {
    const refused = await run(['status', 'one'], { answer: failure() });
    const unknown = await run(['status', 'one'], {
      answer: failure({ code: 'UNKNOWN_CHANNEL', message: 'There is no channel one.' }),
    });

    expect(refused).toMatchObject({ exitCode: 1, err: expect.stringContaining('Refused: B is unhealthy.') });
    expect(unknown).toMatchObject({ exitCode: 2, err: expect.stringContaining('There is no channel one.') });
  });

  it('says so when the function answers something else than was asked', async () => {
    const { exitCode, err } = await run(['status', 'one'], { answer: listOf() });

    expect(exitCode).toBe(2);
    expect(err).toContain('answered something else than was asked (list)');
  });

  it('keeps the stack of an error that nobody foresaw', async () => {
    const { exitCode, err } = await run(['list'], { answer: new TypeError('x is not a function') });

    expect(exitCode).toBe(2);
    expect(err).toMatch(/TypeError: x is not a function\n\s+at /);
  });
});
