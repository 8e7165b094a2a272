import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { buildSync } from 'esbuild';
import { bundleAhead, bundleOf, bundling, functions } from '../../lib/handler-bundles.ts';

const digest = (bytes: Uint8Array | undefined) =>
  createHash('sha256')
    .update(bytes ?? '')
    .digest('hex');

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
    const names = (folder: string) => Buffer.from(bundleOf(folder)).includes('GetMetricData');
    expect(['controller', 'operator', 'configure', 'lifecycle'].filter(names)).toEqual([]);
    expect(names('reconciler')).toBe(true);
  });

  it('of the controller is within its budget, without what no function needs', () => {
    expect(bundleOf('controller').length).toBeLessThanOrEqual(560_000);
    expect(Buffer.from(bundleOf('controller'))).not.toContain('EventStreamCodec');
  });

  it('are known by their folder, and a folder without a function is refused by name', () => {
    expect(() => bundleOf('shared')).toThrow(
      /No function is in lambdas\/shared: give one of .*controller.*sweeper\./,
    );
  });
});
