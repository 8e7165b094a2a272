import { account, channelArnOf, flowArnOf } from './deployment.ts';

/** Events as EventBridge delivers them, in the services' own words. */
export function awsEvent(
  source: 'aws.medialive' | 'aws.mediaconnect' | 'aws.cloudwatch',
  detailType: string,
  detail: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    version: '0',
    id: 'faff4b2f-4ec9-53b6-ecd0-a53370b1c088',
    'detail-type': detailType,
    source,
    account,
    time: '2026-11-21T12:00:00Z',
    region: 'eu-west-1',
    resources: [],
    detail,
    ...changes,
  };
}

export function alertEvent(
  alarmState: string,
  pipeline: '0' | '1',
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return awsEvent(
    'aws.medialive',
    'MediaLive Channel Alert',
    {
      alarm_id: `alarm-${pipeline}`,
      alert_type: 'Stopped Receiving UDP Input',
      alarm_state: alarmState,
      pipeline,
      channel_arn: channelArnOf(1),
      message: 'Stopped receiving network data on [rtp://localhost:5000]',
    },
    { id: `alert-${pipeline}-${alarmState}`, ...changes },
  );
}

export function flowEvent(state: string, scope: 'Flow' | 'Source' = 'Flow'): Record<string, unknown> {
  const key = scope === 'Flow' ? 'source_state' : 'state';
  return awsEvent(
    'aws.mediaconnect',
    `MediaConnect ${scope} Health`,
    { unhealthy: true, current: { [key]: state }, previous: { [key]: '' } },
    { resources: [flowArnOf('B', 1)] },
  );
}
