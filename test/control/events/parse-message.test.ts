import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseMessage } from '../../../control/events/parse-message.ts';
import { noon } from '../support/manual-clock.ts';
import { account, channelArnOf, flowArnOf } from '../support/deployment.ts';
import { alertEvent, awsEvent, flowEvent } from '../support/events.ts';

const parse = (message: unknown) =>
  parseMessage(
    { messageId: 'm1', body: typeof message === 'string' ? message : JSON.stringify(message) },
    account,
    noon,
  );

describe('an alert of MediaLive', () => {
  it.each(['SET', 'set', 'CLEARED', 'Cleared'])('is understood with alarm_state %s', (alarmState) => {
    expect(parse(alertEvent(alarmState, '0', { id: 'e1' }))).toEqual({
      type: 'channel',
      channelArn: channelArnOf(1),
      event: {
        type: 'alert',
        id: 'e1',
        at: noon,
        pipeline: '0',
        alarmId: 'alarm-0',
        alertType: 'Stopped Receiving UDP Input',
        alarmState: alarmState.toLowerCase(),
        message: 'Stopped receiving network data on [rtp://localhost:5000]',
      },
    });
  });

  it('is understood whatever its type: which alerts count is the policy’s matter', () => {
    const event = alertEvent('SET', '0');
    const detail = { ...(event['detail'] as object), alert_type: 'Large Upload Cache Backlog' };
    expect(parse({ ...event, detail })).toMatchObject({ event: { alertType: 'Large Upload Cache Backlog' } });
  });

  it('is believed about its channel in detail.channel_arn, whatever resources say', () => {
    expect(parse(alertEvent('SET', '1', { resources: [channelArnOf(99)] }))).toMatchObject({
      channelArn: channelArnOf(1),
    });
  });
});

describe('an input change of MediaLive', () => {
  const change = (detail: object) =>
    parse(
      awsEvent('aws.medialive', 'MediaLive Channel Input Change', {
        pipeline: '0',
        channel_arn: channelArnOf(1),
        message: 'Input switch event on pipeline',
        active_input_attachment_name: 'site-B',
        ...detail,
      }),
    );

  it('says which schedule action was behind it', () => {
    expect(change({ active_input_switch_action_name: 'failover-1-B' })).toMatchObject({
      event: { type: 'input-change', pipeline: '0', attachment: 'site-B', actionName: 'failover-1-B' },
    });
  });

  it.each([{}, { active_input_switch_action_name: '' }])('has no action where %j is given', (detail) => {
    expect(change(detail)).toMatchObject({ event: { actionName: null } });
  });
});

describe('a state change of MediaLive', () => {
  it('is understood for one pipeline and for the channel as a whole', () => {
    const change = (detail: object) =>
      parse(
        awsEvent('aws.medialive', 'MediaLive Channel State Change', {
          channel_arn: channelArnOf(1),
          message: '',
          ...detail,
        }),
      );
    expect(change({ state: 'RUNNING', pipeline: '1', pipelines_running_count: 2 })).toMatchObject({
      event: { type: 'channel-state', state: 'RUNNING', pipeline: '1' },
    });
    expect(change({ state: 'DELETED' })).toMatchObject({ event: { state: 'DELETED', pipeline: null } });
  });
});

describe('what is none of ours', () => {
  const other = '999999999999';

  it.each([
    ['not-json', 'not JSON {'],
    ['unknown-shape', '[]'],
    ['unknown-shape', 'null'],
    ['unknown-shape', {}],
    ['unknown-shape', alertEvent('RAISED', '0')],
    ['unknown-shape', { ...alertEvent('SET', '0'), detail: { channel_arn: channelArnOf(1) } }],
    ['unknown-shape', { ...alertEvent('SET', '0'), time: 'yesterday' }],
    ['unknown-shape', { ...alertEvent('SET', '0'), id: '../etc' }],
    ['unknown-shape', { source: 'medialive-failover', kind: 'timer', channelArn: channelArnOf(1) }],
    ['unknown-shape', { source: 'medialive-failover', kind: 'dance', channelArn: channelArnOf(1) }],
    ['unknown-detail-type', awsEvent('aws.medialive', 'MediaLive Multiplex Alert', {})],
    ['unknown-detail-type', awsEvent('aws.mediaconnect', 'MediaConnect Output Health', {})],
    ['unknown-detail-type', awsEvent('aws.cloudwatch', 'CloudWatch Alarm State Change', {})],
    ['wrong-account', { ...alertEvent('SET', '0'), account: other }],
    [
      'wrong-account',
      {
        source: 'medialive-failover',
        kind: 'observation',
        channelArn: channelArnOf(1).replace(account, other),
      },
    ],
    ['wrong-account', { ...flowEvent('CONNECTED'), resources: [flowArnOf('A', 0).replace(account, other)] }],
  ])('is ignored as %s: %j', (reason, message) => {
    expect(parse(message)).toMatchObject({ type: 'ignored', reason });
  });

  it('is ignored when it is larger than any event we know', () => {
    expect(parse('x'.repeat(70_000))).toMatchObject({ type: 'ignored', reason: 'too-large' });
  });

  it('never makes parsing fail, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (body) => {
        expect(parse(body)).toHaveProperty('type', 'ignored');
      }),
    );
  });

  it('never makes parsing fail, however an event is bent', () => {
    const keys = fc.constantFrom(
      'id',
      'detail-type',
      'source',
      'account',
      'time',
      'resources',
      'detail',
      'channel_arn',
      'pipeline',
    );
    fc.assert(
      fc.property(keys, fc.jsonValue(), (key, value) => {
        const event = alertEvent('SET', '0');
        const detail = { ...(event['detail'] as Record<string, unknown>), [key]: value };
        const bent = key in event ? { ...event, [key]: value } : { ...event, detail };
        expect(['channel', 'ignored']).toContain(parse(bent).type);
      }),
    );
  });
});
