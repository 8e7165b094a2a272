import * as v from 'valibot';
import type { AwsEvent } from '../twin/event-bus.ts';
import type { Entry } from './timeline.ts';

const sourceHealth = v.object({
  current: v.object({ state: v.string() }),
  previous: v.object({ state: v.string() }),
});

/** What MediaConnect says of a flow whose source was lost or came back; of anything else, nothing. */
export function describeFlowEvent(event: AwsEvent): Omit<Entry, 'at'> | undefined {
  if (event['detail-type'] !== 'MediaConnect Source Health') return undefined;
  const parsed = v.safeParse(sourceHealth, event.detail);
  if (!parsed.success) return undefined;
  const { current, previous } = parsed.output;
  if (current.state === previous.state) return undefined;
  const flow = event.resources[0]?.split(':').at(-1) ?? 'a flow';
  const lost = current.state === 'DISCONNECTED';
  return { who: 'MediaConnect', what: `flow ${flow}: source ${current.state}`, tone: lost ? 'bad' : 'good' };
}
