import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { explore } from './exhaustive/explore.ts';
import { scopes } from './exhaustive/scopes.ts';
import { Narrator } from './narrator.ts';
import { findEach, renderFound } from './planted/find-planted.ts';
import { plantedBugs } from './planted/planted-bugs.ts';
import { run } from './run.ts';
import { shrink } from './shrink.ts';
import { runAll, type Failure } from './team.ts';

const usage = `Usage: npm run simulate -- [options]

Runs the control plane's functions in a simulated world where anything can go wrong, and holds them to what must never be.

  --seed N       the first seed; else 1
  --starts K     so many first seeds, drawn at random and printed, instead of one
  --runs M       how many seeds; else 1000
  --workers W    processes at once; else 2
  --only NAMES   one run, with these acts and mishaps alone, separated by commas: a failure as it was printed
  --brownouts    in each of them a service fails some or all of its calls for ten minutes; else in one of sixteen
  --planted      plant mistakes, one after the other, and see that each is found
  --exhaustive   every sequence of up to --depth events (else 6) in small worlds, instead of runs
  --help`;

/** Failures beyond the first few say nothing new. */
const failuresShown = 3;

/** Seeds are taken modulo 2^32; these are far from both ends. */
const seedsMax = 1_000_000_000;

/** Runs between two signs of life: a minute or so. */
const progressEvery = 2000;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string' },
    starts: { type: 'string' },
    workers: { type: 'string', default: '2' },
    only: { type: 'string' },
    brownouts: { type: 'boolean', default: false },
    planted: { type: 'boolean', default: false },
    exhaustive: { type: 'boolean', default: false },
    depth: { type: 'string', default: '6' },
    help: { type: 'boolean', default: false },
  },
});
const seed = whole('seed', values.seed);
const workers = whole('workers', values.workers);

if (values.help) console.log(usage);
else if (values.only !== undefined) process.exitCode = await replay(seed, values.only.split(','));
else if (values.exhaustive) process.exitCode = exploreAll(whole('depth', values.depth));
else if (values.planted) process.exitCode = await findPlanted(whole('runs', values.runs ?? '2000'));
else process.exitCode = await simulateAll(whole('runs', values.runs ?? '1000'));

function whole(name: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0) return number;
  throw new Error(`--${name} ${text} is not allowed: give a whole number.\n\n${usage}`);
}

/** From the seed that was given or, so that nothing is proven of known seeds alone, from some that nobody knew before. */
async function simulateAll(runs: number): Promise<number> {
  if (values.starts === undefined) return simulate(runs, seed);
  const starts = Array.from({ length: whole('starts', values.starts) }, () => randomInt(seedsMax));
  console.log(`The starts are ${starts.join(', ')}.`);
  let failed = 0;
  for (const first of starts) failed += await simulate(runs, first);
  return failed === 0 ? 0 : 1;
}

async function simulate(runs: number, first: number): Promise<number> {
  const started = performance.now();
  const report = await runAll(seedsOf(runs, first), {
    workers,
    brownouts: values.brownouts,
    enough: ({ length }) => length >= failuresShown,
    progress: (over) => {
      if (over % progressEvery === 0 && over < runs) console.log(`${over} of ${runs} runs are over.`);
    },
  });
  const seconds = (performance.now() - started) / 1000;
  const pace = `${seconds.toFixed(0)} s, ${((1000 * seconds) / report.runs).toFixed(1)} ms a run`;
  console.log(`${report.runs} runs, ${report.transitions} decisions, ${pace}.`);
  for (const failure of report.failures.slice(0, failuresShown)) await explain(failure);
  if (report.failures.length === 0) console.log('Nothing was found.');
  return report.failures.length === 0 ? 0 : 1;
}

/** A failure as small as it can be made, and how to see it again. */
async function explain({ seed: failed }: Failure): Promise<void> {
  const options = { seed: failed, brownout: values.brownouts };
  const whole = await run(options);
  const names = await shrink(options, whole);
  console.log(`\nSeed ${failed}: ${names.length} of ${whole.mishaps.length} acts and mishaps are enough.`);
  await replay(failed, names);
  const always = values.brownouts ? ' --brownouts' : '';
  console.log(`Again: npm run simulate -- --seed ${failed}${always} --only '${names.join(',')}'`);
}

async function replay(failed: number, names: readonly string[]): Promise<number> {
  const narrate = new Narrator();
  const { findings } = await run({
    seed: failed,
    brownout: values.brownouts,
    allowed: new Set(names),
    narrate,
  });
  console.log(narrate.lines.join('\n'));
  for (const { rule, details } of findings) console.log(`BROKEN: ${rule} (${details})`);
  return findings.length === 0 ? 0 : 1;
}

function exploreAll(depth: number): number {
  let failed = 0;
  for (const scope of scopes) {
    const started = performance.now();
    const { words, states, transitions, wrong } = explore(scope, depth);
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    const facts = `${words} sequences of up to ${depth} events, ${states} states, ${transitions} decisions, ${seconds} s`;
    console.log(`${scope.name}: ${facts}; ${wrong.length === 0 ? 'nothing was found' : 'BROKEN'}.`);
    for (const { word, rules } of wrong) {
      failed += 1;
      console.log(`BROKEN: ${rules.join('; ')}\n${word.map((letter) => `  ${letter}`).join('\n')}`);
    }
  }
  return failed === 0 ? 0 : 1;
}

async function findPlanted(runs: number): Promise<number> {
  const found = await findEach(plantedBugs, seedsOf(runs, seed), workers);
  console.log(renderFound(found, seed));
  const missed = found.filter(({ failure }) => failure === null).length;
  console.log(`${found.length - missed} of ${found.length} planted bugs found within ${runs} runs each.`);
  return missed === 0 ? 0 : 1;
}

function seedsOf(runs: number, first: number): readonly number[] {
  return Array.from({ length: runs }, (_, index) => first + index);
}
