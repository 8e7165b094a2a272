import * as v from 'valibot';
import { pipelineIds } from '../../../core/model/group.ts';
import { isInherited } from '../schemas/names.ts';
import { channelArn } from './channel-arn.ts';
import type { Envelope } from './envelope.ts';
import { ignored, type ParsedMessage } from './parsed-message.ts';

/**
 * MediaLive's events (EventBridge reference, events-ref-medialive). The channel is always taken from `detail.channel_arn`:
 * `resources` names another one in the user guide's own sample of a state change.
 */

const name = v.pipe(v.string(), v.maxLength(512));
const freeText = v.pipe(
  v.string(),
  // It is shown to people, on one line.
  v.transform((message) => message.slice(0, 500).replace(/\p{C}|[\u2028\u2029]/gu, ' ')),
);
const pipeline = v.picklist(pipelineIds);

const alertDetail = v.object({
  channel_arn: channelArn,
  pipeline,
  alarm_id: v.pipe(
    v.string(),
    v.nonEmpty(),
    v.maxLength(256),
    v.check((id) => !isInherited(id), 'No id of an alarm.'),
  ),
  alert_type: name,
  // Upper case in the documentation, lower case in some recorded events.
  alarm_state: v.pipe(v.string(), v.toLowerCase(), v.picklist(['set', 'cleared'])),
  message: v.optional(freeText, ''),
});

const inputChangeDetail = v.object({
  channel_arn: channelArn,
  pipeline,
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

const stateDetail = v.object({
  channel_arn: channelArn,
  state: v.pipe(v.string(), v.nonEmpty(), v.maxLength(64), v.toUpperCase()),
  // Absent when the event speaks of the channel as a whole.
  pipeline: v.optional(pipeline),
});

/** Reads an event of `aws.medialive`. */
export function parseMediaLiveEvent({ id, time: at, detail, ...event }: Envelope): ParsedMessage {
  switch (event['detail-type']) {
    case 'MediaLive Channel Alert': {
      const { success, output, issues } = v.safeParse(alertDetail, detail);
      if (!success) return unknownShape(event['detail-type'], issues);
      const { alarm_id: alarmId, alert_type: alertType, alarm_state: alarmState, message } = output;
      return {
        type: 'channel',
        channelArn: output.channel_arn,
        event: { type: 'alert', id, at, pipeline: output.pipeline, alarmId, alertType, alarmState, message },
      };
    }
    case 'MediaLive Channel Input Change': {
      const { success, output, issues } = v.safeParse(inputChangeDetail, detail);
      if (!success) return unknownShape(event['detail-type'], issues);
      const attachment = output.active_input_attachment_name;
      const actionName = output.active_input_switch_action_name;
      return {
        type: 'channel',
        channelArn: output.channel_arn,
        event: { type: 'input-change', id, at, pipeline: output.pipeline, attachment, actionName },
      };
    }
    case 'MediaLive Channel State Change': {
      const { success, output, issues } = v.safeParse(stateDetail, detail);
      if (!success) return unknownShape(event['detail-type'], issues);
      return {
        type: 'channel',
        channelArn: output.channel_arn,
        event: { type: 'channel-state', id, at, state: output.state, pipeline: output.pipeline ?? null },
      };
    }
    default:
      return ignored('unknown-detail-type', event['detail-type']);
  }
}

function unknownShape(detailType: string, issues: readonly v.BaseIssue<unknown>[]): ParsedMessage {
  const remarks = issues.map((issue) => `${v.getDotPath(issue) ?? ''}: ${issue.message}`).join('; ');
  return ignored('unknown-shape', `${detailType}: ${remarks}`.slice(0, 1000));
}
