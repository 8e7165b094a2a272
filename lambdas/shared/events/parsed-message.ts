import type { PipelineId } from '../../../core/model/group.ts';
import type { FlowHealthEvent } from '../../../core/model/event.ts';
import type { IncomingEvent } from '../decide/incoming-event.ts';

/** Why a message leads to nothing; a dimension of the metric IgnoredMessages, explained in docs/operations.md. */
export type IgnoreReason =
  | 'too-large'
  | 'not-json'
  | 'unknown-shape'
  | 'unknown-detail-type'
  | 'wrong-account'
  /** A flow or source in a state that says neither that media arrives nor that it does not. */
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

/** Something that happened to a flow; who uses it is looked up. */
export interface ForFlow {
  readonly type: 'flow';
  readonly flowArn: string;
  readonly id: string;
  readonly health: Pick<FlowHealthEvent, 'at' | 'scope' | 'connected'>;
}

/** A message of the channel-events queue, understood. */
export type ParsedMessage = ForChannel | ForFlow | Ignored;

export function ignored(reason: IgnoreReason, what: string): Ignored {
  return { type: 'ignored', reason, what };
}

/** The core's event of a flow's health for one use of the flow. */
export function flowHealthFor(
  { id, health }: ForFlow,
  use: { readonly inputGroup: string; readonly pipeline: PipelineId },
): IncomingEvent {
  return { type: 'flow-health', id, ...health, inputGroup: use.inputGroup, pipeline: use.pipeline };
}
