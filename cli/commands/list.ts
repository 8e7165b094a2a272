import type { ChannelLine } from '../../control/operator/views.ts';
import { ask, showFailure, showJson, unexpected } from '../answer.ts';
import { commonOptions, commonOptionsHelp, parseCommandLine } from '../arguments.ts';
import type { Command } from '../command.ts';
import { automationWords, protectionWords } from '../describe-automation.ts';
import { nothing, onAirWords } from '../describe.ts';
import { exitCodes } from '../exit-code.ts';
import { table } from '../table.ts';
import type { Reader } from '../times.ts';

const help = `Usage: failover list [options]

Shows every MediaLive channel that has two or more sites, managed or not.

PROTECTION says what stands ready if the site on air is lost: ok, half (not wholly healthy, or nothing
is known of it) or NONE. AUTOMATION says whether it will act then, and if not why.

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
    if (values.json !== true) io.out(describe(response.channels, io));
    return exitCodes.ok;
  },
};

const headings = ['CHANNEL', 'ID', 'STATE', 'GROUP', 'ON AIR', 'INTENDED', 'PROTECTION', 'AUTOMATION'];

function describe(channels: readonly ChannelLine[], reader: Reader): string {
  if (channels.length === 0) return 'There is no channel with two or more sites.';
  const rows = channels.map((channel) => [
    channel.name,
    channel.id,
    channel.state,
    channel.group ?? nothing,
    onAirWords(channel.onAir),
    channel.intended ?? nothing,
    protectionWords(channel),
    automationWords(channel, reader),
  ]);
  const troubles = channels.flatMap(({ name, incident }) =>
    incident === null ? [] : [`! ${name}: ${incident}`],
  );
  return [table(headings, rows), ...troubles].join('\n');
}
