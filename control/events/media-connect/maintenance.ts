import * as v from 'valibot';
import { word } from '../bounded-text.ts';
import type { FlowReport } from '../../../core/model/event.ts';
import type { Envelope } from '../envelope.ts';
import { unknownShape, type FlowNews, type Ignored } from '../parsed-message.ts';
import { ofFlow, type Said } from '../sample.ts';

export const detailType = 'MediaConnect Flow Maintenance';

const maintenanceDetail = v.object({ currentStatus: word });

/** AWS will restart the flow, or does. */
export function read(event: Envelope): FlowNews | Ignored {
  const { success, output, issues } = v.safeParse(maintenanceDetail, event.detail);
  if (!success) return unknownShape(detailType, issues);
  const { currentStatus: status } = output;
  return { type: 'flow-report', at: event.time, report: { kind: 'maintenance', status } };
}

/** The maintenance as MediaConnect says it. */
export function sample(flowArn: string, { status }: Extract<FlowReport, { kind: 'maintenance' }>): Said {
  return ofFlow(flowArn, detailType, { currentStatus: status });
}
