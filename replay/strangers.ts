import type { ChannelMember } from '../control/ports/member-store.ts';
import { messageOf, type TraceLine } from './trace-line.ts';

/** A channel or flow that a trace speaks of and the configuration does not name. */
export interface Stranger {
  readonly arn: string;
  /** Lines about it, which play no part. */
  readonly count: number;
}

/** Who in a trace belongs to no channel of the deployment. */
export function strangersIn(
  trace: readonly TraceLine[],
  members: ReadonlyMap<string, ChannelMember>,
): readonly Stranger[] {
  const flows = [...members.values()].flatMap(({ inputs }) =>
    Object.values(inputs).flatMap((input) => input.flows.map(({ arn }) => arn)),
  );
  const known = new Set([...members.keys(), ...flows]);
  const counts = new Map<string, number>();
  for (const entry of trace) {
    const message = messageOf(entry);
    if (message === null || message.type === 'ignored') continue;
    const arn = message.type === 'channel' ? message.channelArn : message.flowArn;
    if (!known.has(arn)) counts.set(arn, (counts.get(arn) ?? 0) + 1);
  }
  return [...counts].map(([arn, count]) => ({ arn, count }));
}
