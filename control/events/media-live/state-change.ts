import * as v from 'valibot';
import { pipelineIds } from '../../../core/model/group.ts';
import { word } from '../bounded-text.ts';
import { channelArn } from '../../../config/arn.ts';
import type { Envelope } from '../envelope.ts';
import { unknownShape, type ParsedMessage } from '../parsed-message.ts';

const stateDetail = v.object({
  channel_arn: channelArn,
  state: word,
  // Absent when the event speaks of the channel as a whole.
  pipeline: v.optional(v.picklist(pipelineIds)),
});

/** `MediaLive Channel State Change`: a channel, or one of its pipelines, starts or stops. */
export function readStateChange({ id, time: at, detail, ...event }: Envelope): ParsedMessage {
  const { success, output, issues } = v.safeParse(stateDetail, detail);
  if (!success) return unknownShape(event['detail-type'], issues);
  const { state, pipeline = null } = output;
  return {
    type: 'channel',
    channelArn: output.channel_arn,
    event: { type: 'channel-state', id, at, state, pipeline },
  };
}
