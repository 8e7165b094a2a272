import type { Millis } from '../../core/model/group.ts';
import { ordersInLine, resumeTimer } from '../../core/resumption.ts';
import type { DecideDeps } from './deps.ts';
import type { IncomingEvent } from './incoming-event.ts';
import { loadChannel } from './load.ts';
import { measureEffects } from './measure.ts';
import { runEffects } from './run-effects.ts';

/**
 * Calls once more for the orders that MediaLive has throttled, before anything is decided: a try costs one decision, on its
 * outcome, and not one on the timer as well, of which nothing would come.
 * @returns the outcome, to be decided on in place of the timer; the event itself where no order of the channel stands in line.
 */
export async function tryInLine(
  deps: DecideDeps,
  channelArn: string,
  incoming: IncomingEvent,
  deadlineAt: Millis,
): Promise<IncomingEvent> {
  if (incoming.type !== 'timer' || incoming.timerId !== resumeTimer) return incoming;
  const channel = await loadChannel(deps, channelArn);
  if (!channel) return incoming;
  const orders = ordersInLine(channel.state, incoming, deps.clock.now());
  if (orders.length === 0) return incoming;
  const runs = await runEffects(deps, channelArn, orders, () => deadlineAt);
  measureEffects(deps.meter, runs, channel.state, incoming.dueAt);
  return { type: 'outcome', id: `${incoming.id}/outcome`, results: runs.map(({ result }) => result) };
}
