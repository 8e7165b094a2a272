import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { median } from '../rehearsal/statistics.ts';
import { printVerdict } from './verdict.ts';

/**
 * How long `failover replay` takes to answer on each recorded trace, as an operator calls it, in a process of its own. The ratio
 * is taken against the bare start of a TypeScript process (`tsx -e 0`), turn about on the same machine.
 */
const run = promisify(execFile);
const repository = join(import.meta.dirname, '..');
const traces = join(repository, 'examples', 'traces');
const rounds = Number(process.argv[2] ?? 3);

async function secondsOf(file: string, args: readonly string[]): Promise<number> {
  const start = performance.now();
  await run(process.execPath, [join(repository, file), ...args], { cwd: repository });
  return (performance.now() - start) / 1000;
}

const replay = (trace: string): Promise<number> =>
  secondsOf('bin/failover.mjs', ['replay', join(traces, trace), '--config', join(traces, 'deployment.yaml')]);
const bareStart = (): Promise<number> => secondsOf('node_modules/tsx/dist/cli.mjs', ['-e', '0']);

const names = readdirSync(traces).filter((name) => name.endsWith('.jsonl'));
const [first = ''] = names;
// The first call after a change of the sources bundles them.
console.log(`first call: ${(await replay(first)).toFixed(2)} s`);
console.log(`${'trace'.padEnd(34)}      s   × bare start (medians of ${rounds})`);
const answers: number[] = [];
const ratios: number[] = [];
for (const name of names) {
  const [taken, bare]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await bareStart());
    taken.push(await replay(name));
  }
  const answer = median(taken);
  const ratio = answer / median(bare);
  answers.push(answer);
  ratios.push(ratio);
  console.log(`${name.padEnd(34)} ${answer.toFixed(2).padStart(6)} ${ratio.toFixed(2).padStart(6)}`);
}
printVerdict([
  { what: 'the slowest answer', measured: Math.max(...answers), unit: 's', bound: 1 },
  {
    what: 'the slowest against a bare start of tsx',
    measured: Math.max(...ratios),
    unit: '×',
    bound: 1,
  },
]);
