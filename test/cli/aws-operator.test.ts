/** Goal: the way to the operator function, on the wire: a Lambda API that a test plays over HTTP. */
import { spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { operatorFunction } from '../../config/operator-function.ts';
import { awsOperator } from '../../cli/aws-operator.ts';
import { awsMediaReader } from '../../cli/aws-media-reader.ts';
import { main } from '../../cli/main.ts';
import { failure, listOf, newsOne } from './answers.ts';
import { api, operator, operatorName, server } from './lambda-api.ts';

const outside = process.env;
beforeEach(async () => {
  const another = { FunctionName: 'another-function', Description: 'Another one', tags: {} };
  api.functions.splice(0, Infinity, another, operator());
  api.tagsAsked.splice(0);
  api.invoked.splice(0);
  api.refusals.splice(0);
  api.invocation = { body: JSON.stringify(listOf(newsOne)) };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env = { ...outside, ...surroundings() };
});
afterEach(async () => {
  process.env = outside;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('bin/failover.ts', () => {
  it('finds the operator function, invokes it and shows its answer', async () => {
    const { exitCode, out, err } = await spawned('list');

    expect({ exitCode, err }).toStrictEqual({ exitCode: 0, err: '' });
    expect(out).toContain('news-one');
    expect(api.invoked).toStrictEqual([{ name: operatorName, payload: { command: 'list' } }]);
  });
});

describe('credentials over plain HTTP', () => {
  const warning = /^Warning: proxy\.invalid is asked over plain HTTP\. .*session token/m;

  it.each([
    ['list', { AWS_ENDPOINT_URL: 'http://proxy.invalid:8080' }],
    ['list', { AWS_ENDPOINT_URL_LAMBDA: 'http://proxy.invalid:8080' }],
    ['check', { AWS_ENDPOINT_URL: 'http://proxy.invalid:8080' }],
  ])('are warned of before they go to another machine: %s with %j', async (command, endpoint) => {
    Object.assign(process.env, endpoint);
    const line = command === 'list' ? ['list'] : ['check', newsOne.arn];
    const { err, out } = await failover(...line);
    expect(err).toMatch(warning);
    expect(err.match(/Warning/g)).toHaveLength(1);
    expect(out).not.toContain('Warning');
  });

  it.each(['127.0.0.1', 'localhost'])('go to this machine without a word: %s', async (host) => {
    process.env['AWS_ENDPOINT_URL'] = `http://${host}:${address().port}`;
    const { exitCode, err } = await failover('list');
    expect([exitCode, err]).toEqual([0, '']);
  });
});

describe('the way to the operator function', () => {
  it('invokes the function that is named, without looking it up', async () => {
    api.functions.splice(0);
    api.invocation = { body: JSON.stringify(failure()) };

    const { exitCode, err } = await failover('status', 'news-one', '--function', 'mine');

    expect(exitCode).toBe(1);
    expect(err).toContain('Refused: B is unhealthy.');
    expect(api.invoked).toMatchObject([{ name: 'mine' }]);
  });

  it('says what to do when there is none, or more than one', async () => {
    api.functions.push(operator({ FunctionName: 'another-control-plane' }));
    const many = await failover('list');
    api.functions.splice(0);
    const none = await failover('list');

    expect(many).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('There are 2 operator functions here'),
    });
    expect(none).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('There is no operator function'),
    });
  });

  it('is found by the tag of the deployment, whatever it is called, and asks about no others', async () => {
    api.functions.splice(0, Infinity, operator({ FunctionName: 'renamed' }), {
      FunctionName: 'control-plane-FunctionsOperatorFunction',
      Description: 'Something else',
      tags: {},
    });
    expect((await failover('list')).exitCode).toBe(0);
    expect(api.invoked).toMatchObject([{ name: 'renamed' }]);
    expect(api.tagsAsked).toEqual(['renamed']);
  });

  it.each([
    ['by its name', { Description: 'Mine', tags: {} }],
    ['by its name and description', { tags: {} }],
    ['by its name and tag', { Description: 'Mine' }],
    ['by another value of the tag', { tags: { [operatorFunction.tag]: 'controller' } }],
  ])('is not taken in by a decoy %s', async (_how, changes) => {
    const decoy = operator({ FunctionName: 'evil-FunctionsOperatorX', ...changes });
    api.functions.splice(0, Infinity, decoy);
    const alone = await failover('list');
    api.functions.push(operator());
    const beside = await failover('list');

    expect(alone).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('none with the tag medialive-failover:function=operator'),
    });
    expect(beside.exitCode).toBe(0);
    expect(api.invoked).toMatchObject([{ name: operatorName }]);
  });

  it('says so when the function fails, or answers what is no answer', async () => {
    api.invocation = { body: '{"errorMessage":"out of memory"}', functionError: 'Unhandled' };
    const failed = await failover('list');
    api.invocation = { body: '"pong"' };
    const odd = await failover('list');

    expect(failed).toMatchObject({ exitCode: 2, err: expect.stringContaining('out of memory') });
    expect(odd).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('is not an answer of the operator function'),
    });
  });

  it('invokes again when Lambda fails for a moment', async () => {
    delete process.env['AWS_MAX_ATTEMPTS'];
    api.refusals.push('ServiceException');

    const { exitCode, out } = await failover('list');

    expect(exitCode).toBe(0);
    expect(out).toContain('news-one');
    expect(api.invoked).toHaveLength(2);
  });

  it('gives an order again under the same token, and the next order under another', async () => {
    delete process.env['AWS_MAX_ATTEMPTS'];
    api.invocation = { body: JSON.stringify(failure()) };
    api.refusals.push('ServiceException');

    await failover('cancel', 'news-one', '--yes');
    await failover('cancel', 'news-one', '--yes');

    const tokens = api.invoked.map(({ payload }) => (payload as { clientToken?: string }).clientToken);
    expect(tokens).toHaveLength(3);
    expect(tokens[0]).toMatch(/^[\da-f-]{36}$/);
    expect(tokens[1]).toBe(tokens[0]);
    expect(tokens[2]).not.toBe(tokens[0]);
  });

  it('says so when Lambda is at its limit', async () => {
    api.refusals.push('TooManyRequestsException');

    const { exitCode, err } = await failover('list');

    expect(exitCode).toBe(2);
    expect(err).toContain('Lambda is at its concurrency limit. Try again.');
  });

  it('says so when nothing listens there', async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));

    const { exitCode, err } = await failover('list');

    expect(exitCode).toBe(2);
    expect(err).toContain('is the twin running?');
  });
});

