import { run } from '../run.ts';
import { runAll, type Failure } from '../team.ts';
import type { PlantedBug } from './planted-bug.ts';
import { promises } from './promises.ts';

/** A planted bug, and the first run that shows it; null: none did. */
export interface Found {
  readonly bug: PlantedBug;
  readonly failure: Failure | null;
}

/** Looks for each bug by itself, with the same seeds; what a run finds without the bug as well is no proof of it. */
export async function findEach(
  bugs: readonly PlantedBug[],
  seeds: readonly number[],
  workers: number,
): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const bug of bugs.toSorted(byPromise)) {
    found.push({ bug, failure: await firstProof(bug, seeds, workers) });
  }
  return found;
}

async function firstProof(
  bug: PlantedBug,
  seeds: readonly number[],
  workers: number,
): Promise<Failure | null> {
  const enough = (failures: readonly Failure[]) => failures.length > 0;
  const { failures } = await runAll(seeds, { workers, plant: bug.name, enough });
  for (const failure of failures) {
    const { findings } = await run({ seed: failure.seed });
    if (findings.length === 0) return failure;
  }
  const last = failures.at(-1);
  return last ? firstProof(bug, seeds.slice(seeds.indexOf(last.seed) + 1), workers) : null;
}

/** In the order in which the promises are listed. */
function byPromise({ promise: one }: PlantedBug, { promise: other }: PlantedBug): number {
  const order = Object.keys(promises);
  return order.indexOf(String(one)) - order.indexOf(String(other));
}

/** A table: the promise, the bug, the run and the seed that found it, and the check that it broke. */
export function renderFound(found: readonly Found[], firstSeed: number): string {
  const rows = found.map(({ bug, failure }) => [
    String(bug.promise),
    bug.name,
    failure ? String(failure.seed - firstSeed + 1) : 'NOT FOUND',
    failure ? String(failure.seed) : '',
    failure?.findings[0]?.rule ?? promises[bug.promise],
  ]);
  const lines = [['PROMISE', 'PLANTED BUG', 'RUN', 'SEED', 'BROKEN CHECK'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .join('\n');
}
