import { orderOptions, orderOptionsHelp, parseCommandLine } from '../arguments.ts';
import type { Command } from '../command.ts';
import type { Io } from '../io.ts';
import { KnownError } from '../../config/known-error.ts';
import { giveOrder, signature } from '../order.ts';
import { parseInstant, parseSpan } from '../times.ts';

const help = `Usage: failover switch CHANNEL SITE [options]

Moves both pipelines of a channel to another site, now or at a time. CHANNEL is its ARN, id or name.

      --at TIME          plan it: an instant like 2026-11-21T20:00:00Z, or a local time of day like 20:00
      --in SPAN          plan it this far ahead, like 90s or 30m
      --force            even to a site that is disabled or unhealthy
${orderOptionsHelp}

Examples:
  failover switch news-one B                         what would happen
  failover switch news-one B --yes -r "site A rain"  do it
  failover switch news-one A --at 23:30 --yes        plan it; take it back with: failover cancel news-one`;

export const switchCommand: Command = {
  help,
  run: (args, io) => {
    const { values, words } = parseCommandLine(args, {
      command: 'switch',
      options: {
        ...orderOptions,
        at: { type: 'string' },
        in: { type: 'string' },
        force: { type: 'boolean' },
      },
      words: ['channel', 'site'],
    });
    const at = instantOf(values, io);
    return giveOrder(
      {
        command: 'switch',
        channel: words.channel,
        to: words.site,
        ...(at === undefined ? {} : { at: at.toISOString() }),
        ...(values.force === true ? { force: true } : {}),
        ...signature(values, io),
      },
      values,
      io,
    );
  },
};

function instantOf(
  values: { readonly at?: string | undefined; readonly in?: string | undefined },
  io: Io,
): Date | undefined {
  if (values.at !== undefined && values.in !== undefined) {
    throw new KnownError('--at and --in exclude each other.', 'Give one of them.');
  }
  if (values.at !== undefined) return parseInstant(values.at, io);
  if (values.in === undefined) return undefined;
  return new Date(io.now().getTime() + parseSpan(values.in, '--in') * 1000);
}
