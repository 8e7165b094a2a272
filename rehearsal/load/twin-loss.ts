import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Deployment } from './deployments.ts';
import type { Loss } from './loss.ts';
import type { Machine } from './machine-watch.ts';

/** The result of many channels losing a site at once on the twin. */
export interface TwinLoss extends Loss {
  /** Of the other calls, those for looks; the rest verifies switches. */
  readonly lookCalls: number;
  /** Channels that have not both pipelines on the other site at the end. */
  readonly notOver: number;
  readonly machine: Machine;
}

/** Has all channels of the deployments lose a site on a twin in a process of its own: what one run leaves behind must not weigh on the next. */
export async function loseSiteOnTwin(
  deployments: readonly Deployment[],
  signal: AbortSignal,
): Promise<TwinLoss> {
  const child = fork(join(import.meta.dirname, 'twin-round.ts'), [JSON.stringify(deployments)], {
    serialization: 'advanced',
    signal,
  });
  return new Promise((resolve, reject) => {
    child.once('message', (loss) => {
      // What twin-round.ts sends is what it was made to send.
      resolve(loss as TwinLoss);
    });
    child.once('error', reject).once('exit', (code) => {
      reject(new Error(`The twin's process ended with code ${String(code)} and without a result.`));
    });
  });
}
