import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { build } from 'esbuild';

/**
 * Packs the command line for machines without this repository: one file with everything in it, the SDK included, and the package
 * that installs it. The name is scoped, so that nobody else can own it.
 */
const repository = join(import.meta.dirname, '..');
const folder = resolve(process.argv[2] ?? join(repository, 'dist', 'cli'));
const { version, license, engines } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));

/** `plan` synthesizes the app and plays it on the twin: it stays with the repository, and says so. */
const withoutRepository = {
  name: 'without-repository',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/commands\/plan\.ts$/ }, () => ({
      path: join(repository, 'cli', 'commands', 'plan-elsewhere.ts'),
    }));
    onResolve({ filter: /\/validate\/synth-warnings\.ts$/ }, () => ({
      path: join(repository, 'cli', 'validate', 'no-synth-warnings.ts'),
    }));
  },
};

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
await build({
  entryPoints: [join(import.meta.dirname, 'failover.ts')],
  absWorkingDir: repository,
  outfile: join(folder, 'failover.mjs'),
  bundle: true,
  minify: true,
  keepNames: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  legalComments: 'eof',
  logLevel: 'warning',
  banner: {
    // Packages that are CommonJS ask for Node's own modules.
    js: "#!/usr/bin/env node\nimport { createRequire as requireHere } from 'node:module'; const require = requireHere(import.meta.url);",
  },
  plugins: [withoutRepository],
});
const packageFile = {
  name: '@medialive-failover/cli',
  version,
  description: 'Watches and moves MediaLive channels that are fed by two or more contribution sites',
  license,
  type: 'module',
  engines,
  bin: { failover: 'failover.mjs' },
  files: ['failover.mjs', 'LICENSE', 'NOTICE'],
};
writeFileSync(join(folder, 'package.json'), `${JSON.stringify(packageFile, null, 2)}\n`);
for (const name of ['LICENSE', 'NOTICE']) copyFileSync(join(repository, name), join(folder, name));
const pack = spawnSync('npm', ['pack', '--json', '--ignore-scripts'], {
  cwd: folder,
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
});
if (pack.status !== 0) throw new Error('npm pack has failed: see above.');
const [packed] = JSON.parse(pack.stdout);
console.log(`${join(folder, 'failover.mjs')}\n${join(folder, packed.filename)}`);
