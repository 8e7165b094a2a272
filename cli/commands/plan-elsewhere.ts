import { KnownError } from '../../config/known-error.ts';
import type { Command } from '../command.ts';

/** What `plan` is where the command line has been packed: it plays deployments of the app, which is in the repository. */
export const plan: Command = {
  help: `Usage: failover plan OLD NEW [options]

Says what deploying the file NEW does where the file OLD is deployed. It plays both deployments with the app itself,
which does not come with the packed command line: run it in a clone of the repository.`,
  run: () =>
    Promise.reject(
      new KnownError(
        'failover plan plays deployments of the app, which does not come with the packed command line.',
        'Run it in a clone of the repository: node bin/failover.mjs plan OLD NEW.',
      ),
    ),
};
