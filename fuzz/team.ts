import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Extent, Outcome } from './campaign.ts';
import type { CampaignName } from './command-line.ts';

export interface Job {
  readonly name: CampaignName;
  readonly extent: Extent;
}

/** Runs a campaign in a process of its own. @throws Error when that ends without an outcome. */
export function runApart(job: Job): Promise<Outcome> {
  const child = fork(fileURLToPath(new URL('worker.ts', import.meta.url)));
  return new Promise<Outcome>((resolve, reject) => {
    child.once('message', (outcome: Outcome) => {
      child.removeAllListeners('exit');
      child.kill();
      resolve(outcome);
    });
    child.once('exit', (code) => {
      reject(new Error(`The process that sends ${job.name} ended with code ${String(code)}.`));
    });
    child.send(job);
  });
}
