import { ask, showFailure, showJson, unexpected } from '../answer.ts';
import { commonOptions, commonOptionsHelp, parseCommandLine } from '../arguments.ts';
import type { Command } from '../command.ts';
import { describeStatus } from '../describe-status.ts';
import { exitCodes } from '../exit-code.ts';

const help = `Usage: failover status CHANNEL [options]

Shows everything known of one channel: what is on air, the health of each site, what is in flight and
why. CHANNEL is its ARN, id or name.

${commonOptionsHelp}

Example:
  failover status news-one`;

export const status: Command = {
  help,
  run: async (args, io) => {
    const { values, words } = parseCommandLine(args, {
      command: 'status',
      options: commonOptions,
      words: ['channel'],
    });
    const response = await ask({ command: 'status', channel: words.channel }, values, io);
    if (values.json === true) showJson(response, io);
    if (!response.ok) return showFailure(response, io);
    if (response.command !== 'status') throw unexpected(response);
    if (values.json !== true) io.out(describeStatus(response.channel, io));
    return exitCodes.ok;
  },
};
