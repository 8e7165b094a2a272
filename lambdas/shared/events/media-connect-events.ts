import * as v from 'valibot';
import { parseFlowArn } from '../arn.ts';
import type { Envelope } from './envelope.ts';
import { ignored, type ParsedMessage } from './parsed-message.ts';

/**
 * MediaConnect's health events (EventBridge reference, events-ref-mediaconnect). `unhealthy` is no verdict: it is true as
 * well for transport stream errors while packets arrive. The state is documented as `source_state` for flows and as `state`
 * for sources, and was seen as `state` for both.
 */
const healthDetail = v.object({
  current: v.object({ state: v.optional(v.string()), source_state: v.optional(v.string()) }),
});

const scopes: ReadonlyMap<string, 'flow' | 'source'> = new Map([
  ['MediaConnect Source Health', 'source'],
  ['MediaConnect Flow Health', 'flow'],
]);

/** Whether media arrives, by the state's name; any other state says neither. */
const verdicts: ReadonlyMap<string, boolean> = new Map([
  ['CONNECTED', true],
  ['RECEIVING', true],
  ['DISCONNECTED', false],
]);

/** Reads an event of `aws.mediaconnect`. */
export function parseMediaConnectEvent(event: Envelope): ParsedMessage {
  const detailType = event['detail-type'];
  const scope = scopes.get(detailType);
  if (!scope) return ignored('unknown-detail-type', detailType);
  const flowArn = event.resources.find((arn) => parseFlowArn(arn) !== null);
  if (flowArn === undefined) return ignored('unknown-shape', `${detailType} names no flow in its resources.`);
  const detail = v.safeParse(healthDetail, event.detail);
  if (!detail.success) return ignored('unknown-shape', `${detailType} without detail.current.`);
  const { state, source_state: sourceState } = detail.output.current;
  const given = (state ?? sourceState ?? '').toUpperCase();
  const connected = verdicts.get(given);
  if (connected === undefined) return ignored('no-verdict', `${detailType} with state "${given}".`);
  return { type: 'flow', flowArn, id: event.id, health: { at: event.time, scope, connected } };
}
