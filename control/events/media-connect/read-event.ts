import { parseFlowArn } from '../../../config/arn.ts';
import type { FlowReport } from '../../../core/model/event.ts';
import type { Envelope } from '../envelope.ts';
import { ignored, type FlowNews, type Ignored, type ParsedMessage } from '../parsed-message.ts';
import type { Said } from '../sample.ts';
import * as alert from './alert.ts';
import * as contentQuality from './content-quality.ts';
import * as health from './health.ts';
import * as maintenance from './maintenance.ts';
import * as statusChange from './status-change.ts';

/** The events of flows that are read, by detail type (EventBridge reference, events-ref-mediaconnect). */
const readers: ReadonlyMap<string, (event: Envelope) => FlowNews | Ignored> = new Map([
  [health.sourceDetailType, health.read],
  [health.flowDetailType, health.read],
  [statusChange.detailType, statusChange.read],
  [maintenance.detailType, maintenance.read],
  [alert.detailType, alert.read],
  [contentQuality.detailType, contentQuality.read],
]);

/** What the rules let through: outputs are MediaLive's own, and say nothing of the contribution. */
export function flowDetailTypes(): string[] {
  return [...readers.keys()];
}

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

/** What MediaConnect can say of a flow. */
export type FlowSaid = health.Health | FlowReport;

/** The same in its own words. */
export function saidOfFlow(flowArn: string, news: FlowSaid): Said {
  switch (news.kind) {
    case 'health':
      return health.sample(flowArn, news);
    case 'status':
      return statusChange.sample(flowArn, news);
    case 'maintenance':
      return maintenance.sample(flowArn, news);
    case 'content':
      return contentQuality.sample(flowArn, news);
    case 'error':
      return alert.sample(flowArn, news);
  }
}
