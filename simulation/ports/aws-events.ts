import type { Millis } from '../../core/model/group.ts';
import type { Emission } from './modelled-channel.ts';

/** An event as EventBridge delivers it (EventBridge reference, events-ref-medialive and events-ref-mediaconnect). */
export interface AwsEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** To the second. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What MediaLive sends about a channel. */
export function mediaLiveEvent(id: string, at: Millis, channelArn: string, emission: Emission): AwsEvent {
  const event = (detailType: string, detail: Record<string, unknown>): AwsEvent => ({
    ...envelope(id, at, channelArn),
    source: 'aws.medialive',
    'detail-type': `MediaLive Channel ${detailType}`,
    detail: { channel_arn: channelArn, ...detail },
  });
  switch (emission.type) {
    case 'alert':
      return event('Alert', {
        alarm_state: emission.state,
        alarm_id: emission.alarmId,
        alert_type: emission.alertType,
        pipeline: emission.pipeline,
        message: emission.message,
      });
    case 'input-change':
      return event('Input Change', {
        pipeline: emission.pipeline,
        message: 'Input switch event on pipeline',
        active_input_attachment_name: emission.attachment,
        ...(emission.actionName !== null && { active_input_switch_action_name: emission.actionName }),
      });
    case 'state':
      return event('State Change', {
        state: emission.state,
        message: emission.state,
        ...(emission.pipeline !== null && { pipeline: emission.pipeline }),
      });
  }
}

/** What MediaConnect sends when a flow loses its feed or has it back. */
export function flowHealthEvent(id: string, at: Millis, flowArn: string, connected: boolean): AwsEvent {
  return {
    ...envelope(id, at, flowArn),
    source: 'aws.mediaconnect',
    'detail-type': 'MediaConnect Flow Health',
    detail: {
      unhealthy: !connected,
      current: { source_state: connected ? 'CONNECTED' : 'DISCONNECTED' },
      previous: { source_state: connected ? 'DISCONNECTED' : 'CONNECTED' },
    },
  };
}

function envelope(id: string, at: Millis, arn: string) {
  const [, , , region = '', account = ''] = arn.split(':');
  const time = `${new Date(at).toISOString().slice(0, 19)}Z`;
  return { version: '0' as const, id, account, region, time, resources: [arn] };
}
