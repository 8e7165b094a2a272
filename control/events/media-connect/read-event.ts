import { parseFlowArn } from '../../../config/arn.ts';
import type { Envelope } from '../envelope.ts';
import { ignored, type FlowNews, type Ignored, type ParsedMessage } from '../parsed-message.ts';
import { readFlowAlert } from './alert.ts';
import { readContentQuality } from './content-quality.ts';
import { readFlowHealth, readSourceHealth } from './health.ts';
import { readMaintenance } from './maintenance.ts';
import { readStatusChange } from './status-change.ts';

/** The events of flows that are read, by detail type (EventBridge reference, events-ref-mediaconnect). */
const readers: ReadonlyMap<string, (event: Envelope) => FlowNews | Ignored> = new Map([
  ['MediaConnect Source Health', readSourceHealth],
  ['MediaConnect Flow Health', readFlowHealth],
  ['MediaConnect Flow Status Change', readStatusChange],
  ['MediaConnect Flow Maintenance', readMaintenance],
  ['MediaConnect Flow Content Quality', readContentQuality],
  ['MediaConnect Alert', readFlowAlert],
]);

/** Reads an event of `aws.mediaconnect`. */
export function readMediaConnectEvent(event: Envelope): ParsedMessage {
  const detailType = event['detail-type'];
  const read = readers.get(detailType);
  if (!read) return ignored('unknown-detail-type', detailType);
  const flowArn = event.resources.find((arn) => parseFlowArn(arn) !== null);
  if (flowArn === undefined) return ignored('unknown-shape', `${detailType} names no flow in its resources.`);
  const news = read(event);
  return news.type === 'ignored' ? news : { type: 'flow', flowArn, id: event.id, news };
}
