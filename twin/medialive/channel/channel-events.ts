import type { EventSink } from '../../event-bus.ts';
import type { Alert } from './alert-log.ts';
import type { PipelineId } from './pipeline-id.ts';

/** The vocabulary of state events, which is not that of the API's ChannelState (media events of EB/events-ref-medialive). */
export type PipelineEventState = 'STARTING' | 'RUNNING' | 'STOPPING' | 'STOPPED';

/** Only STARTING's wording is a guess; the others are as observed on AWS. */
const stateMessages: Readonly<Record<PipelineEventState, string>> = {
  STARTING: 'Starting pipeline',
  RUNNING: 'Pipeline started for channel',
  STOPPING: 'Stopping pipeline',
  STOPPED: 'Stop detected on pipeline',
};

/** Puts a channel's events on the bus in the shape of AWS: snake_case, strings except for the count of pipelines. */
export class ChannelEvents {
  readonly #arn: string;
  readonly #sink: EventSink;

  constructor(channelArn: string, sink: EventSink) {
    this.#arn = channelArn;
    this.#sink = sink;
  }

  alert(alert: Alert, state: 'SET' | 'CLEARED'): void {
    this.#emit('MediaLive Channel Alert', {
      alarm_state: state,
      alarm_id: alert.id,
      alert_type: alert.type,
      pipeline: String(alert.pipeline),
      channel_arn: this.#arn,
      message: alert.message,
    });
  }

  /** @param action - the schedule action behind the change; a channel that comes up on its first attachment has none */
  inputChange(pipeline: PipelineId, attachment: string, action: string | undefined): void {
    this.#emit('MediaLive Channel Input Change', {
      pipeline: String(pipeline),
      channel_arn: this.#arn,
      message: 'Input switch event on pipeline',
      active_input_attachment_name: attachment,
      ...(action !== undefined && { active_input_switch_action_name: action }),
    });
  }

  pipelineState(pipeline: PipelineId, state: PipelineEventState, runningCount: number): void {
    this.#emit('MediaLive Channel State Change', {
      pipelines_running_count: runningCount,
      state,
      pipeline: String(pipeline),
      channel_arn: this.#arn,
      message: stateMessages[state],
    });
  }

  #emit(detailType: string, detail: Readonly<Record<string, unknown>>): void {
    this.#sink.emit({
      source: 'aws.medialive',
      'detail-type': detailType,
      resources: [this.#arn],
      detail,
    });
  }
}
