import { randomInt } from 'node:crypto';
import { KnownError } from '../config/known-error.ts';
import { parseOptions } from '../rehearsal/usage.ts';

export const help = `Usage: npm run fuzz -- [options]

Sends the control plane's functions messages and requests that nobody in good faith would send, and looks whether it ignores
or refuses them, keeps its state in order, and still fails over and takes orders. Nothing leaves this machine.

  --seed N        the first seed; else one drawn at random, and printed
  --messages N    how many messages on the queue of channel events; else 100000
  --work N        how many messages on the lifecycle function's queue; else a tenth of that
  --requests N    how many requests to the operator function; else 100000
  --path P        a finding again, as it was printed
  --help

Exit code 0: nothing was found; 1: something was; 2: it could not be run.`;

/** What can be sent, as the options are called. */
export const campaignNames = ['messages', 'work', 'requests'] as const;
export type CampaignName = (typeof campaignNames)[number];

/** What the command line asks for. */
export interface FuzzCommand {
  readonly seed: number;
  /** How many of each; 0: none. */
  readonly counts: Readonly<Record<CampaignName, number>>;
  readonly path: string | undefined;
}

/** fast-check takes seeds of 32 bits; there is room for those that follow the first. */
const seedMax = 1_000_000_000;
const countMax = 100_000_000;

const options = {
  seed: { type: 'string' },
  messages: { type: 'string', default: '100000' },
  requests: { type: 'string', default: '100000' },
  work: { type: 'string' },
  path: { type: 'string' },
  help: { type: 'boolean', default: false, short: 'h' },
} as const;

/**
 * @returns null where help is asked for.
 * @throws KnownError
 */
export function readCommandLine(argv: readonly string[]): FuzzCommand | null {
  const values = parseOptions(argv, options, 'npm run fuzz');
  if (values.help) return null;
  const messages = whole('messages', values.messages, countMax);
  const work = values.work === undefined ? Math.ceil(messages / 10) : whole('work', values.work, countMax);
  const counts = { messages, work, requests: whole('requests', values.requests, countMax) };
  const { path } = values;
  if (path !== undefined) mustBeRepeatable(path, values.seed, counts);
  const seed = values.seed === undefined ? randomInt(seedMax) : whole('seed', values.seed, seedMax);
  return { seed, counts, path };
}

function mustBeRepeatable(path: string, seed: string | undefined, counts: FuzzCommand['counts']): void {
  if (!/^\d+(:\d+)*$/.test(path)) {
    throw new KnownError(`--path ${path} is not allowed: give it as it was printed.`);
  }
  const asked = campaignNames.filter((name) => counts[name] > 0);
  if (seed === undefined || asked.length !== 1) {
    throw new KnownError(
      `--path needs the rest of what was printed: --seed, and one of ${campaignNames.join(', ')}.`,
    );
  }
}

function whole(name: string, text: string, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= most) return number;
  throw new KnownError(`--${name} ${text} is not allowed: give a whole number from 0 to ${most}.`);
}
