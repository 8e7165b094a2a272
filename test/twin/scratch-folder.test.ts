import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, it } from '@jest/globals';
import { makeScratchFolder } from '../../twin/scratch-folder.ts';

/** Goal: nothing of a twin that was killed is left for good, and nothing of a living one is taken from it. */
const made: string[] = [];
const folder = (path: string): string => {
  made.push(path);
  return path;
};
afterEach(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
});

/** A process that is over. */
const deadPid = (): number => spawnSync(process.execPath, ['--version']).pid;

const withPid = (path: string, pid: number): string => path.replace(`-${process.pid}-`, `-${pid}-`);

describe('the temporary folder of a twin', () => {
  it('goes with the next twin when its process was killed', () => {
    const mine = folder(makeScratchFolder('twin-test'));
    const left = folder(withPid(mine, deadPid()));
    mkdirSync(left);
    writeFileSync(join(left, 'code.js'), '');
    expect(left).not.toBe(mine);
    folder(makeScratchFolder('twin-test'));
    expect([existsSync(left), existsSync(mine)]).toEqual([false, true]);
  });

  it('stays when it is of a living process, of another kind, of another machine, or of an unknown one', () => {
    const mine = folder(makeScratchFolder('twin-test'));
    const others = [
      withPid(mine, process.ppid),
      withPid(mine.replace('twin-test', 'other-test'), deadPid()),
      withPid(mine.replace(/twin-test-\w*?-/, 'twin-test-another_machine-'), deadPid()),
    ].map(folder);
    for (const other of others) mkdirSync(other);
    const old = folder(mkdtempSync(join(tmpdir(), 'twin-test-')));
    folder(makeScratchFolder('twin-test'));
    expect([...others, old].filter((path) => !existsSync(path))).toEqual([]);
  });
});
