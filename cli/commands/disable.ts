import { orderOptions, orderOptionsHelp, parseCommandLine } from '../arguments.ts';
import type { Command } from '../command.ts';
import { giveOrder, signature } from '../order.ts';

const help = `Usage: failover disable GROUP INPUT-GROUP [options]

Forbids automation to choose an input group of a failover group. It does not take the input group off the air.

${orderOptionsHelp}

Example:
  failover disable news B --reason "encoder under test" --yes`;

export const disable: Command = {
  help,
  run: (args, io) => {
    const { values, words } = parseCommandLine(args, {
      command: 'disable',
      options: orderOptions,
      words: ['group', 'input-group'],
    });
    return giveOrder(
      {
        command: 'disable',
        group: words.group,
        inputGroup: words['input-group'],
        ...signature(values, io),
      },
      values,
      io,
    );
  },
};
