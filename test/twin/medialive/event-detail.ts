import { channelArn } from './stage.ts';

/** Detail of a `MediaLive Channel State Change` of the staged channel. */
export function stateChange(name: string, pipeline: string, count: number, message: string): object {
  return { state: name, pipeline, pipelines_running_count: count, channel_arn: channelArn, message };
}

/** Detail of a `MediaLive Channel Input Change` of the staged channel. */
export function inputChange(pipeline: string, attachment: string, action?: string): object {
  return {
    pipeline,
    channel_arn: channelArn,
    message: 'Input switch event on pipeline',
    active_input_attachment_name: attachment,
    ...(action !== undefined && { active_input_switch_action_name: action }),
  };
}
