import * as v from 'valibot';
import { word } from '../bounded-text.ts';
import type { FlowReport } from '../../../core/model/event.ts';
import type { Envelope } from '../envelope.ts';
import { unknownShape, type FlowNews, type Ignored } from '../parsed-message.ts';
import { ofFlow, type Said } from '../sample.ts';

export const detailType = 'MediaConnect Flow Status Change';

const statusDetail = v.object({ currentStatus: word, previousStatus: v.optional(word) });

/** The only news of a stopped or failed flow that is certain. */
export function read(event: Envelope): FlowNews | Ignored {
  const { success, output, issues } = v.safeParse(statusDetail, event.detail);
  if (!success) return unknownShape(detailType, issues);
  const { currentStatus: status, previousStatus: previous } = output;
  const report = { kind: 'status', status, ...(previous !== undefined && { previous }) } as const;
  return { type: 'flow-report', at: event.time, report };
}

/** The change as MediaConnect says it. */
export function sample(flowArn: string, report: Extract<FlowReport, { kind: 'status' }>): Said {
  const { status, previous } = report;
  const before = previous !== undefined && { previousStatus: previous };
  return ofFlow(flowArn, detailType, { currentStatus: status, ...before });
}
