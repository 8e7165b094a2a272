import type { Millis } from '../core/model/group.ts';
import type { Emission } from './modelled-channel.ts';
import type { FlowEmission, Reception } from './modelled-flow.ts';

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

/** What MediaConnect sends about a flow (facts 6.4). */
export function mediaConnectEvent(id: string, at: Millis, flowArn: string, emission: FlowEmission): AwsEvent {
  const event = (detailType: string, detail: Record<string, unknown>, source?: string): AwsEvent => ({
    ...envelope(id, at, flowArn),
    ...(source !== undefined && { resources: [flowArn, source] }),
    source: 'aws.mediaconnect',
    'detail-type': `MediaConnect ${detailType}`,
    detail,
  });
  switch (emission.type) {
    case 'health': {
      const { source, current, previous } = emission;
      const key = source === null ? 'source_state' : 'state';
      const detail = {
        unhealthy: !current.connected || current.bitrateZero || current.transportErrors,
        current: receptionDetail(key, current),
        previous: previous ? receptionDetail(key, previous) : { [key]: '' },
      };
      return source === null ? event('Flow Health', detail) : event('Source Health', detail, source);
    }
    case 'status':
      return event('Flow Status Change', {
        currentStatus: emission.current,
        previousStatus: emission.previous,
      });
    case 'maintenance':
      return event('Flow Maintenance', { currentStatus: emission.status });
    case 'content':
      return event('Flow Content Quality', {
        impacted: emission.flags.length > 0,
        streams: [Object.fromEntries(emission.flags.map((flag) => [flag, true]))],
      });
    case 'error':
      return event('Alert', {
        errored: emission.errored,
        'error-code': emission.code,
        'error-message': emission.message,
      });
  }
}

function receptionDetail(key: string, { connected, bitrateZero, transportErrors }: Reception) {
  return {
    [key]: connected ? 'CONNECTED' : 'DISCONNECTED',
    isBitrateZero: bitrateZero || !connected,
    tr101: { ts_sync_loss: false, continuity_count_error: transportErrors, transport_error: transportErrors },
  };
}

function envelope(id: string, at: Millis, arn: string) {
  const [, , , region = '', account = ''] = arn.split(':');
  const time = `${new Date(at).toISOString().slice(0, 19)}Z`;
  return { version: '0' as const, id, account, region, time, resources: [arn] };
}
