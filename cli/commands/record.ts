import { writeFileSync } from 'node:fs';
import { configuredFlows, type ConfiguredFlows } from '../../replay/configured-flows.ts';
import { recordTrace, type LoggedDecision } from '../../replay/record.ts';
import { KnownError } from '../../config/known-error.ts';
import { ask, showFailed, unexpected, type CommonValues } from '../answer.ts';
import { commonOptions, commonOptionsHelp, parseCommandLine } from '../arguments.ts';
import type { Command } from '../command.ts';
import { loadConfiguration } from '../../config/load-configuration.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { parseSpan } from '../times.ts';

const help = `Usage: failover record CHANNEL [options]

Turns the event log of a channel into a trace for "failover replay": the events it was told of, when it was
told, and what operators ordered. CHANNEL is its ARN, id or name. The log does not say which alerts were only
found by asking MediaLive.

      --last SPAN        how far back, like 2h or 7d; else 24h
  -c, --config FILE      the configuration, which names the flows; without it their health is left out
  -o, --out FILE         where to write the trace; else it is printed
${commonOptionsHelp}

Example:
  failover record news-one --last 12h --config production.yaml --out last-night.jsonl`;

/** As many entries as the operator function gives at once. */
const pageMax = 200;

interface Recorded {
  readonly channelArn: string;
  readonly name: string | null;
  /** Newest first, as they come. */
  readonly entries: LoggedDecision[];
}

export const record: Command = {
  help,
  run: async (args, io) => {
    const { values, words } = parseCommandLine(args, {
      command: 'record',
      options: {
        ...commonOptions,
        last: { type: 'string' },
        config: { type: 'string', short: 'c' },
        out: { type: 'string', short: 'o' },
      },
      words: ['channel'],
    });
    const sinceMs = io.now().getTime() - parseSpan(values.last ?? '24h', '--last') * 1000;
    const log = await readLog(words.channel, new Date(sinceMs).toISOString(), values, io);
    if ('exitCode' in log) return log.exitCode;
    const flows = flowsOf(values.config, log);
    const lines = recordTrace(log.channelArn, log.entries.toReversed(), flows);
    if (lines.length === 0) return nothingToReplay(log, values, io);
    const text = lines.map((line) => JSON.stringify(line)).join('\n');
    if (values.out === undefined) io.out(text);
    else writeTrace(values.out, `${text}\n`);
    io.err(`${lines.length} lines from ${log.entries.length} entries of the log.`);
    return exitCodes.ok;
  },
};

function nothingToReplay({ entries }: Recorded, values: CommonValues, io: Io): ExitCode {
  const error = {
    code: 'NOTHING_RECORDED',
    message: `The log has nothing to replay of this time: ${entries.length} entries, none of an event or an order.`,
    hint: 'Look further back with --last, like --last 7d.',
  };
  if (values.json === true) io.out(JSON.stringify({ ok: false, error }, null, 2));
  io.err(`${error.message}\n  ${error.hint}`);
  return exitCodes.negative;
}

/** @throws KnownError where the file cannot be written. */
function writeTrace(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new KnownError(`${file} cannot be written: ${String(error)}`, 'Give another file with --out.');
  }
}

async function readLog(
  channel: string,
  since: string,
  values: Parameters<typeof ask>[1],
  io: Io,
): Promise<Recorded | { readonly exitCode: ExitCode }> {
  const entries: LoggedDecision[] = [];
  for (let cursor: string | null | undefined; ;) {
    const request = {
      command: 'history' as const,
      channel,
      since,
      limit: pageMax,
      ...(cursor != null && { cursor }),
    };
    // A trace is for programs: exactly what was logged.
    const response = await ask(request, { ...values, json: true }, io);
    if (!response.ok) return { exitCode: showFailed(response, values, io) };
    if (response.command !== 'history' || response.scope !== 'channel') throw unexpected(response);
    entries.push(...response.entries);
    cursor = response.next;
    if (cursor === null) return { channelArn: response.channel.arn, name: response.channel.name, entries };
  }
}

function flowsOf(file: string | undefined, { channelArn, name }: Recorded): ConfiguredFlows {
  if (file === undefined) return {};
  const configuration = loadConfiguration(file);
  const byArn = configuredFlows(configuration, channelArn);
  return Object.keys(byArn).length > 0 ? byArn : configuredFlows(configuration, name ?? channelArn);
}
