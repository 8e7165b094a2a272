import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ownFolders } from './own-folders.mjs';

/**
 * Runs the app (app.ts) as one CommonJS file, in half the time that its ES modules take: Node.js reads every export of a
 * CommonJS package that an ES module imports, so that all of the CDK's are loaded; required, they load what is used.
 */
const here = import.meta.dirname;
const cache = join(here, '..', 'node_modules', '.cache');
mkdirSync(cache, { recursive: true });
// A folder of its own, for there may be several at once; below node_modules, from where the packages are found.
const folder = mkdtempSync(join(cache, 'app-'));

try {
  const outfile = join(folder, 'app.cjs');
  await build({
    entryPoints: [join(here, 'app.ts')],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
    plugins: [ownFolders],
  });
  process.setSourceMapsEnabled(true);
  createRequire(import.meta.url)(outfile);
} finally {
  rmSync(folder, { recursive: true });
}
