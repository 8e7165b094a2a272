import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, buildSync, type BuildOptions, type OutputFile } from 'esbuild';

/** Where the project lies. */
export const repository = join(import.meta.dirname, '..');
/** The folder with one folder for each function. */
export const functions = join(repository, 'lambdas');

/**
 * How a function's `handler.ts` and all it needs become one file, the SDK included, taken from ES modules (`mainFields`),
 * which gives about half the size and start of the other ways.
 */
export const bundling = {
  absWorkingDir: repository,
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  charset: 'utf8',
  // `import()` becomes `require`: of `node:http` it would read every export, and one of them loads a second HTTP client, 14 ms
  // of the first call (Node 24). What is bundled and imported so is still not run before it is asked for.
  supported: { 'dynamic-import': false },
  // What no function needs: ways to find credentials but the environment (100 kB), event streams (15 kB), endpoint discovery (8 kB).
  alias: {
    '@aws-sdk/credential-provider-node': join(repository, 'aws/adapters/environment-credentials.ts'),
    '@smithy/core/event-streams': join(repository, 'aws/adapters/no-event-streams.ts'),
    '@aws-sdk/middleware-endpoint-discovery': join(repository, 'aws/adapters/no-endpoint-discovery.ts'),
  },
  legalComments: 'none',
  logLevel: 'warning',
} satisfies BuildOptions;

/** The functions by their folders, each with the file that everything else of it is reached from. */
export const handlers: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(functions)
    .map((folder) => [folder, join(functions, folder, 'handler.ts')] as const)
    .filter(([, handler]) => existsSync(handler)),
);

/** Every function by its folder: one run of esbuild, which reads what they share once, takes less than two of the seven do. */
const everyFunction = {
  ...bundling,
  entryPoints: handlers,
  // Nothing is written there: the files are kept in memory, and the folder only gives them their names.
  outdir: functions,
  write: false,
} satisfies BuildOptions;

let bundles: ReadonlyMap<string, Uint8Array> | undefined;

/** Bundles the functions in esbuild's own process, while this one goes on (it loads the CDK meanwhile). */
export async function bundleAhead(): Promise<void> {
  const { outputFiles } = await build(everyFunction);
  bundles ??= byFolder(outputFiles);
}

/** The one file of a function, by its folder under `lambdas/`; bundled now, with all the others, unless it has been before. */
export function bundleOf(folder: string): Uint8Array {
  bundles ??= byFolder(buildSync(everyFunction).outputFiles);
  const bundle = bundles.get(folder);
  if (bundle === undefined) {
    throw new Error(`No function is in lambdas/${folder}: give one of ${[...bundles.keys()].join(', ')}.`);
  }
  return bundle;
}

function byFolder(files: readonly OutputFile[]): ReadonlyMap<string, Uint8Array> {
  return new Map(files.map(({ path, contents }) => [basename(path, '.js'), contents]));
}
