import * as v from 'valibot';
import { flag, freeText, key } from '../bounded-text.ts';
import type { Envelope } from '../envelope.ts';
import { unknownShape, type FlowNews, type Ignored } from '../parsed-message.ts';

/** Alone among these events its keys have hyphens. The end of an error has its code and `errored: false`. */
const alertDetail = v.object({
  errored: flag,
  'error-code': key,
  'error-message': v.optional(freeText, ''),
});

/** `MediaConnect Alert`: something is wrong with the flow, or no longer is. */
export function readFlowAlert(event: Envelope): FlowNews | Ignored {
  const { success, output, issues } = v.safeParse(alertDetail, event.detail);
  if (!success) return unknownShape(event['detail-type'], issues);
  const { errored, 'error-code': code, 'error-message': message } = output;
  return { type: 'flow-report', at: event.time, report: { kind: 'error', code, errored, message } };
}
