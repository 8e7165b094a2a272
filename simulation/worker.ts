import { plantedBugs } from './planted/planted-bugs.ts';
import { run } from './run.ts';
import type { Job, Report } from './team.ts';

/** A process that runs the seeds it is given, one message each way. */
process.on('message', (job: Job) => {
  void work(job).then((report) => process.send?.(report));
});

async function work({ seeds, plant: name, brownouts: brownout }: Job): Promise<Report> {
  const plant = plantedBugs.find((bug) => bug.name === name);
  const failures: Report['failures'][number][] = [];
  let transitions = 0;
  for (const seed of seeds) {
    const outcome = await run({ seed, brownout, ...(plant && { plant }) });
    transitions += outcome.transitions;
    if (outcome.findings.length > 0) failures.push({ seed, findings: outcome.findings });
  }
  return { runs: seeds.length, transitions, failures };
}
