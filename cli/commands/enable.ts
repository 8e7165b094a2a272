import { orderOptions, orderOptionsHelp, parseCommandLine } from '../arguments.ts';
import type { Command } from '../command.ts';
import { giveOrder, signature } from '../order.ts';

const help = `Usage: failover enable GROUP INPUT-GROUP [options]

Lets automation choose an input group of a failover group again.

${orderOptionsHelp}

Example:
  failover enable news B --yes`;

export const enable: Command = {
  help,
  run: (args, io) => {
    const { values, words } = parseCommandLine(args, {
      command: 'enable',
      options: orderOptions,
      words: ['group', 'input-group'],
    });
    return giveOrder(
      {
        command: 'enable',
        group: words.group,
        inputGroup: words['input-group'],
        ...signature(values, io),
      },
      values,
      io,
    );
  },
};
