import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { build, buildSync, type Plugin } from 'esbuild';
import type * as source from '../../aws/adapters/paid-flow-metrics.ts';
import {
  bundleAhead,
  bundleOf,
  bundling,
  functions,
  handlers,
  repository,
} from '../../lib/handler-bundles.ts';
import { scratchFolder } from '../scratch-folder.ts';

const folder = scratchFolder('failover-bundles');

const digest = (bytes: Uint8Array | undefined) =>
  createHash('sha256')
    .update(bytes ?? '')
    .digest('hex');

/** The reconciler's way to CloudWatch, bundled as deployed; the client's own file leaves a mark when it is run. */
async function bundledFlowMetrics(outfile: string): Promise<Pick<typeof source, 'paidFlowMetrics'>> {
  const mark: Plugin = {
    name: 'mark',
    setup: (bundler) => {
      bundler.onLoad({ filter: /client-cloudwatch.dist-es.CloudWatchClient\.js$/ }, ({ path }) => ({
        contents: `${readFileSync(path, 'utf8')}\nglobalThis.clientHasRun = true;`,
      }));
    },
  };
  const entry = join(repository, 'aws', 'adapters', 'paid-flow-metrics.ts');
  await build({ ...bundling, entryPoints: [entry], outfile, plugins: [mark] });
  return createRequire(import.meta.url)(outfile) as Pick<typeof source, 'paidFlowMetrics'>;
}

describe('the bundles of the functions', () => {
  it('are the same, bundled all at once or each alone', async () => {
    await bundleAhead();
    const alone = buildSync({
      ...bundling,
      entryPoints: [join(functions, 'ingest', 'handler.ts')],
      outfile: 'index.js',
      write: false,
    });
    expect(digest(bundleOf('ingest'))).toBe(digest(alone.outputFiles[0]?.contents));
  });

  it('have the client of CloudWatch in the reconciler alone, which loads it with the first question', () => {
    const names = (name: string) => Buffer.from(bundleOf(name)).includes('GetMetricData');
    expect(['controller', 'operator', 'configure', 'lifecycle'].filter(names)).toEqual([]);
    expect(names('reconciler')).toBe(true);
  });

  it.each(Object.keys(handlers))(
    'import nothing at run time, which would read all that a module of Node has: %s',
    (name) => {
      expect(Buffer.from(bundleOf(name)).toString()).not.toMatch(/\bimport\(/);
    },
  );

  it('run the client of CloudWatch with the first question, and not before', async () => {
    const { paidFlowMetrics } = await bundledFlowMetrics(join(folder, 'flow-metrics.cjs'));
    const clock = { now: () => 0, sleep: () => Promise.resolve() };
    const { flowMetrics } = paidFlowMetrics(true, clock);
    expect(globalThis).not.toHaveProperty('clientHasRun');
    await flowMetrics?.carrying([]);
    expect(globalThis).toHaveProperty('clientHasRun');
  });

  it('of the controller is within its budget, without what no function needs', () => {
    expect(bundleOf('controller').length).toBeLessThanOrEqual(560_000);
    const code = Buffer.from(bundleOf('controller')).toString();
    expect(code).not.toMatch(/EventStreamCodec|endpointCacheSize/);
  });

  it('are known by their folder, and a folder without a function is refused by name', () => {
    expect(() => bundleOf('shared')).toThrow(
      /No function is in lambdas\/shared: give one of .*controller.*sweeper\./,
    );
  });
});
