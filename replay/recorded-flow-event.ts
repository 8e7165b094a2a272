import type { Decision } from '../core/model/decision.ts';

type Evidence = Decision['evidence'];

interface FlowEvent {
  readonly source: 'aws.mediaconnect';
  readonly 'detail-type': string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What MediaConnect had said when this evidence was logged (EventBridge reference, events-ref-mediaconnect). */
export function flowEventOf(evidence: Evidence): FlowEvent {
  const [kind, detail] = evidence['report'] === undefined ? healthOf(evidence) : reportOf(evidence);
  return { source: 'aws.mediaconnect', 'detail-type': `MediaConnect ${kind}`, detail };
}

type Written = readonly [string, Readonly<Record<string, unknown>>];

function healthOf({ connected, bitrateZero, previous, transportErrors }: Evidence): Written {
  const detail = {
    unhealthy: connected !== true || transportErrors === true,
    current: {
      source_state: connected === true || bitrateZero === true ? 'CONNECTED' : 'DISCONNECTED',
      ...(bitrateZero === true && { isBitrateZero: true }),
      ...(transportErrors === true && { tr101: { transport_error: true } }),
    },
    ...(previous !== undefined && { previous: { source_state: stateOf(previous) } }),
  };
  return ['Flow Health', detail];
}

/** null: there was nothing before, which MediaConnect writes as an empty state. */
function stateOf(connected: Evidence[string]): string {
  if (connected === null) return '';
  return connected === true ? 'CONNECTED' : 'DISCONNECTED';
}

function reportOf({ report, status, flags, code, errored, message }: Evidence): Written {
  switch (report) {
    case 'status':
      return ['Flow Status Change', { currentStatus: status }];
    case 'maintenance':
      return ['Flow Maintenance', { currentStatus: status }];
    case 'content': {
      const raised = String(flags ?? '')
        .split(' ')
        .filter((flag) => flag !== '');
      const streams = raised.map((flag) => ({ [flag]: true }));
      return ['Flow Content Quality', { impacted: raised.length > 0, streams }];
    }
    default:
      return ['Alert', { errored, 'error-code': code, 'error-message': message }];
  }
}
