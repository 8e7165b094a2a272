import { KnownError } from '../config/known-error.ts';
import { policyIn } from './policy-of-file.ts';
import { namedLike, parallelOf, spanOf, parseOptions } from './usage.ts';
import { ConfigurationError, pathText } from '../config/problem.ts';
import { clearSettings, parseSetting, rehearse, windowSettings, type PolicySetting } from './rehearsal.ts';
import { scenarios } from './scenarios/registry.ts';
import type { Scenario } from './scenario.ts';

/** What the command line asks for. */
export type DrillCommand =
  | { readonly kind: 'help' }
  | { readonly kind: 'list' }
  | {
      readonly kind: 'run';
      readonly scenarios: readonly Scenario[];
      readonly settings: readonly PolicySetting[];
      readonly json: string | undefined;
      readonly parallel: number;
      readonly verbose: boolean;
      /** Whether alerts are also raised for an input that is only prepared. */
      readonly alertsOnPrepared: boolean;
      /** How long an attack lasts, in ms; undefined: as the scenario has it. */
      readonly forMs: number | undefined;
    };

export const help = `Usage: npm run drill [-- options]

Rehearses a failover on this machine: starts a twin of the AWS services, deploys the synthesized app into it, streams
two contribution sites, breaks something, and judges what follows. Exit code 0: all as demanded; 1: not; 2: it could
not be played; 3: not, but this machine was late: try again alone.

      --scenario NAME    play this one; may be given several times; else site-loss
      --all              play all of them
      --list             name them
      --json FILE        write the report, timelines included
      --parallel N       so many at once, each with a twin of its own; else 1, with --all 2
      --alerts-on-prepared
                         MediaLive also raises alerts for an input that is only prepared (AWS does not say)
      --for SPAN         how long the attack of strangers lasts, like 10m; else 60s
      --verbose          also show what changes nothing: calls, evidence, decisions not to act

The policy under rehearsal (docs/configuration.md), else the defaults:
      --config FILE      the policy of a failover group of your own file, whatever its account and region; the
                         channel is the drill's own (your channels: npm run twin -- --config FILE)
      --group NAME       which group of that file; else its only one
      --window SPAN      how long bad evidence must last, like 3s
      --clear SPAN       how long good evidence must last, like 10s
      --lead SPAN        how far ahead a switch is scheduled, like 15.5s
      --start TYPE       fixed or immediate
      --set PATH=VALUE   anything else, like failback.mode=automatic; may be given several times

Examples:
  npm run drill
  npm run drill -- --scenario immediate --window 1s
  npm run drill -- --all --json report.json`;

const options = {
  scenario: { type: 'string', multiple: true },
  all: { type: 'boolean' },
  list: { type: 'boolean' },
  json: { type: 'string' },
  parallel: { type: 'string' },
  verbose: { type: 'boolean' },
  'alerts-on-prepared': { type: 'boolean' },
  for: { type: 'string' },
  config: { type: 'string' },
  group: { type: 'string' },
  window: { type: 'string' },
  clear: { type: 'string' },
  lead: { type: 'string' },
  start: { type: 'string' },
  set: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
} as const;

/** @throws KnownError with what is wrong and what is allowed. */
export function readCommandLine(argv: readonly string[]): DrillCommand {
  const values = parseOptions(argv, options, 'npm run drill');
  if (values.help === true) return { kind: 'help' };
  if (values.list === true) return { kind: 'list' };
  const all = values.all === true;
  const settings = [
    ...(values.config === undefined ? [] : policyIn(values.config, values.group)),
    ...settingsOf(values),
  ];
  checkSettings(settings);
  return {
    kind: 'run',
    scenarios: all
      ? scenarios
      : (values.scenario ?? ['site-loss']).flatMap((name) => namedLike(scenarios, 'scenario', name)),
    settings,
    json: values.json,
    parallel: values.parallel === undefined ? (all ? 2 : 1) : parallelOf(values.parallel),
    verbose: values.verbose === true,
    alertsOnPrepared: values['alerts-on-prepared'] === true,
    forMs: values.for === undefined ? undefined : spanOf(values.for),
  };
}

function settingsOf(values: ReturnType<typeof parseOptions<typeof options>>): readonly PolicySetting[] {
  const { window, clear, lead, start, set = [] } = values;
  return [
    ...(window === undefined ? [] : windowSettings(window)),
    ...(clear === undefined ? [] : clearSettings(clear)),
    ...(start === undefined ? [] : [{ path: ['start'], value: { type: start } }]),
    ...(lead === undefined ? [] : [{ path: ['start'], value: { type: start ?? 'fixed', lead } }]),
    ...set.map((text) => {
      const setting = parseSetting(text);
      if (setting !== undefined) return setting;
      throw new KnownError(
        `--set ${text} sets nothing. Give a path and a value, like failback.mode=automatic.`,
      );
    }),
  ];
}

/** Which option sets what, where it is not `--set`. */
const optionOf: Readonly<Record<string, string>> = {
  confirm: '--window',
  clear: '--clear',
  lead: '--lead',
  type: '--start',
};

/** @throws KnownError in terms of the options: the file that they change is not the user's. */
function checkSettings(settings: readonly PolicySetting[]): void {
  try {
    rehearse(settings);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    // One window is several settings.
    const lines = error.problems.map(({ path, text }) => {
      const inGroup = path.slice(2);
      return `${optionOf[String(inGroup.at(-1))] ?? `--set ${pathText(inGroup)}`}: ${text}`;
    });
    throw new KnownError(
      [...new Set(lines)].join('\n'),
      'See: npm run drill -- --help, and docs/configuration.md.',
    );
  }
}
