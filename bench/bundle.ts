import { join } from 'node:path';
import { build } from 'esbuild';

/** What the deployment puts in the place of the SDK's credential chain. */
const deployedAlias = {
  '@aws-sdk/credential-provider-node': join(
    import.meta.dirname,
    '../lambdas/shared/adapters/environment-credentials.ts',
  ),
};

/** Bundles an entry file as the deployment does (lib/constructs/control-function.ts), and says how large it came out. */
export async function bundle(
  entry: string,
  folder: string,
  name: string,
  alias: Record<string, string> = deployedAlias,
): Promise<{ file: string; bytes: number }> {
  const file = join(folder, `${name}.cjs`);
  const result = await build({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    alias,
    metafile: true,
    logLevel: 'error',
  });
  return { file, bytes: Object.values(result.metafile.outputs)[0]?.bytes ?? NaN };
}
