import * as v from 'valibot';
import { pipelineIds } from '../../../core/model/group.ts';
import { name } from '../bounded-text.ts';
import { channelArn } from '../../../config/arn.ts';
import type { Envelope } from '../envelope.ts';
import { unknownShape, type ParsedMessage } from '../parsed-message.ts';

const inputChangeDetail = v.object({
  channel_arn: channelArn,
  pipeline: v.picklist(pipelineIds),
  active_input_attachment_name: name,
  // Absent when no schedule action was behind it: at start, or by automatic input failover.
  active_input_switch_action_name: v.optional(
    v.pipe(
      name,
      v.transform((text) => (text === '' ? null : text)),
    ),
    '',
  ),
});

/** `MediaLive Channel Input Change`: a pipeline ingests another input from now on. */
export function readInputChange({ id, time: at, detail, ...event }: Envelope): ParsedMessage {
  const { success, output, issues } = v.safeParse(inputChangeDetail, detail);
  if (!success) return unknownShape(event['detail-type'], issues);
  const {
    pipeline,
    active_input_attachment_name: attachment,
    active_input_switch_action_name: actionName,
  } = output;
  return {
    type: 'channel',
    channelArn: output.channel_arn,
    event: { type: 'input-change', id, at, pipeline, attachment, actionName },
  };
}
