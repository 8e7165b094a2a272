import * as v from 'valibot';
import type { PipelineId } from '../../core/model/group.ts';
import type { FlowHealthEvent, FlowReportEvent } from '../../core/model/event.ts';
import type { IncomingEvent } from './incoming-event.ts';

/** Why a message leads to nothing; a dimension of the metric IgnoredMessages, explained in docs/operations.md. */
export type IgnoreReason =
  | 'too-large'
  | 'not-json'
  | 'unknown-shape'
  | 'unknown-detail-type'
  | 'wrong-account'
  /** An event that was on the bus before: the reconciler has looked since. */
  | 'replayed'
  /** A message that none of our functions has sent, or an event that none of our rules has brought. */
  | 'foreign-sender'
  /** Dated in the future, before there was a control plane, or on a day that the calendar does not have. */
  | 'impossible-time'
  /** MediaConnect says neither that media arrives nor that it does not. */
  | 'no-verdict'
  | 'unknown-flow'
  | 'unmanaged-channel';

export interface Ignored {
  readonly type: 'ignored';
  readonly reason: IgnoreReason;
  /** What it was, for the log. */
  readonly what: string;
}

/** Something that happened to one channel. */
export interface ForChannel {
  readonly type: 'channel';
  readonly channelArn: string;
  readonly event: IncomingEvent;
}

type WithoutUse<E> = Omit<E, 'site' | 'pipeline'>;

/** What MediaConnect says of a flow, before it is known whose flow that is. */
export type FlowNews = WithoutUse<FlowHealthEvent> | WithoutUse<FlowReportEvent>;

/** Something that happened to a flow; who uses it is looked up. */
export interface ForFlow {
  readonly type: 'flow';
  readonly flowArn: string;
  readonly id: string;
  readonly news: FlowNews;
}

/** A message of the channel-events queue, understood. */
export type ParsedMessage = ForChannel | ForFlow | Ignored;

export function ignored(reason: IgnoreReason, what: string): Ignored {
  return { type: 'ignored', reason, what };
}

/** An event whose detail is not what its type promises, with what is wrong in it. */
export function unknownShape(detailType: string, issues: readonly v.BaseIssue<unknown>[]): Ignored {
  const remarks = issues.map((issue) => `${v.getDotPath(issue) ?? ''}: ${issue.message}`).join('; ');
  return ignored('unknown-shape', `${detailType}: ${remarks}`.slice(0, 1000));
}

/** The core's event for one use of the flow. */
export function flowEventFor(
  { id, news }: ForFlow,
  { site, pipeline }: { readonly site: string; readonly pipeline: PipelineId },
): IncomingEvent {
  return { ...news, id, site, pipeline };
}
