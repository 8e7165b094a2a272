/** The command line as a shell calls it: the launcher and the bundle that it makes. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const run = promisify(execFile);
const repository = join(import.meta.dirname, '..', '..');
const traces = 'examples/traces';

const failover = (...line: string[]) =>
  run(process.execPath, ['bin/failover.mjs', ...line], { cwd: repository });

describe('bin/failover.mjs', () => {
  it('answers like the sources that it is bundled from', async () => {
    const line = [
      'replay',
      `${traces}/both-pipelines-lost.jsonl`,
      '--config',
      `${traces}/deployment.yaml`,
      '--json',
    ];
    const sources = ['--import', 'tsx', 'bin/failover.ts', ...line];
    const [bundled, plain] = await Promise.all([
      failover(...line),
      run(process.execPath, sources, { cwd: repository }),
    ]);
    expect(JSON.parse(bundled.stdout)).toEqual(JSON.parse(plain.stdout));
  });

  it('finds the files that lie beside a source', async () => {
    const { stdout } = await failover('estimate', 'examples/control-plane.yaml');
    expect(stdout).toContain('Lambda requests');
  });

  it('says what is wrong and exits with 2', async () => {
    await expect(failover('succeed')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no command "succeed".'),
    });
  });
});
