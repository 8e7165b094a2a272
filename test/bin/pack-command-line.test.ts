/** The packed command line: it is installed into an empty folder, away from the repository and without the network, and works there. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import packageFile from '../../package.json' with { type: 'json' };
import { listOf, newsOne } from '../cli/answers.ts';
import { api, operator, server } from '../cli/lambda-api.ts';
import { scratchFolder } from '../scratch-folder.ts';

const run = promisify(execFile);
const repository = join(import.meta.dirname, '..', '..');
const packed = join(scratchFolder('packed'), 'cli');
const elsewhere = scratchFolder('elsewhere');

beforeAll(async () => {
  await run(process.execPath, ['bin/pack-command-line.mjs', packed], { cwd: repository });
  const archive = readdirSync(packed).find((name) => name.endsWith('.tgz')) ?? '';
  writeFileSync(join(elsewhere, 'package.json'), '{}');
  const install = ['install', '--offline', '--no-audit', '--no-fund', join(packed, archive)];
  await run('npm', install, { cwd: elsewhere });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

function failover(...line: string[]) {
  const { port } = server.address() as AddressInfo;
  return run(join(elsewhere, 'node_modules', '.bin', 'failover'), line, {
    cwd: elsewhere,
    env: {
      PATH: process.env['PATH'],
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_DEFAULT_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'x',
      AWS_SECRET_ACCESS_KEY: 'y',
    },
  });
}

describe('the packed command line', () => {
  it('is one package, under a name that nobody else can own', () => {
    expect(readdirSync(join(elsewhere, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      '@medialive-failover',
    ]);
  });

  it('says its version and its commands', async () => {
    expect((await failover('--version')).stdout.trim()).toBe(packageFile.version);
    expect((await failover('--help')).stdout).toContain('Usage: failover COMMAND');
  });

  it('asks the operator function', async () => {
    api.functions.splice(0, Infinity, operator());
    api.invocation = { body: JSON.stringify(listOf(newsOne)) };
    expect((await failover('list')).stdout).toContain('news-one');
  });

  it('has the prices with it, and sends those who plan to the repository', async () => {
    const file = join(repository, 'examples', 'control-plane.yaml');
    expect((await failover('estimate', file)).stdout).toContain('Lambda requests');
    await expect(failover('plan', file, file)).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('in a clone of the repository'),
    });
  });
});
