import * as v from 'valibot';
import type { ChannelStateEvent } from '../../../core/model/event.ts';
import { pipelineIds } from '../../../core/model/group.ts';
import { word } from '../bounded-text.ts';
import { channelArn } from '../../../config/arn.ts';
import type { Envelope } from '../envelope.ts';
import { unknownShape, type ParsedMessage } from '../parsed-message.ts';
import { ofChannel, type Said } from '../sample.ts';

export const detailType = 'MediaLive Channel State Change';

const stateDetail = v.object({
  channel_arn: channelArn,
  state: word,
  // Absent when the event speaks of the channel as a whole.
  pipeline: v.optional(v.picklist(pipelineIds)),
});

/** A channel, or one of its pipelines, starts or stops. */
export function read({ id, time: at, detail }: Envelope): ParsedMessage {
  const { success, output, issues } = v.safeParse(stateDetail, detail);
  if (!success) return unknownShape(detailType, issues);
  const { state, pipeline = null } = output;
  return {
    type: 'channel',
    channelArn: output.channel_arn,
    event: { type: 'channel-state', id, at, state, pipeline },
  };
}

/** The change as MediaLive says it. */
export function sample(channelArn: string, { state, pipeline }: Omit<ChannelStateEvent, 'at'>): Said {
  return ofChannel(channelArn, detailType, { state, message: state, ...(pipeline !== null && { pipeline }) });
}
