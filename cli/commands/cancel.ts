import { orderOptions, orderOptionsHelp, parseCommandLine } from '../arguments.ts';
import type { Command } from '../command.ts';
import { giveOrder, signature } from '../order.ts';

const help = `Usage: failover cancel CHANNEL [options]

Takes back the planned switch of a channel. CHANNEL is its ARN, id or name.

${orderOptionsHelp}

Example:
  failover cancel news-one --yes`;

export const cancel: Command = {
  help,
  run: (args, io) => {
    const { values, words } = parseCommandLine(args, {
      command: 'cancel',
      options: orderOptions,
      words: ['channel'],
    });
    return giveOrder({ command: 'cancel', channel: words.channel, ...signature(values, io) }, values, io);
  },
};
