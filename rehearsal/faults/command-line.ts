import { namedLike, parallelOf, spanOf, parseOptions } from '../usage.ts';
import type { Act } from './fault.ts';
import { brownoutMs } from './kinds/brownouts.ts';
import { acts, allActs, faults } from './kinds/registry.ts';

/** What the command line asks for. */
export type ChaosCommand =
  | { readonly kind: 'help' }
  | { readonly kind: 'list' }
  | {
      readonly kind: 'run';
      readonly acts: readonly Act[];
      readonly quick: boolean;
      readonly parallel: number;
      readonly json: string | undefined;
      /** The command as it was given, where it is to be reported. */
      readonly report: string | undefined;
    };

export const help = `Usage: npm run chaos [-- options]

Breaks AWS, and the network to it, in the middle of failovers on this machine: deploys the synthesized app into twins
of the AWS services, has channels lose their site while calls are refused, lost, broken off and late, while functions
are killed and batches come back, and judges how each failover ends. Exit code 0: every one as it must; 1: not; 2: it
could not be played.

      --fault NAME       play this one; may be given several times; PutItem names all faults of PutItem; else all
                         but brownouts
      --for SPAN         how long a brownout lasts, like 10m; else 4m
      --list             name them
      --json FILE        write all that was judged
      --report           write the table to docs/reports: chaos.md, or brownouts.md
      --quick            a confirmation window of 1 s and an immediate start instead of the defaults, and no time in
                         between: for tests
      --parallel N       so many acts at once, each with a twin of its own; else 2

Examples:
  npm run chaos
  npm run chaos -- --fault BatchUpdateSchedule --fault table/refuses-writes
  npm run chaos -- --fault brownout --for 10m --parallel 4`;

const options = {
  fault: { type: 'string', multiple: true },
  for: { type: 'string' },
  list: { type: 'boolean' },
  json: { type: 'string' },
  report: { type: 'boolean' },
  quick: { type: 'boolean' },
  parallel: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** @throws KnownError with what is wrong and what is allowed. */
export function readCommandLine(argv: readonly string[]): ChaosCommand {
  const values = parseOptions(argv, options, 'npm run chaos');
  if (values.help === true) return { kind: 'help' };
  if (values.list === true) return { kind: 'list' };
  const lastsMs = values.for === undefined ? brownoutMs : spanOf(values.for);
  return {
    kind: 'run',
    acts: values.fault === undefined ? acts : actsWith(values.fault, lastsMs),
    quick: values.quick === true,
    parallel: parallelOf(values.parallel ?? '2'),
    json: values.json,
    report: values.report === true ? `npm run chaos -- ${argv.join(' ')}` : undefined,
  };
}

/** The acts, reduced to the faults that were named. */
function actsWith(names: readonly string[], lastsMs: number): readonly Act[] {
  const chosen = new Set(names.flatMap((name) => namedLike(faults, 'fault', name)).map(({ name }) => name));
  return allActs(lastsMs)
    .map((act) => ({ ...act, faults: act.faults.filter(({ name }) => chosen.has(name)) }))
    .filter((act) => act.faults.length > 0);
}
