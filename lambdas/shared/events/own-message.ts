import * as v from 'valibot';
import type { ActiveAlert, Answers, ChannelSnapshot } from '../../../core/model/event.ts';
import { pipelineIds } from '../../../core/model/group.ts';
import { channelArn } from './channel-arn.ts';

/** Marks our own messages and events apart from those of AWS services. */
export const messageSource = 'medialive-failover';

const text = v.pipe(v.string(), v.maxLength(1024));
const pipelineSnapshot = v.object({ attachment: v.nullable(text), actionName: v.nullable(text) });

const channelSnapshot: v.GenericSchema<unknown, ChannelSnapshot> = v.object({
  at: v.number(),
  state: text,
  pipelines: v.object({ '0': v.exactOptional(pipelineSnapshot), '1': v.exactOptional(pipelineSnapshot) }),
});

const activeAlert: v.GenericSchema<unknown, ActiveAlert> = v.object({
  alarmId: text,
  alertType: text,
  pipeline: v.picklist(pipelineIds),
  setAt: v.number(),
  message: text,
});

const answers: v.GenericSchema<unknown, Answers> = v.object({
  channel: v.exactOptional(v.union([v.literal('unavailable'), channelSnapshot])),
  alerts: v.exactOptional(v.union([v.literal('unavailable'), v.array(activeAlert)])),
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
  }),
]);
export type OwnMessage = v.InferOutput<typeof ownMessage>;
