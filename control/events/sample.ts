import type { Millis } from '../../core/model/group.ts';

/** What a service says in an event. */
export interface Said {
  readonly source: 'aws.medialive' | 'aws.mediaconnect';
  readonly 'detail-type': string;
  readonly resources: readonly [string, ...string[]];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** An event as EventBridge delivers it: what the model, a replay and the benches send instead of AWS. */
export interface AwsEvent extends Said {
  readonly version: '0';
  readonly id: string;
  readonly account: string;
  readonly region: string;
  /** To the second. */
  readonly time: string;
}

/** What MediaLive says of a channel. */
export function ofChannel(channelArn: string, detailType: string, said: Said['detail']): Said {
  const detail = { channel_arn: channelArn, ...said };
  return { source: 'aws.medialive', 'detail-type': detailType, resources: [channelArn], detail };
}

/** What MediaConnect says of a flow, or of a source of it. */
export function ofFlow(flowArn: string, detailType: string, detail: Said['detail'], source?: string): Said {
  const resources = source === undefined ? ([flowArn] as const) : ([flowArn, source] as const);
  return { source: 'aws.mediaconnect', 'detail-type': detailType, resources, detail };
}

/** The event that says so, from the place of what it speaks of. */
export function awsEvent(id: string, at: Millis, said: Said): AwsEvent {
  const [, , , region = '', account = ''] = said.resources[0].split(':');
  const time = `${new Date(at).toISOString().slice(0, 19)}Z`;
  return { version: '0', id, account, region, time, ...said };
}
