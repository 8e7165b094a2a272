import type { OptionSpecs } from './arguments.ts';
import { KnownError } from '../config/known-error.ts';

/** The options of a command that speaks of one channel or of a whole group. */
export const scopeOptions = {
  channel: { type: 'string', short: 'c' },
  group: { type: 'string', short: 'g' },
} as const satisfies OptionSpecs;

/** Explains {@link scopeOptions}. */
export const scopeOptionsHelp = `  -c, --channel CHANNEL  this channel: its ARN, id or name
  -g, --group GROUP      every channel of this failover group`;

type Scope = { readonly channel: string } | { readonly group: string };

/** @throws KnownError unless exactly one of the two is given. */
export function scopeOf(
  { channel, group }: { readonly channel?: string | undefined; readonly group?: string | undefined },
  command: string,
): Scope {
  if (channel !== undefined && group === undefined) return { channel };
  if (group !== undefined && channel === undefined) return { group };
  throw new KnownError(
    `failover ${command} needs --channel or --group${channel === undefined ? '' : ', not both'}.`,
    `See: failover ${command} --help`,
  );
}
