import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

/** A folder for the tests of a file, which goes when they are done. */
export function scratchFolder(kind: string): string {
  const folder = mkdtempSync(join(tmpdir(), `${kind}-`));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
