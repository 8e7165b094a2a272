import type { ChannelHistoryResponse, GroupHistoryResponse } from '../../control/operator/responses.ts';
import { ask, showFailure, showJson, unexpected } from '../answer.ts';
import { commonOptions, commonOptionsHelp, parseCommandLine } from '../arguments.ts';
import type { Command } from '../command.ts';
import { changeLine, decisionLine } from '../describe.ts';
import { exitCodes } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { KnownError } from '../../config/known-error.ts';
import { scopeOf, scopeOptions, scopeOptionsHelp } from '../scope.ts';
import { fullTime, parseSpan } from '../times.ts';

const help = `Usage: failover history (--channel CHANNEL | --group GROUP) [options]

Shows what was decided about a channel, decisions not to act included, or who changed what of a group.
Newest first.

${scopeOptionsHelp}
      --last SPAN        no older than this, like 2h or 7d
  -n, --limit N          at most so many entries, 1 to 200; else 50
      --cursor TEXT      go on where the page before ended
${commonOptionsHelp}

Example:
  failover history --channel news-one --last 2h`;

export const history: Command = {
  help,
  run: async (args, io) => {
    const { values } = parseCommandLine(args, {
      command: 'history',
      options: {
        ...commonOptions,
        ...scopeOptions,
        last: { type: 'string' },
        limit: { type: 'string', short: 'n' },
        cursor: { type: 'string' },
      },
      words: [],
    });
    const request = { command: 'history' as const, ...scopeOf(values, 'history'), ...pageOf(values, io) };
    const response = await ask(request, values, io);
    if (values.json === true) showJson(response, io);
    if (!response.ok) return showFailure(response, io);
    if (response.command !== 'history') throw unexpected(response);
    if (values.json !== true) io.out(describe(response, io));
    return exitCodes.ok;
  },
};

interface PageValues {
  readonly last?: string | undefined;
  readonly limit?: string | undefined;
  readonly cursor?: string | undefined;
}

function pageOf({ last, limit, cursor }: PageValues, io: Io): Record<string, string | number> {
  const sinceMs = last === undefined ? undefined : io.now().getTime() - parseSpan(last, '--last') * 1000;
  return {
    ...(sinceMs === undefined ? {} : { since: new Date(sinceMs).toISOString() }),
    ...(limit === undefined ? {} : { limit: parseLimit(limit) }),
    ...(cursor === undefined ? {} : { cursor }),
  };
}

function parseLimit(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 200) return limit;
  throw new KnownError(`--limit ${text} is not allowed.`, 'Give a whole number from 1 to 200.');
}

function describe(response: ChannelHistoryResponse | GroupHistoryResponse, io: Io): string {
  if (response.entries.length === 0) return 'Nothing is on record.';
  const lines =
    response.scope === 'channel'
      ? response.entries.map((entry) => decisionLine(entry, io))
      : response.entries.map((entry) => `${fullTime(entry.at, io)}  ${entry.by}  ${changeLine(entry)}`);
  return [...lines, ...(response.next === null ? [] : [`older: --cursor ${response.next}`])].join('\n');
}
