import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Finding } from './world/watch.ts';

export interface Job {
  readonly seeds: readonly number[];
  /** A planted bug, by name. */
  readonly plant?: string;
  /** Every life has a brownout. */
  readonly brownouts: boolean;
}

export interface Failure {
  readonly seed: number;
  readonly findings: readonly Finding[];
}

export interface Report {
  readonly runs: number;
  readonly transitions: number;
  readonly failures: readonly Failure[];
}

/** Few enough that an early failure is seen early, enough that the way there and back does not count. */
const seedsPerJob = 25;

export interface TeamOptions {
  readonly workers: number;
  /** A planted bug, by name. */
  readonly plant?: string;
  /** Every life has a brownout; left out: where the dice say so. */
  readonly brownouts?: boolean;
  /** Has been found what there is to find? Then no more is begun. */
  readonly enough: (failures: readonly Failure[]) => boolean;
  /** Hears how many runs are over, now and then. */
  readonly progress?: (runs: number) => void;
}

/**
 * Runs seeds in several processes at once, and stops when `enough` says so.
 * @returns what all of them found, in the order of the seeds.
 */
export async function runAll(
  seeds: readonly number[],
  { workers, plant, brownouts = false, enough, progress }: TeamOptions,
): Promise<Report> {
  const jobs: Job[] = [];
  for (let from = 0; from < seeds.length; from += seedsPerJob) {
    const some = seeds.slice(from, from + seedsPerJob);
    jobs.push({ seeds: some, brownouts, ...(plant !== undefined && { plant }) });
  }
  let runs = 0;
  let transitions = 0;
  const failures: Failure[] = [];
  const member = async () => {
    const child = fork(fileURLToPath(new URL('worker.ts', import.meta.url)));
    try {
      for (let job = jobs.shift(); job && !enough(failures); job = jobs.shift()) {
        const report = await ask(child, job);
        runs += report.runs;
        transitions += report.transitions;
        failures.push(...report.failures);
        progress?.(runs);
      }
    } finally {
      child.kill();
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(workers, jobs.length)) }, member));
  return { runs, transitions, failures: failures.toSorted((one, other) => one.seed - other.seed) };
}

function ask(child: ChildProcess, job: Job): Promise<Report> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => {
      reject(new Error(`A worker ended (${String(code)}) at the seeds ${job.seeds[0] ?? 0} and following.`));
    };
    child.once('exit', onExit);
    child.once('message', (report: Report) => {
      child.off('exit', onExit);
      resolve(report);
    });
    child.send(job);
  });
}
