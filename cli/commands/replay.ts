import { loadOverridden, type Override } from '../../replay/overridden.ts';
import { renderReplay, renderUnread } from '../../replay/render.ts';
import { firstEventAt, replay as replayTrace } from '../../replay/replay.ts';
import { loadTrace, type Trace } from '../../replay/trace.ts';
import { parseCommandLine } from '../arguments.ts';
import type { Command } from '../command.ts';
import { exitCodes } from '../exit-code.ts';
import { KnownError } from '../../config/known-error.ts';
import { table } from '../table.ts';

const help = `Usage: failover replay TRACE --config FILE [options]

Has the control plane live through a recorded trace and shows what it would have decided. TRACE has
EventBridge events as JSON, one a line or as AWS's tools export them, with "deliveredAt" where one came late
(null: it never came). Lines that are not understood are named, and the exit code is 1: docs/traces.md.
Nothing is asked of AWS, and nothing is changed there. The answer to a switch that did not happen then is
modelled: it takes effect at its start. TOLD is what people would have been told.

  -c, --config FILE        the configuration of the deployment
  -p, --policy KEY=VALUE   another value for a policy key of all groups, like start.type=immediate; repeatable
      --channel NAME=ARN   the ARN of a channel that the deployment creates; repeatable
      --until TIME         when to stop; else 15 minutes after the last event
      --all                show what changed nothing as well
      --json               answer in JSON, for programs

Examples:
  failover replay examples/traces/both-pipelines-lost.jsonl --config examples/traces/deployment.yaml
  failover replay last-night.jsonl -c production.yaml -p flow.confirm=10s -p secondLook=false`;

export const replay: Command = {
  help,
  run: async (args, io) => {
    const { values, words } = parseCommandLine(args, {
      command: 'replay',
      options: {
        config: { type: 'string', short: 'c' },
        policy: { type: 'string', short: 'p', multiple: true },
        channel: { type: 'string', multiple: true },
        until: { type: 'string' },
        all: { type: 'boolean' },
        json: { type: 'boolean' },
      },
      words: ['trace'],
    });
    if (values.config === undefined) {
      throw new KnownError(
        'failover replay needs --config FILE.',
        'Give the configuration of the deployment.',
      );
    }
    const overrides = parsePairs(values.policy, '--policy').map(([key, value]): Override => ({
      path: key.split('.'),
      value,
    }));
    const trace = loadTrace(words.trace);
    const options = {
      arns: new Map(parsePairs(values.channel, '--channel')),
      ...(values.until !== undefined && { until: parseUntil(values.until, trace) }),
    };
    const configuration = loadOverridden(values.config, overrides);
    const replayed = await replayTrace(trace.lines, configuration, options);
    const { unread, passedOver } = trace;
    io.out(
      values.json === true
        ? JSON.stringify({ ...replayed, unread, passedOver }, null, 2)
        : renderReplay(replayed, table, values.all === true),
    );
    const remarks = renderUnread(trace, replayed, table);
    if (remarks !== '') io.err(remarks);
    return unread.length === 0 ? exitCodes.ok : exitCodes.negative;
  },
};

function parseUntil(text: string, { lines }: Trace): number {
  const at = Date.parse(text);
  if (!Number.isFinite(at)) {
    throw new KnownError(`--until ${text} is not a time.`, 'Give it like 2026-11-21T20:00:00Z.');
  }
  const first = firstEventAt(lines);
  if (at >= first) return at;
  throw new KnownError(
    `--until ${text} is before the first event of the trace, ${new Date(first).toISOString()}: nothing would happen.`,
    'Give a later time, or leave --until out: then it stops 15 minutes after the last event.',
  );
}

/** Reads `KEY=VALUE,KEY=VALUE`, once or several times. @throws KnownError where an equals sign is missing. */
function parsePairs(
  texts: readonly string[] | undefined,
  option: string,
): readonly (readonly [string, string])[] {
  const pairs = (texts ?? []).flatMap((text) => text.split(','));
  return pairs.map((pair) => {
    const at = pair.indexOf('=');
    if (at > 0) return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
    throw new KnownError(`${option} ${pair} has no value.`, `Give it like ${option} KEY=VALUE.`);
  });
}
