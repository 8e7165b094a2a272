import type { ChannelLine } from '../../lambdas/operator/views.ts';
import { ask, showFailure, showJson, unexpected } from '../answer.ts';
import { commonOptions, commonOptionsHelp, parseCommandLine } from '../arguments.ts';
import type { Command } from '../command.ts';
import { nothing, onAirWords } from '../describe.ts';
import { exitCodes } from '../exit-code.ts';
import { table } from '../table.ts';

const help = `Usage: failover list [options]

Shows every MediaLive channel that has two or more input groups, managed or not.

${commonOptionsHelp}

Example:
  failover list`;

export const list: Command = {
  help,
  run: async (args, io) => {
    const { values } = parseCommandLine(args, { command: 'list', options: commonOptions, words: [] });
    const response = await ask({ command: 'list' }, values, io);
    if (values.json === true) showJson(response, io);
    if (!response.ok) return showFailure(response, io);
    if (response.command !== 'list') throw unexpected(response);
    if (values.json !== true) io.out(describe(response.channels));
    return exitCodes.ok;
  },
};

const headings = ['CHANNEL', 'ID', 'STATE', 'GROUP', 'ON AIR', 'INTENDED', 'AUTOMATION'];

function describe(channels: readonly ChannelLine[]): string {
  if (channels.length === 0) return 'There is no channel with two or more input groups.';
  const rows = channels.map((channel) => [
    channel.name,
    channel.id,
    channel.state,
    channel.group ?? nothing,
    onAirWords(channel.onAir),
    channel.intended ?? nothing,
    automation(channel),
  ]);
  const troubles = channels.flatMap(({ name, incident }) =>
    incident === null ? [] : [`! ${name}: ${incident}`],
  );
  return [table(headings, rows), ...troubles].join('\n');
}

function automation({ managed, hold }: ChannelLine): string {
  if (!managed) return 'not managed';
  return hold === null ? 'on' : `HELD (${hold.scope}): ${hold.reason}`;
}
