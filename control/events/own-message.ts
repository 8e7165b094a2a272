import * as v from 'valibot';
import type { ActiveAlert, Answers, ChannelSnapshot, FlowSnapshot } from '../../core/model/event.ts';
import { pipelineIds, type Millis } from '../../core/model/group.ts';
import { key } from './bounded-text.ts';
import { happenedBy } from './instant.ts';
import { channelArn, flowArn } from '../../config/arn.ts';
import type { Ask } from '../ports/observation-queue.ts';

/** Marks our own messages and events apart from those of AWS services. */
export const messageSource = 'medialive-failover';

/** More active alerts than this MediaLive is not asked for: see `awsMediaLiveGateway`. */
const alertsMax = 1000;
/** A channel has at most 20 inputs (UG/eml-limitations-and-rules), of two flows each. */
const flowsMax = 40;
/** More errors of one flow say nothing more. */
export const errorsMax = 20;

const text = v.pipe(v.string(), v.maxLength(1024));
const pipelineSnapshot = v.object({ attachment: v.nullable(text), actionName: v.nullable(text) });

const channelSnapshot: v.GenericSchema<unknown, ChannelSnapshot> = v.object({
  at: v.number(),
  state: text,
  pipelines: v.object({ '0': v.exactOptional(pipelineSnapshot), '1': v.exactOptional(pipelineSnapshot) }),
});

const activeAlert: v.GenericSchema<unknown, ActiveAlert> = v.object({
  alarmId: key,
  alertType: text,
  pipeline: v.picklist(pipelineIds),
  setAt: v.number(),
  message: text,
});

const flowSnapshot: v.GenericSchema<unknown, FlowSnapshot> = v.object({
  at: v.number(),
  status: v.nullable(text),
  sending: v.exactOptional(v.boolean()),
  errors: v.exactOptional(v.pipe(v.array(text), v.maxLength(errorsMax))),
  carries: v.exactOptional(v.boolean()),
});

const ask: v.GenericSchema<unknown, Ask> = v.object({
  channel: v.boolean(),
  alerts: v.boolean(),
  before: v.number(),
});

const unavailable = v.literal('unavailable');
const answers: v.GenericSchema<unknown, Answers> = v.object({
  channel: v.exactOptional(v.union([unavailable, channelSnapshot])),
  alerts: v.exactOptional(v.union([unavailable, v.pipe(v.array(activeAlert), v.maxLength(alertsMax))])),
  flows: v.exactOptional(
    v.union([unavailable, v.pipe(v.record(flowArn, flowSnapshot), v.maxEntries(flowsMax))]),
  ),
});

/** What the control plane's functions tell each other about a channel, on the channel-events queue. */
export const ownMessage = v.variant('kind', [
  v.object({
    source: v.literal(messageSource),
    kind: v.literal('timer'),
    channelArn,
    timerId: text,
    dueAt: v.number(),
  }),
  v.object({
    source: v.literal(messageSource),
    kind: v.literal('observation'),
    channelArn,
    answers: v.exactOptional(answers),
    ask: v.exactOptional(ask),
  }),
]);
export type OwnMessage = v.InferOutput<typeof ownMessage>;

/** The times that a message of ours speaks of as past. */
export function pastTimesOf(message: OwnMessage): readonly Millis[] {
  if (message.kind === 'timer' || message.answers === undefined) return [];
  const { channel, alerts, flows } = message.answers;
  return [
    ...(typeof channel === 'object' ? [channel.at] : []),
    ...(typeof alerts === 'object' ? alerts.map(({ setAt }) => setAt) : []),
    ...(typeof flows === 'object' ? Object.values(flows).map(({ at }) => at) : []),
  ];
}

/** The answers, dated no later than they can have been given. */
export function datedBy(now: Millis, { channel, flows, ...others }: Answers): Answers {
  const dated = <Seen extends { readonly at: Millis }>(seen: Seen): Seen => ({
    ...seen,
    at: happenedBy(seen.at, now),
  });
  const eachDated = (seen: Readonly<Record<string, FlowSnapshot>>) =>
    Object.fromEntries(Object.entries(seen).map(([arn, flow]) => [arn, dated(flow)]));
  return {
    ...others,
    ...(channel !== undefined && { channel: typeof channel === 'object' ? dated(channel) : channel }),
    ...(flows !== undefined && { flows: typeof flows === 'object' ? eachDated(flows) : flows }),
  };
}