function address(): AddressInfo {
  const found = server.address();
  if (found === null || typeof found === 'string') throw new Error('The server does not listen on a port.');
  return found;
}

/** What the AWS SDK reads; set for this process, so that not every test has to start another. */
const surroundings = () => ({
  AWS_ENDPOINT_URL: `http://127.0.0.1:${address().port}`,
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'x',
  AWS_SECRET_ACCESS_KEY: 'y',
  AWS_MAX_ATTEMPTS: '1',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
});

async function failover(...line: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const exitCode = await main(line, {
    out: (lines) => out.push(lines),
    err: (lines) => err.push(lines),
    sleep: () => Promise.resolve(),
    prompt: () => Promise.resolve(''),
    onInterrupt: () => () => undefined,
    useProfile: () => undefined,
    now: () => new Date(),
    timeZone: 'UTC',
    env: {},
    user: 'kim',
    connect: awsOperator,
    openAccount: () => Promise.reject(new Error('This test has no account.')),
    openMedia: (place, warn) => Promise.resolve(awsMediaReader(place, warn)),
  });
  return { exitCode, out: out.join('\n'), err: err.join('\n') };
}

/** Runs the command as a shell would. */
async function spawned(...line: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bin/failover.ts', ...line], {
    env: { PATH: process.env['PATH'], ...surroundings() },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [out, err, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return { exitCode, out, err };
}
