/** Goal: with --json a failure is JSON on the standard output, whatever the command and whatever went wrong. */
import { describe, expect, it } from '@jest/globals';
import { AwsFailure, explained } from '../../cli/aws-error.ts';
import { commands } from '../../cli/registry.ts';
import { failure } from './answers.ts';
import { run } from './setup.ts';

const names = commands.map(({ name }) => name);
const trace = 'examples/traces/both-pipelines-lost.jsonl';
const unreachable = new AwsFailure('AWS cannot be reached: ECONNREFUSED', 'Check the network.');

/** What each command needs to get as far as asking; undefined: it asks nobody. */
const asking: Readonly<Record<string, readonly string[] | undefined>> = {
  list: [],
  status: ['one'],
  history: ['-c', 'one'],
  switch: ['one', 'B'],
  cancel: ['one'],
  hold: ['-c', 'one', '-r', 'rain'],
  release: ['-c', 'one'],
  enable: ['news', 'B'],
  disable: ['news', 'B'],
  drill: ['--real', 'one'],
  record: ['one'],
};

const lines: readonly (readonly string[])[] = [
  ...names.map((name) => [name, '--no-such-option']),
  // Of channels to adopt any number may be named.
  ...names.filter((name) => name !== 'adopt').map((name) => [name, 'one', 'two', 'three', 'four']),
  [],
  ['lits'],
  ['check', 'one', '--config', 'no-such-file.yaml'],
  ['estimate', 'no-such-file.yaml'],
  ['estimate', 'examples/control-plane.yaml', '--hours', 'many'],
  ['plan', 'no-such-file.yaml', 'examples/control-plane.yaml'],
  ['record', 'one', '--last', 'long'],
  ['replay', 'no-such-file.jsonl', '-c', 'examples/traces/deployment.yaml'],
  ['replay', trace],
  ['replay', trace, '-c', 'no-such-file.yaml'],
  ['replay', trace, '-c', 'examples/traces/deployment.yaml', '--until', 'noon'],
  ['verify'],
  ['verify', '--account', '--only', 'nothing'],
  ['drill'],
  ['switch', 'one', 'B', '--at', 'noon'],
  ['hold', '-c', 'one'],
  ['hold', '-c', 'one', '-g', 'news', '-r', 'rain'],
  ['hold', '-c', 'one', '-r', 'rain', '--for', '2'],
  ['hold', '-c', 'one', '-r', 'rain', '--for', '-2h'],
  ['release'],
  ['switch', 'one'],
  ['switch', 'one', 'B', '--in', 'soon'],
  ['switch', 'one', 'B', '--in', '5s', '--at', '20:00'],
  ['switch', 'one', 'B', '--at', '25:00'],
  ['switch', 'one', 'B', '--yes=maybe'],
  ['enable', 'news'],
  ['history'],
  ['history', '-c', 'one', '-n', 'ten'],
  ['history', '-c', 'one', '--last', 'a week'],
  ['list', '--region'],
  ['list', '--profile'],
  ['drill', '--real', 'one', '--stay', 'long'],
  ['replay', trace, '-c', 'examples/traces/deployment.yaml', '-p', 'flow.confirm'],
  ['replay', trace, '-c', 'examples/traces/deployment.yaml', '-p', 'flow.confirm=ten'],
  ['estimate', 'examples/control-plane.yaml', '--prices', 'no-such-file.json'],
  ['completion', 'fish'],
];

/** What was meant by a slip. */
const slips: readonly (readonly [line: readonly string[], meant: string])[] = [
  [['statu'], 'status'],
  [['hsitory'], 'history'],
  [['swich', 'one', 'B'], 'switch'],
  [['relase'], 'release'],
  [['list', '--jsn'], '--json'],
  [['switch', 'one', 'B', '--forc'], '--force'],
  [['hold', '--chanel', 'one'], '--channel'],
  [['estimate', 'x.yaml', '--veiwers', '5'], '--viewers'],
  [['verify', '--acount'], '--account'],
  [['completion', 'bahs'], 'bash'],
];

function expectFailure(out: string): void {
  expect(JSON.parse(out)).toEqual({
    ok: false,
    error: {
      code: expect.stringMatching(/^[A-Z_]+$/),
      message: expect.stringMatching(/./),
      hint: expect.any(String),
    },
  });
}

describe('a failure under --json', () => {
  it.each(lines.map((line) => [line.join(' '), line] as const))(
    'is JSON: failover %s',
    async (_text, line) => {
      const { exitCode, out, err } = await run([...line, '--json']);
      expectFailure(out);
      expect(exitCode).toBe(2);
      expect(err).not.toMatch(/^\s+at /m);
    },
  );

  it.each(Object.entries(asking))(
    'is JSON where AWS cannot be reached: failover %s',
    async (name, args = []) => {
      const { exitCode, out } = await run([name, ...args, '--json'], { answer: unreachable });
      expectFailure(out);
      expect(JSON.parse(out)).toMatchObject({ error: { code: 'AWS' } });
      expect(exitCode).toBe(2);
    },
  );

  it.each(Object.entries(asking))('is the answer of the function: failover %s', async (name, args = []) => {
    const { exitCode, out, err } = await run([name, ...args, '--json'], { answer: failure() });
    expect(JSON.parse(out)).toEqual(failure());
    expect(err).toContain('Refused');
    expect(exitCode).toBe(1);
  });

  it('is JSON of an error that nobody foresaw', async () => {
    const { out, err } = await run(['list', '--json'], { answer: new TypeError('x is not a function') });
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'INTERNAL', message: 'x is not a function' } });
    expect(err).toMatch(/\n\s+at /);
  });

  it.each(slips)('says what was meant: failover %j', async (line, meant) => {
    const { err } = await run(line);
    expect(err).toContain(`Did you mean "${meant}"?`);
  });

  it('may be asked for before the command', async () => {
    expectFailure((await run(['--json', '--profile', 'mine', 'lits'])).out);
  });
});

describe('an error of the SDK', () => {
  const shown = (error: unknown, env = {}) => {
    const known = explained(error, {}, env);
    if (!(known instanceof AwsFailure)) throw new Error('It stays as it is.');
    return known.shown;
  };

  it('names the endpoint that is no address', () => {
    const invalid = Object.assign(new TypeError('Invalid URL'), {
      code: 'ERR_INVALID_URL',
      input: 'nonsense',
    });
    expect(shown(invalid, { AWS_ENDPOINT_URL: 'nonsense' })).toMatch(
      /"nonsense" is not an address.*AWS_ENDPOINT_URL/,
    );
  });

  it('says that a page is not an answer of AWS', () => {
    const page = Object.assign(new Error('UnknownError'), {
      name: 'Unknown',
      $metadata: { httpStatusCode: 502 },
    });
    expect(shown(page, { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' })).toMatch(
      /^http:\/\/127\.0\.0\.1:1 answered something that is not an answer of AWS \(HTTP 502\)/,
    );
  });

  it('names the profile that has no credentials', () => {
    const none = Object.assign(new Error('Could not load credentials from any providers'), {
      name: 'CredentialsProviderError',
    });
    expect(shown(none, { AWS_PROFILE: 'nope' })).toMatch(
      /The profile "nope" has no credentials.*\n.*--profile/,
    );
  });
});
