import * as v from 'valibot';
import { parseSourceArn } from '../../../config/arn.ts';
import { flag } from '../bounded-text.ts';
import type { Envelope } from '../envelope.ts';
import { ignored, unknownShape, type FlowNews, type Ignored } from '../parsed-message.ts';
import { ofFlow, type Said } from '../sample.ts';

/** Of all sources of a flow together. */
export const flowDetailType = 'MediaConnect Flow Health';
/** Of one source. */
export const sourceDetailType = 'MediaConnect Source Health';

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

/** Whether media arrives. */
export function read(event: Envelope): FlowNews | Ignored {
  const scope = event['detail-type'] === flowDetailType ? 'flow' : 'source';
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

/** What MediaConnect notices of a source, or of a flow as a whole; what is left out the event does not say. */
export interface Reception {
  /** In the event's state. */
  readonly connected: boolean;
  /** No bits arrive. */
  readonly bitrateZero?: boolean;
  /** TR 101 290: the transport stream has errors while it arrives. */
  readonly transportErrors?: boolean;
}

export interface Health {
  readonly kind: 'health';
  /** The ARN of the source; null: of the flow as a whole. */
  readonly source: string | null;
  readonly current: Reception;
  /** null: nothing was known, as after a start; left out: the event does not say. */
  readonly previous?: Reception | null;
}

/** Health as MediaConnect says it. */
export function sample(flowArn: string, { source, current, previous }: Health): Said {
  const key = source === null ? 'source_state' : 'state';
  const { connected, bitrateZero = false, transportErrors = false } = current;
  const detail = {
    unhealthy: !connected || bitrateZero || transportErrors,
    current: conditionOf(key, current),
    ...(previous !== undefined && { previous: previous ? conditionOf(key, previous) : { [key]: '' } }),
  };
  return source === null
    ? ofFlow(flowArn, flowDetailType, detail)
    : ofFlow(flowArn, sourceDetailType, detail, source);
}

function conditionOf(key: string, { connected, bitrateZero, transportErrors: errors }: Reception) {
  return {
    [key]: connected ? 'CONNECTED' : 'DISCONNECTED',
    ...(bitrateZero !== undefined && { isBitrateZero: bitrateZero }),
    ...(errors !== undefined && {
      tr101: { ts_sync_loss: false, continuity_count_error: errors, transport_error: errors },
    }),
  };
}
