import * as v from 'valibot';
import { word } from '../bounded-text.ts';
import type { Envelope } from '../envelope.ts';
import { unknownShape, type FlowNews, type Ignored } from '../parsed-message.ts';

const statusDetail = v.object({ currentStatus: word, previousStatus: v.optional(word) });

/** `MediaConnect Flow Status Change`: the only news of a stopped or failed flow that is certain. */
export function readStatusChange(event: Envelope): FlowNews | Ignored {
  const { success, output, issues } = v.safeParse(statusDetail, event.detail);
  if (!success) return unknownShape(event['detail-type'], issues);
  const { currentStatus: status, previousStatus: previous } = output;
  const report = { kind: 'status', status, ...(previous !== undefined && { previous }) } as const;
  return { type: 'flow-report', at: event.time, report };
}
