import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { layOver } from './record-of.ts';

const ending = '.json.br';

/** The recorded releases, the oldest first: of each the control plane that its own code made for the drill. */
export function releases(): readonly string[] {
  return readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

/** The release before the present code. */
export function releaseBefore(): string {
  const [last] = releases().slice(-1);
  if (last === undefined) throw new Error('No release is recorded. See: rehearsal/releases/record.ts');
  return last;
}

/** Copies a synthesized app of the drill into a folder, with the control plane of a release in the place of its own. */
export function layOutRelease(version: string, assembly: string, folder: string): void {
  layOver(readFileSync(recordFile(version)), assembly, folder);
}

export function recordFile(version: string): string {
  return join(import.meta.dirname, `${version}${ending}`);
}
