import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { bundling } from '../lib/handler-bundles.ts';

/** Bundles an entry file as the deployment does (lib/handler-bundles.ts) but for `differently`, and says how large it came out. */
export async function bundle(
  entry: string,
  folder: string,
  name: string,
  differently: Pick<BuildOptions, 'alias' | 'supported'> = {},
): Promise<{ file: string; bytes: number }> {
  const file = join(folder, `${name}.cjs`);
  const result = await build({
    ...bundling,
    ...differently,
    entryPoints: [entry],
    outfile: file,
    metafile: true,
    logLevel: 'error',
  });
  return { file, bytes: Object.values(result.metafile.outputs)[0]?.bytes ?? NaN };
}
