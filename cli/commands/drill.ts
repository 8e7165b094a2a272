import type { ChannelStatus } from '../../control/operator/views.ts';
import { ask, showFailed, unexpected, type CommonValues } from '../answer.ts';
import { commonOptions, commonOptionsHelp, parseCommandLine } from '../arguments.ts';
import type { Command } from '../command.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { KnownError } from '../../config/known-error.ts';
import { obstaclesOf, routeOf, warningsOf, type Route } from '../practice/preconditions.ts';
import { Practice } from '../practice/practice.ts';
import { renderReport } from '../practice/report.ts';
import { parseSpan } from '../times.ts';

const help = `Usage: failover drill --real CHANNEL [options]

A practice on a real channel: moves both pipelines to another site, waits until that is seen, stays,
moves back, and says what it measured. CHANNEL is its ARN, id or name. It begins only where the channel runs,
is well on both sides, is not held, and nothing is in flight or planned; and it asks for the channel's name
to be typed. Viewers see two changes of input. (To rehearse without a channel: npm run drill.)

      --real CHANNEL     the channel; there is no default, on purpose
      --to SITE   where to; else the only other one
      --stay SPAN        how long to stay there, like 30s or 5m; else 60s
  -y, --yes              do not ask, for scripts
  -r, --reason TEXT      why; kept in the log
      --by NAME          who does it, for the log; else the name of the user
${commonOptionsHelp}

Ctrl-C before the switch ends it; once after it, it goes back at once; twice, it leaves the channel as it
is and says how that is. Exit codes: 0 passed; 1 failed, not begun or not confirmed; 2 it could not be asked.

Example:
  failover drill --real news-one --stay 2m --reason "monthly practice"`;

const defaultStay = '60s';

export const drill: Command = {
  help,
  run: async (args, io) => {
    const { values } = parseCommandLine(args, {
      command: 'drill',
      options: {
        ...commonOptions,
        real: { type: 'string' },
        to: { type: 'string' },
        stay: { type: 'string' },
        yes: { type: 'boolean', short: 'y' },
        reason: { type: 'string', short: 'r' },
        by: { type: 'string' },
      },
      words: [],
    });
    if (values.real === undefined) {
      throw new KnownError('failover drill needs --real CHANNEL.', 'To rehearse on the twin: npm run drill.');
    }
    const stayMs = parseSpan(values.stay ?? defaultStay, '--stay') * 1000;
    const look = () => ask({ command: 'status', channel: values.real ?? '' }, values, io);
    const first = await look();
    if (!first.ok) return showFailed(first, values, io);
    if (first.command !== 'status') throw unexpected(first);
    const route = routeOf(first.channel, values.to);
    if (!mayBegin(first.channel, route, values, io)) return exitCodes.negative;
    for (const warning of warningsOf(first.channel, route)) io.err(`Note: ${warning}`);
    if (values.yes !== true && !(await isConfirmed(first.channel, { route, stayMs }, values, io))) {
      return exitCodes.negative;
    }
    // Somebody has read and typed meanwhile.
    const again = await look();
    if (!again.ok) return showFailed(again, values, io);
    if (again.command !== 'status') throw unexpected(again);
    if (!mayBegin(again.channel, route, values, io)) return exitCodes.negative;
    const { arn, name, intended } = again.channel;
    const plan = {
      ...route,
      channel: arn,
      name: name ?? arn,
      stayMs,
      by: values.by ?? io.user,
      reason: values.reason ?? 'practice',
      handBack: intended?.by === 'automation',
    };
    return practise(plan, values, io);
  },
};

function mayBegin(status: ChannelStatus, route: Route, values: CommonValues, io: Io): boolean {
  const obstacles = obstaclesOf(status, route);
  if (obstacles.length === 0) return true;
  notBegun(
    `Not begun: ${status.name ?? status.arn} is not fit for a practice from ${route.from} to ${route.to}.`,
    obstacles,
    values,
    io,
  );
  return false;
}

function notBegun(message: string, why: readonly string[], { json }: CommonValues, io: Io): void {
  if (json === true) {
    const error = { code: 'NOT_BEGUN', message, hint: why.join(' ') };
    io.out(JSON.stringify({ ok: false, error }, null, 2));
  }
  io.err([message, ...why.map((line) => `  ${line}`)].join('\n'));
}

async function isConfirmed(
  status: ChannelStatus,
  { route: { from, to }, stayMs }: { readonly route: Route; readonly stayMs: number },
  values: CommonValues,
  io: Io,
): Promise<boolean> {
  const name = status.name ?? status.arn;
  io.err(
    `${name} will go from ${from} to ${to}, stay ${stayMs / 1000} s, and go back. Viewers see two changes of input.`,
  );
  const typed = (await io.prompt(`Type ${name} to begin: `)).trim();
  if (typed === name) return true;
  const why =
    typed === ''
      ? 'Nothing was typed: type the name at a terminal, or give --yes.'
      : `"${typed}" is not its name, which is ${name}.`;
  notBegun('Not begun. Nothing has been changed.', [why], values, io);
  return false;
}

async function practise(
  plan: ConstructorParameters<typeof Practice>[1],
  values: Parameters<typeof ask>[1],
  io: Io,
): Promise<ExitCode> {
  const start = io.now().getTime();
  let interruptions = 0;
  const forget = io.onInterrupt(() => {
    interruptions += 1;
    io.err(
      interruptions === 1
        ? 'Going back. Ctrl-C again leaves the channel as it is.'
        : 'Leaving the channel as it is.',
    );
  });
  try {
    const report = await new Practice(
      {
        ask: (request) => ask(request, values, io),
        now: io.now,
        sleep: io.sleep,
        say: (what) => {
          const at = ((io.now().getTime() - start) / 1000).toFixed(1).padStart(6);
          if (values.json !== true) io.out(` +${at} s  ${what}`);
        },
        interruptions: () => interruptions,
      },
      plan,
    ).run();
    io.out(values.json === true ? JSON.stringify(report, null, 2) : `\n${renderReport(report)}`);
    return report.passed ? exitCodes.ok : exitCodes.negative;
  } finally {
    forget();
  }
}
