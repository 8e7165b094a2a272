import type { FlowSaid } from '../control/events/media-connect/read-event.ts';
import type { Decision } from '../core/model/decision.ts';

type Evidence = Decision['evidence'];

/** What MediaConnect had said when this evidence was logged. */
export function flowNewsIn(evidence: Evidence): FlowSaid {
  const { report, status, flags, code, errored, message } = evidence;
  switch (report) {
    case undefined:
      return healthIn(evidence);
    case 'status':
    case 'maintenance':
      return { kind: report, status: String(status) };
    case 'content':
      return {
        kind: report,
        flags: String(flags ?? '')
          .split(' ')
          .filter((flag) => flag !== ''),
      };
    default:
      return { kind: 'error', code: String(code), errored: errored === true, message: String(message ?? '') };
  }
}

/** A previous that is null: there was nothing before. */
function healthIn({ connected, bitrateZero, previous, transportErrors }: Evidence): FlowSaid {
  return {
    kind: 'health',
    source: null,
    current: {
      connected: connected === true || bitrateZero === true,
      ...(bitrateZero === true && { bitrateZero }),
      ...(transportErrors === true && { transportErrors }),
    },
    ...(previous !== undefined && { previous: previous === null ? null : { connected: previous === true } }),
  };
}
