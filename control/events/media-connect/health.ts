import * as v from 'valibot';
import type { FlowHealthEvent } from '../../../core/model/event.ts';
import { parseSourceArn } from '../../../config/arn.ts';
import { flag } from '../bounded-text.ts';
import type { Envelope } from '../envelope.ts';
import { ignored, unknownShape, type FlowNews, type Ignored } from '../parsed-message.ts';

const stateName = v.fallback(v.pipe(v.string(), v.toUpperCase()), '');

/**
 * The state is documented as `source_state` for flows and as `state` for sources, and was seen as `state` for both.
 * `isBitrateZero` was seen live, and is in no documentation.
 */
const condition = v.object({
  state: v.optional(stateName),
  source_state: v.optional(stateName),
  isBitrateZero: v.optional(flag),
  tr101: v.fallback(v.record(v.string(), flag), {}),
});
type Condition = v.InferOutput<typeof condition>;

const healthDetail = v.object({
  unhealthy: v.optional(flag),
  current: condition,
  previous: v.fallback(v.optional(condition), undefined),
});

/** Whether media arrives, by the state's name; any other state says neither. */
const verdicts: ReadonlyMap<string, boolean> = new Map([
  ['CONNECTED', true],
  ['RECEIVING', true],
  ['DISCONNECTED', false],
]);

/** `MediaConnect Flow Health`: of all sources of a flow together. */
export function readFlowHealth(event: Envelope): FlowNews | Ignored {
  return readHealth(event, 'flow');
}

/** `MediaConnect Source Health`: of one source. */
export function readSourceHealth(event: Envelope): FlowNews | Ignored {
  return readHealth(event, 'source');
}

function readHealth(event: Envelope, scope: FlowHealthEvent['scope']): FlowNews | Ignored {
  const { success, output, issues } = v.safeParse(healthDetail, event.detail);
  if (!success) return unknownShape(event['detail-type'], issues);
  const { current, previous, unhealthy } = output;
  const given = stateOf(current);
  const verdict = verdicts.get(given);
  if (verdict === undefined) {
    return ignored('no-verdict', `${event['detail-type']} with state "${given.slice(0, 64)}".`);
  }
  const connected = verdict && current.isBitrateZero !== true;
  const source = event.resources.find((arn) => parseSourceArn(arn) !== null);
  const before = previous && arrivalBefore(previous);
  const hasErrors = connected && (unhealthy ?? Object.values(current.tr101).includes(true));
  return {
    type: 'flow-health',
    at: event.time,
    scope,
    connected,
    ...(scope === 'source' && source !== undefined && { source }),
    ...(verdict && !connected && { bitrateZero: true }),
    ...(before !== undefined && { previous: before }),
    ...(hasErrors && { transportErrors: true }),
  };
}

/** The same of what was before; null: nothing was, undefined: the event does not say. */
function arrivalBefore(previous: Condition): boolean | null | undefined {
  const given = stateOf(previous);
  const isGiven = previous.state !== undefined || previous.source_state !== undefined;
  if (given === '') return isGiven ? null : undefined;
  const verdict = verdicts.get(given);
  return verdict === undefined ? undefined : verdict && previous.isBitrateZero !== true;
}

function stateOf({ state = '', source_state: sourceState = '' }: Condition): string {
  return state === '' ? sourceState : state;
}
