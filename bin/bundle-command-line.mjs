import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { ownFolders } from './own-folders.mjs';

const repository = join(import.meta.dirname, '..');

/**
 * Bundles failover.ts, each command in a file of its own, into a new folder of `kept`; the one that was in use before goes.
 * Returns the file to run, which `kept`/bundle.json names as well, beside the sources and the times they were changed.
 */
export async function bundleCommandLine(kept) {
  mkdirSync(kept, { recursive: true });
  const current = join(kept, 'bundle.json');
  const before = existsSync(current) ? JSON.parse(readFileSync(current, 'utf8')) : undefined;
  const folder = mkdtempSync(join(kept, 'bundle-'));
  const { metafile } = await build({
    entryPoints: [join(import.meta.dirname, 'failover.ts')],
    absWorkingDir: repository,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    metafile: true,
    logLevel: 'warning',
    plugins: [ownFolders],
  });
  const sources = Object.keys(metafile.inputs).map((source) => {
    const path = join(repository, source);
    return [path, statSync(path).mtimeMs];
  });
  const entry = join(folder, 'failover.mjs');
  const list = join(folder, 'bundle.json');
  writeFileSync(list, JSON.stringify({ entry, sources }));
  // In one step: others may be starting at this moment.
  renameSync(list, current);
  if (before !== undefined) rmSync(dirname(before.entry), { recursive: true, force: true });
  return entry;
}
