import * as v from 'valibot';
import { word } from '../bounded-text.ts';
import type { Envelope } from '../envelope.ts';
import { unknownShape, type FlowNews, type Ignored } from '../parsed-message.ts';

const maintenanceDetail = v.object({ currentStatus: word });

/** `MediaConnect Flow Maintenance`: AWS will restart the flow, or does. */
export function readMaintenance(event: Envelope): FlowNews | Ignored {
  const { success, output, issues } = v.safeParse(maintenanceDetail, event.detail);
  if (!success) return unknownShape(event['detail-type'], issues);
  const { currentStatus: status } = output;
  return { type: 'flow-report', at: event.time, report: { kind: 'maintenance', status } };
}
