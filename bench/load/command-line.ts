import { deploymentLimits } from '../../config/deployment-limits.ts';
import { KnownError } from '../../config/known-error.ts';
import { parseOptions } from '../../rehearsal/usage.ts';

/** Over how many deployments so many channels are. */
export type DeploymentsFor = (channels: number) => number;

/** What the command line asks for. */
export type LoadCommand =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'run';
      readonly on: 'model' | 'twin';
      /** How many channels lose a site at once, run after run. */
      readonly curve: readonly number[];
      readonly deployments: DeploymentsFor;
      /** Alerts of a day that mean nothing; 0: no such day. */
      readonly alerts: number;
      /** The command as it was given, where it is to be reported. */
      readonly report: string | undefined;
    };

export const help = `Usage: npm run load [-- options]

Has many channels lose a site at one instant under the throttle of MediaLive, then plays a day of alerts that mean
nothing. Exit code 0: all within their bounds; 1: not; 2: it could not be played.

      --on WHERE         model: virtual time and everything in memory, any machine gives the same figures; or
                         twin: the deployed bundles on the twin of the AWS services, in real time; else model
      --channels N,N,…   so many at once, run after run; else 1,10,100,300,1000
      --deployments N    over so many deployments of one account; else as few as take them, ${deploymentLimits.existing} each
      --alerts N         alerts of the day; 0: no such day; else 1000000 after the model, 0 after the twin
      --report           write the tables to docs/reports: load-model.md or load-twin.md, and noise.md

Examples:
  npm run load -- --channels 100,1000 --alerts 20000
  npm run load -- --channels 1000 --deployments 3 --alerts 0
  npm run load -- --on twin --channels 1000`;

const channelsMax = 5000;
const alertsMax = 100_000_000;
const deploymentsMax = 20;

const options = {
  on: { type: 'string' },
  channels: { type: 'string' },
  deployments: { type: 'string' },
  alerts: { type: 'string' },
  report: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** @throws KnownError with what is wrong and what is allowed. */
export function readCommandLine(argv: readonly string[]): LoadCommand {
  const values = parseOptions(argv, options, 'npm run load');
  if (values.help === true) return { kind: 'help' };
  const on = values.on ?? 'model';
  if (on !== 'model' && on !== 'twin') {
    throw new KnownError(`--on ${on} is not allowed. Give model or twin.`);
  }
  const curve = (values.channels ?? '1,10,100,300,1000')
    .split(',')
    .map((text) => countOf('--channels', text, 1, channelsMax));
  const deployments = deploymentsOf(values.deployments, curve);
  const alerts = values.alerts ?? (on === 'model' ? '1000000' : '0');
  return {
    kind: 'run',
    on,
    curve,
    deployments,
    alerts: countOf('--alerts', alerts, 0, alertsMax),
    report: values.report === true ? `npm run load -- ${argv.join(' ')}` : undefined,
  };
}

function deploymentsOf(given: string | undefined, curve: readonly number[]): DeploymentsFor {
  const needed: DeploymentsFor = (channels) => Math.ceil(channels / deploymentLimits.existing);
  if (given === undefined) return needed;
  const count = countOf('--deployments', given, Math.max(...curve.map(needed)), deploymentsMax);
  return () => count;
}

function countOf(option: string, text: string, min: number, max: number): number {
  const count = Number(text);
  if (text.trim() !== '' && Number.isInteger(count) && count >= min && count <= max) return count;
  throw new KnownError(`${option} ${text} is not allowed. Give whole numbers from ${min} to ${max}.`);
}
