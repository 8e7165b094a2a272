import { orderOptions, orderOptionsHelp, parseCommandLine } from '../arguments.ts';
import type { Command } from '../command.ts';
import { KnownError } from '../../config/known-error.ts';
import { giveOrder, signature } from '../order.ts';
import { scopeOf, scopeOptions, scopeOptionsHelp } from '../scope.ts';
import { parseSpan } from '../times.ts';

const help = `Usage: failover hold (--channel CHANNEL | --group GROUP) --reason TEXT [options]

Has automation leave a channel, or every channel of a group, alone. What it would have done is still noted and
told. Operators can switch by hand all the same.

${scopeOptionsHelp}
      --for SPAN         until it ends by itself, like 30m or 2h; else until: failover release
${orderOptionsHelp}

Example:
  failover hold --group news --for 2h --reason "maintenance at site A" --yes`;

export const hold: Command = {
  help,
  run: (args, io) => {
    const { values } = parseCommandLine(args, {
      command: 'hold',
      options: { ...orderOptions, ...scopeOptions, for: { type: 'string' } },
      words: [],
    });
    const scope = scopeOf(values, 'hold');
    const { reason } = values;
    if (reason === undefined) {
      throw new KnownError('failover hold needs --reason.', 'The next shift will want to know why.');
    }
    return giveOrder(
      {
        command: 'hold',
        ...scope,
        ...signature(values, io),
        reason,
        ...(values.for === undefined ? {} : { forSeconds: parseSpan(values.for, '--for') }),
      },
      values,
      io,
    );
  },
};
