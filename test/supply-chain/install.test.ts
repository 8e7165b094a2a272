/** Goal: an installation takes what the lockfile says by its digest, and runs nothing of what it takes. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { repository } from '../../lib/handler-bundles.ts';
import { scratchFolder } from '../scratch-folder.ts';

const scratch = scratchFolder('failover-lockfile');

interface Lockfile {
  readonly lockfileVersion: number;
  readonly packages: Record<string, Record<string, unknown>>;
}

const lockfile = () => JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')) as Lockfile;
const manifest = () =>
  JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
    readonly dependencies: Record<string, string>;
    readonly allowScripts: Record<string, boolean>;
  };

const check = (folder: string) => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(repository, 'supply-chain/lockfile.mjs'), folder],
    {
      encoding: 'utf8',
    },
  );
  return { status, stderr };
};

/** The lockfile with a change, checked. */
function checked(change: (lock: Lockfile, asked: ReturnType<typeof manifest>) => void) {
  const [lock, asked] = [lockfile(), manifest()];
  change(lock, asked);
  writeFileSync(join(scratch, 'package-lock.json'), JSON.stringify(lock));
  writeFileSync(join(scratch, 'package.json'), JSON.stringify(asked));
  return check(scratch);
}

const valibot = 'node_modules/valibot';

describe('the lockfile', () => {
  it('has the digest of every package', () => {
    expect(check(repository)).toEqual({ status: 0, stderr: '' });
  });

  it('is checked before anything is installed', () => {
    const run = readFileSync(join(repository, '.ci/run'), 'utf8');
    expect(run.indexOf('supply-chain/lockfile.mjs')).toBeGreaterThan(0);
    expect(run.indexOf('supply-chain/lockfile.mjs')).toBeLessThan(run.indexOf('npm ci'));
  });

  it.each([
    ['a package without digest', { integrity: undefined }],
    ['a weak digest', { integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }],
    ['a weak digest beside a good one', { integrity: `sha1-x sha512-${'A'.repeat(86)}==` }],
    ['half a digest', { integrity: 'sha512-AAAA' }],
    ['a repository', { resolved: 'git+ssh://git@github.com/x/valibot.git#abc' }],
    ['an archive over plain HTTP', { resolved: 'http://registry.example/valibot.tgz' }],
    ['a folder', { resolved: 'file:../valibot.tgz' }],
    ['a link', { link: true }],
    ['an address for a version', { version: 'github:x/valibot' }],
    ['an archive that it is not in', { integrity: undefined, inBundle: true }],
  ])('is refused with %s', (_what, change) => {
    const { status, stderr } = checked((lock) => {
      lock.packages[valibot] = { ...lock.packages[valibot], ...change };
    });
    expect(status).toBe(1);
    expect(stderr).toContain(`package-lock.json: ${valibot}: `);
  });

  it.each([
    '^1.5.0',
    'latest',
    'github:x/valibot',
    'npm:other@1.0.0',
    'file:../valibot',
    'https://x.example/v.tgz',
    '*',
  ])('is refused where package.json asks for %s', (version) => {
    const { status, stderr } = checked((_lock, asked) => {
      asked.dependencies['valibot'] = version;
    });
    expect(status).toBe(1);
    expect(stderr).toContain(`valibot: package.json asks for ${version}`);
  });

  it('is refused in another version of its format', () => {
    expect(checked((lock) => Object.assign(lock, { lockfileVersion: 1 })).status).toBe(1);
  });
});

describe('an installation', () => {
  it('runs no script of any package', () => {
    expect(readFileSync(join(repository, '.npmrc'), 'utf8').split('\n')).toContain('ignore-scripts=true');
  });

  it('knows every package that would run one, so that a new one is seen', () => {
    const scripted = Object.entries(lockfile().packages)
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(([path]) => path.split('node_modules/').at(-1));
    const { allowScripts } = manifest();
    expect(Object.keys(allowScripts).toSorted()).toEqual(scripted.toSorted());
    expect(Object.values(allowScripts)).not.toContain(true);
  });
});
