import * as v from 'valibot';
import type { AwsEvent } from '../twin/event-bus.ts';

const sourceHealth = v.object({
  current: v.object({ state: v.string() }),
  previous: v.object({ state: v.string() }),
});

/** A flow's source was lost or has come back. */
export interface SourceHealthChange {
  readonly flowArn: string;
  readonly state: string;
}

/** What MediaConnect says of a flow whose source was lost or came back; of anything else, nothing. */
export function sourceHealthIn(event: AwsEvent): SourceHealthChange | undefined {
  const parsed = v.safeParse(sourceHealth, event.detail);
  const [flowArn] = event.resources;
  if (event['detail-type'] !== 'MediaConnect Source Health' || !parsed.success || flowArn === undefined) {
    return undefined;
  }
  const { current, previous } = parsed.output;
  return current.state === previous.state ? undefined : { flowArn, state: current.state };
}
