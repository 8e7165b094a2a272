/** Goal: nothing that is typed, configured or received reaches a shell: programs are started by name, with a list of arguments. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { repository } from '../../lib/handler-bundles.ts';

const folders = [
  'aws',
  'bin',
  'cli',
  'config',
  'control',
  'core',
  'lambdas',
  'lib',
  'rehearsal',
  'replay',
  'supply-chain',
  'twin',
];
const sources = folders.flatMap((folder) =>
  readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|mjs)$/.test(file))
    .map((file) => [join(folder, file), readFileSync(join(repository, folder, file), 'utf8')] as const),
);

describe('a program of the project', () => {
  it('is looked at in all its sources', () => {
    expect(sources.length).toBeGreaterThan(500);
    expect(sources.some(([, text]) => text.includes("from 'node:child_process'"))).toBe(true);
  });

  it('starts others without a shell', () => {
    const imported = /import \{([^}]*)\} from 'node:child_process'/;
    const started = sources.flatMap(([file, text]) =>
      (imported.exec(text)?.[1] ?? '')
        .split(',')
        .map((name) => name.replace(/type /, '').trim())
        .filter((name) => !/^(spawn|spawnSync|fork|execFile|ChildProcess\w*|SpawnOptions)?$/.test(name))
        .map((name) => `${file}: ${name}`),
    );
    expect(started).toEqual([]);
    expect(sources.filter(([, text]) => /\bshell:/.test(text)).map(([file]) => file)).toEqual([]);
  });

  it('makes no code at run time', () => {
    const made = /\beval\(|new Function\(['"`]|node:vm'|vm\.run/;
    expect(sources.filter(([, text]) => made.test(text)).map(([file]) => file)).toEqual([]);
  });
});
