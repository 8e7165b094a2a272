import * as v from 'valibot';
import type { InputChangeEvent } from '../../../core/model/event.ts';
import { pipelineIds } from '../../../core/model/group.ts';
import { awsName } from '../bounded-text.ts';
import { channelArn } from '../../../config/arn.ts';
import type { Envelope } from '../envelope.ts';
import { unknownShape, type ParsedMessage } from '../parsed-message.ts';
import { ofChannel, type Said } from '../sample.ts';

export const detailType = 'MediaLive Channel Input Change';

const inputChangeDetail = v.object({
  channel_arn: channelArn,
  pipeline: v.picklist(pipelineIds),
  active_input_attachment_name: awsName,
  // Absent when no schedule action was behind it: at start, or by automatic input failover.
  active_input_switch_action_name: v.optional(
    v.pipe(
      awsName,
      v.transform((text) => (text === '' ? null : text)),
    ),
    '',
  ),
});

/** A pipeline ingests another input from now on. */
export function read({ id, time: at, detail }: Envelope): ParsedMessage {
  const { success, output, issues } = v.safeParse(inputChangeDetail, detail);
  if (!success) return unknownShape(detailType, issues);
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

/** The change as MediaLive says it. */
export function sample(channelArn: string, change: Omit<InputChangeEvent, 'at'>): Said {
  const { pipeline, attachment, actionName } = change;
  return ofChannel(channelArn, detailType, {
    pipeline,
    message: 'Input switch event on pipeline',
    active_input_attachment_name: attachment,
    ...(actionName !== null && { active_input_switch_action_name: actionName }),
  });
}
