import { join } from 'node:path';
import { build } from 'esbuild';
import { bundling } from '../lib/handler-bundles.ts';

/** Bundles an entry file as the deployment does (lib/handler-bundles.ts), and says how large it came out. */
export async function bundle(
  entry: string,
  folder: string,
  name: string,
  alias: Record<string, string> = bundling.alias,
): Promise<{ file: string; bytes: number }> {
  const file = join(folder, `${name}.cjs`);
  const result = await build({
    ...bundling,
    entryPoints: [entry],
    outfile: file,
    alias,
    metafile: true,
    logLevel: 'error',
  });
  return { file, bytes: Object.values(result.metafile.outputs)[0]?.bytes ?? NaN };
}
