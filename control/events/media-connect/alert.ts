import * as v from 'valibot';
import { flag, freeText, key } from '../bounded-text.ts';
import type { FlowReport } from '../../../core/model/event.ts';
import type { Envelope } from '../envelope.ts';
import { unknownShape, type FlowNews, type Ignored } from '../parsed-message.ts';
import { ofFlow, type Said } from '../sample.ts';

export const detailType = 'MediaConnect Alert';

/** Alone among these events its keys have hyphens. The end of an error has its code and `errored: false`. */
const alertDetail = v.object({
  errored: flag,
  'error-code': key,
  'error-message': v.optional(freeText, ''),
});

/** Something is wrong with the flow, or no longer is. */
export function read(event: Envelope): FlowNews | Ignored {
  const { success, output, issues } = v.safeParse(alertDetail, event.detail);
  if (!success) return unknownShape(detailType, issues);
  const { errored, 'error-code': code, 'error-message': message } = output;
  return { type: 'flow-report', at: event.time, report: { kind: 'error', code, errored, message } };
}

/** The alert as MediaConnect says it. */
export function sample(flowArn: string, report: Extract<FlowReport, { kind: 'error' }>): Said {
  const { code, errored, message } = report;
  return ofFlow(flowArn, detailType, { errored, 'error-code': code, 'error-message': message });
}
