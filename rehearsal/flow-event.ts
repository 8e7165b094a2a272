import * as v from 'valibot';
import type { AwsEvent } from '../twin/event-bus.ts';

const sourceHealth = v.object({
  current: v.object({ state: v.string() }),
  previous: v.object({ state: v.string() }),
});

/** A flow's source was lost or has come back. */
export interface SourceHealthChange {
  readonly flowArn: string;
  readonly source: string;
  readonly state: string;
}

/** What MediaConnect says of a flow whose source was lost or came back; of anything else, nothing. */
export function sourceHealthIn(event: AwsEvent): SourceHealthChange | undefined {
  const parsed = v.safeParse(sourceHealth, event.detail);
  const [flowArn, sourceArn] = event.resources;
  if (event['detail-type'] !== 'MediaConnect Source Health' || !parsed.success || flowArn === undefined) {
    return undefined;
  }
  const { current, previous } = parsed.output;
  if (current.state === previous.state) return undefined;
  return { flowArn, source: lastOf(sourceArn), state: current.state };
}

const flowHealth = v.object({
  current: v.object({ failover_switch: v.boolean(), source_state: v.literal('CONNECTED') }),
  previous: v.object({ failover_switch: v.boolean() }),
});

/** A flow has gone over to its other source, or back. */
export interface SourceFailover {
  readonly flowArn: string;
  readonly failedOver: boolean;
}

/** What MediaConnect says of a flow that has gone over to its other source, or back; of anything else, nothing. */
export function sourceFailoverIn(event: AwsEvent): SourceFailover | undefined {
  const parsed = v.safeParse(flowHealth, event.detail);
  const [flowArn] = event.resources;
  if (event['detail-type'] !== 'MediaConnect Flow Health' || !parsed.success || flowArn === undefined) {
    return undefined;
  }
  const { current, previous } = parsed.output;
  if (current.failover_switch === previous.failover_switch) return undefined;
  return { flowArn, failedOver: current.failover_switch };
}

/** The name at the end of an ARN. */
const lastOf = (arn = ''): string => arn.split(':').at(-1) ?? '';
