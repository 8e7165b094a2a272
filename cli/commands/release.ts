import { orderOptions, orderOptionsHelp, parseCommandLine } from '../arguments.ts';
import type { Command } from '../command.ts';
import { giveOrder, signature } from '../order.ts';
import { scopeOf, scopeOptions, scopeOptionsHelp } from '../scope.ts';

const help = `Usage: failover release (--channel CHANNEL | --group GROUP) [options]

Ends a hold: automation looks at the channels again at once, and acts if it has to.

${scopeOptionsHelp}
${orderOptionsHelp}

Example:
  failover release --group news --yes`;

export const release: Command = {
  help,
  run: (args, io) => {
    const { values } = parseCommandLine(args, {
      command: 'release',
      options: { ...orderOptions, ...scopeOptions },
      words: [],
    });
    return giveOrder(
      { command: 'release', ...scopeOf(values, 'release'), ...signature(values, io) },
      values,
      io,
    );
  },
};
