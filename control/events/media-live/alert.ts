import * as v from 'valibot';
import type { AlertEvent } from '../../../core/model/event.ts';
import { pipelineIds } from '../../../core/model/group.ts';
import { freeText, key, term } from '../bounded-text.ts';
import { channelArn } from '../../../config/arn.ts';
import type { Envelope } from '../envelope.ts';
import { unknownShape, type ParsedMessage } from '../parsed-message.ts';
import { ofChannel, type Said } from '../sample.ts';

export const detailType = 'MediaLive Channel Alert';

const alertDetail = v.object({
  channel_arn: channelArn,
  pipeline: v.picklist(pipelineIds),
  alarm_id: key,
  alert_type: term,
  // Upper case in the documentation, lower case in some recorded events.
  alarm_state: v.pipe(v.string(), v.toLowerCase(), v.picklist(['set', 'cleared'])),
  message: v.optional(freeText, ''),
});

/** An alert of any type: which of them count is the policy's matter. */
export function read({ id, time: at, detail }: Envelope): ParsedMessage {
  const { success, output, issues } = v.safeParse(alertDetail, detail);
  if (!success) return unknownShape(detailType, issues);
  const { alarm_id: alarmId, alert_type: alertType, alarm_state: alarmState, message, pipeline } = output;
  return {
    type: 'channel',
    channelArn: output.channel_arn,
    event: { type: 'alert', id, at, pipeline, alarmId, alertType, alarmState, message },
  };
}

/** The alert as MediaLive says it. */
export function sample(channelArn: string, alert: Omit<AlertEvent, 'at'>): Said {
  return ofChannel(channelArn, detailType, {
    alarm_state: alert.alarmState.toUpperCase(),
    alarm_id: alert.alarmId,
    alert_type: alert.alertType,
    pipeline: alert.pipeline,
    message: alert.message,
  });
}
