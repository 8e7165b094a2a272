import { orderOptions, orderOptionsHelp, parseCommandLine } from '../arguments.ts';
import type { Command } from '../command.ts';
import { giveOrder, signature } from '../order.ts';

interface Wording {
  /** What the command does, in a sentence. */
  readonly purpose: string;
  readonly example: string;
}

export const enable = availability('enable', {
  purpose: 'Lets automation choose a site of a failover group again.',
  example: 'failover enable news B --yes',
});

export const disable = availability('disable', {
  purpose: 'Forbids automation to choose a site of a failover group. It does not take the site off the air.',
  example: 'failover disable news B --reason "encoder under test" --yes',
});

function availability(command: 'enable' | 'disable', { purpose, example }: Wording): Command {
  return {
    help: `Usage: failover ${command} GROUP SITE [options]

${purpose}

${orderOptionsHelp}

Example:
  ${example}`,
    run: (args, io) => {
      const words = ['group', 'site'] as const;
      const parsed = parseCommandLine(args, { command, options: orderOptions, words });
      const { group, site } = parsed.words;
      return giveOrder({ command, group, site, ...signature(parsed.values, io) }, parsed.values, io);
    },
  };
}
