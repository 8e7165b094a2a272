import fc from 'fast-check';
import { text, timeText } from '../input/garbage.ts';
import { account } from '../plane/deployment.ts';
import { attachments, channelArns, flowArns, pipelines, sourceArns } from './places.ts';

/** Few, so that the same comes again and belongs together. */
const eventIds = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 40 }).map((number) => `event-${number}`) },
  { weight: 1, arbitrary: fc.uuid() },
);
const alarmIds = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 8 }).map((number) => `alarm-${number}`) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 9999 }).map((number) => `${number}`.padEnd(128, 'z')) },
  { weight: 1, arbitrary: text },
);
const alertTypes = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'Stopped Receiving UDP Input',
      'Stopped Receiving UDP Input',
      'Initial Probe is Taking Longer Than Expected',
      'Video Not Detected',
      'RTMP Has No Audio/Video',
    ),
  },
  { weight: 1, arbitrary: text },
);
const messages = fc.oneof(
  { weight: 3, arbitrary: attachments.map((name) => `Stopped receiving network data on [${name}]`) },
  { weight: 1, arbitrary: text },
);
const yesOrNo = fc.constantFrom<unknown>(true, false, 'true', 'FALSE');

/** What EventBridge puts around what a service says. */
function event(
  source: string,
  detailType: string,
  resources: fc.Arbitrary<readonly string[]>,
  detail: fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  return fc.record({ id: eventIds, time: timeText, resources, detail }).map((given) => ({
    version: '0',
    'detail-type': detailType,
    source,
    account,
    region: 'eu-west-1',
    ...given,
  }));
}

const mediaLive = (what: string, detail: Readonly<Record<string, fc.Arbitrary<unknown>>>, needed: string[]) =>
  event(
    'aws.medialive',
    `MediaLive Channel ${what}`,
    channelArns.map((arn) => [arn]),
    fc.record({ channel_arn: channelArns, ...detail }, { requiredKeys: ['channel_arn', ...needed] as never }),
  );

const mediaConnect = (what: string, detail: fc.Arbitrary<unknown>) =>
  event(
    'aws.mediaconnect',
    `MediaConnect ${what}`,
    fc.oneof(
      flowArns.map((arn) => [arn]),
      fc.tuple(flowArns, sourceArns).map(([flow, source]) => [flow, source]),
    ),
    detail,
  );

const conditions = fc.constantFrom('CONNECTED', 'DISCONNECTED', 'RECEIVING', 'connected', 'UNKNOWN', '');
const condition = fc.record(
  {
    state: conditions,
    source_state: conditions,
    isBitrateZero: yesOrNo,
    tr101: fc.dictionary(fc.constantFrom('ts_sync_loss', 'transport_error', 'pat_error'), yesOrNo),
  },
  { requiredKeys: ['source_state'] },
);
const health = fc.record(
  { unhealthy: yesOrNo, current: condition, previous: condition },
  { requiredKeys: ['current'] },
);
const statuses = fc.constantFrom('ACTIVE', 'STANDBY', 'ERROR', 'STARTING', 'STOPPING', 'active', 'SOMETHING');

/** An event of each kind that the rules subscribe to (`lib/constructs/media-event-rules.ts`), in the services' own words. */
export const awsEvents: readonly fc.Arbitrary<unknown>[] = [
  mediaLive(
    'Alert',
    {
      alarm_id: alarmIds,
      alert_type: alertTypes,
      alarm_state: fc.constantFrom('SET', 'SET', 'CLEARED', 'set', 'cleared'),
      pipeline: pipelines,
      message: messages,
    },
    ['alarm_id', 'alert_type', 'alarm_state', 'pipeline'],
  ),
  mediaLive(
    'Input Change',
    {
      pipeline: pipelines,
      active_input_attachment_name: attachments,
      active_input_switch_action_name: fc.oneof(fc.constantFrom('failover-1-B', 'somebody', ''), text),
      message: messages,
    },
    ['pipeline', 'active_input_attachment_name'],
  ),
  mediaLive(
    'State Change',
    {
      state: fc.constantFrom('RUNNING', 'STOPPED', 'STARTING', 'STOPPING', 'DELETED', 'running', 'CREATED'),
      pipeline: pipelines,
      message: messages,
    },
    ['state'],
  ),
  mediaConnect('Flow Health', health),
  mediaConnect('Source Health', health),
  mediaConnect(
    'Flow Status Change',
    fc.record({ currentStatus: statuses, previousStatus: statuses }, { requiredKeys: ['currentStatus'] }),
  ),
  mediaConnect(
    'Flow Maintenance',
    fc.record({ currentStatus: fc.constantFrom('INPROGRESS', 'FINISHED', 'SCHEDULED') }),
  ),
  mediaConnect(
    'Alert',
    fc.record({
      errored: yesOrNo,
      'error-code': fc.oneof(fc.constantFrom('SourceStreamError', 'SourceStreamError', 'Other'), alarmIds),
      'error-message': messages,
    }),
  ),
  mediaConnect(
    'Flow Content Quality',
    fc.record(
      {
        impacted: yesOrNo,
        streams: fc.array(
          fc.dictionary(fc.oneof(fc.constantFrom('video_missing', 'audio_missing'), text), yesOrNo),
          {
            maxLength: 4,
          },
        ),
      },
      { requiredKeys: ['impacted'] },
    ),
  ),
];
