/** Goal: `failover validate`: what is wrong with a file, what has no effect, and what the exit code says. */
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { minimal } from '../config/minimal.ts';
import { groups } from '../config/refusals.ts';
import { channel as soundChannel } from '../config/sound-channel.ts';
import { scratchFolder } from '../scratch-folder.ts';
import { run } from './setup.ts';

const folder = scratchFolder('validate');

function fileWith(name: string, change: object): string {
  const file = join(folder, `${name}.yaml`);
  writeFileSync(file, stringify({ ...minimal, ...change }));
  return file;
}

describe('failover validate', () => {
  it('names every problem, with its line, and answers 1', async () => {
    const file = fileWith('wrong', groups({ verify: 1, alrts: {} }));
    const { exitCode, out } = await run(['validate', file]);
    expect(exitCode).toBe(1);
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^ERROR {4}groups\.news\.verify \(line \d+\): 1 is not a duration/),
      expect.stringMatching(/^ERROR {4}groups\.news\.alrts \(line \d+\): there is no such key/),
      expect.stringMatching(/cannot be deployed: 2 problems\.$/),
    ]);
  });

  it('names what has no effect, which counts with --strict', async () => {
    const file = fileWith('odd', groups({ failback: { mode: 'manual', hours: '02:00-04:00' } }));
    const plain = await run(['validate', file]);
    const strict = await run(['validate', file, '--strict', '--json']);
    expect(plain).toMatchObject({
      exitCode: 0,
      out: expect.stringMatching(/^WARNING .*no effect[^]*can be deployed: 1 warning\.$/),
    });
    expect(strict.exitCode).toBe(1);
    expect(JSON.parse(strict.out)).toMatchObject({
      ok: false,
      error: { code: 'CONFIGURATION' },
      warnings: [{ path: 'groups.news.failback.hours', line: expect.any(Number) }],
    });
  });

  it('finds a ladder that is kept beside the file, and so does plan', async () => {
    const renditions = [{ name: '360p', width: 640, height: 360, kbps: 800 }];
    const ladder = { frameRate: { numerator: 25, denominator: 1 }, renditions };
    writeFileSync(join(folder, 'ours.yaml'), stringify(ladder));
    const file = fileWith('own-ladder', soundChannel({ encoding: { ladder: 'ours.yaml' } }));
    expect(await run(['validate', file])).toMatchObject({ exitCode: 0, err: '' });
    expect(await run(['plan', file, file])).toMatchObject({ exitCode: 0 });
  });
});
