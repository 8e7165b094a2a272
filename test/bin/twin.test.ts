/** What `npm run twin` refuses before it starts anything. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { scratchFolder } from '../scratch-folder.ts';

const run = promisify(execFile);
const repository = join(import.meta.dirname, '..', '..');
const example = join(repository, 'examples', 'control-plane.yaml');
const estate = join(repository, 'examples', 'control-plane.estate.json');
const folder = scratchFolder('twin-command');

const twin = (...line: string[]) =>
  run(process.execPath, ['--import', 'tsx', 'bin/twin.ts', ...line], { cwd: repository });

describe('npm run twin', () => {
  it('asks for the estate of channels that exist', async () => {
    await expect(twin('--config', example)).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/takes charge of channels that exist: news-one\.\n.*--estate FILE/),
    });
  });

  it('names both places where the estate is of another account', async () => {
    const mine = join(folder, 'mine.yaml');
    writeFileSync(mine, readFileSync(example, 'utf8').replaceAll('000000000000', '111122223333'));
    await expect(twin('--config', mine, '--estate', estate)).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/of account 111122223333, the estate .* of account 000000000000/),
    });
  });

  it('names what is wrong with the configuration, without a stack', async () => {
    await expect(twin('--config', 'no-such-file.yaml')).rejects.toMatchObject({
      code: 2,
      stderr: expect.not.stringMatching(/^\s+at /m),
    });
  });
});
