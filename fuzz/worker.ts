import { campaigns } from './campaigns.ts';
import type { Job } from './team.ts';

/** A process that runs one campaign, so that each has a processor of its own. */
process.on('message', ({ name, extent }: Job) => {
  void campaigns[name](extent).then((outcome) => process.send?.(outcome));
});
