import {
  DescribeChannelCommand,
  DescribeScheduleCommand,
  ListAlertsCommand,
  MediaLiveClient,
  type ListAlertsCommandInput,
} from '@aws-sdk/client-medialive';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { awsMediaLiveGateway } from '../../aws/adapters/aws-media-live-gateway.ts';
import { ManualClock, noon } from '../control/support/manual-clock.ts';
import { channelArnOf } from '../control/support/deployment.ts';

const mock = mockClient(MediaLiveClient);
let clock: ManualClock;

beforeEach(() => {
  mock.reset();
  clock = new ManualClock();
});
afterEach(() => {
  mock.reset();
});

const gateway = () => awsMediaLiveGateway(new MediaLiveClient({ region: 'eu-west-1' }), clock);
const alert = (id: string, SetTimestamp = new Date(noon)) => ({
  Id: id,
  AlertType: 'Stopped Receiving UDP Input',
  PipelineId: '0',
  State: 'SET' as const,
  SetTimestamp,
});

describe('what DescribeSchedule shows', () => {
  const found = async (Time: string) => {
    const ScheduleActionSettings = { InputSwitchSettings: { InputAttachmentNameReference: 'B' } };
    const ScheduleActionStartSettings = { FixedModeScheduleActionStartSettings: { Time } };
    mock.on(DescribeScheduleCommand).resolves({
      ScheduleActions: [{ ActionName: 'failover-1-B', ScheduleActionSettings, ScheduleActionStartSettings }],
    });
    return gateway().findAction(channelArnOf(1), 'failover-1-B');
  };

  it.each([
    '9999-12-31T23:59:59Z',
    '2029-11-21T12:00:00Z',
    '2026-11-21T13:00:00+09',
    '2026-02-30T12:00:00Z',
    '',
  ])('has no start that a switch could be waited for until "%s"', async (time) => {
    expect(await found(time)).toEqual({ attachment: 'B', startAt: null });
  });

  it('has the start that was ordered', async () => {
    expect(await found('2026-11-21T12:00:15.500Z')).toEqual({ attachment: 'B', startAt: noon + 15_500 });
  });
});

describe('what DescribeChannel shows', () => {
  const on = (PipelineId: string, ActiveInputAttachmentName: string) => ({
    PipelineId,
    ActiveInputAttachmentName,
  });

  it.each([
    [[on('1', 'B')], { '1': { attachment: 'B', actionName: null } }],
    [
      [on('1', 'B'), on('0', 'A')],
      { '0': { attachment: 'A', actionName: null }, '1': { attachment: 'B', actionName: null } },
    ],
    [[on('2', 'C'), on('0', 'A')], { '0': { attachment: 'A', actionName: null } }],
    [[], {}],
  ])('is read by the names of the pipelines, not by their places: %j', async (PipelineDetails, pipelines) => {
    mock.on(DescribeChannelCommand).resolves({ State: 'RUNNING', PipelineDetails });
    expect(await gateway().describeChannel(channelArnOf(1))).toEqual({
      at: noon,
      state: 'RUNNING',
      pipelines,
    });
  });

  it('is dated by when it was asked', async () => {
    mock.on(DescribeChannelCommand).callsFake(() => {
      clock.advance(2000);
      return { State: 'RUNNING' };
    });
    expect(await gateway().describeChannel(channelArnOf(1))).toMatchObject({ at: noon });
  });
});

describe('the alerts of a channel', () => {
  it('are those that are set, of all pages', async () => {
    const pages = [
      { Alerts: [], NextToken: 'two' },
      { Alerts: [alert('a')], NextToken: 'three' },
      { Alerts: [alert('b')] },
    ];
    const asked: unknown[] = [];
    mock.on(ListAlertsCommand).callsFake(({ StateFilter, NextToken }: ListAlertsCommandInput) => {
      asked.push([StateFilter, NextToken]);
      return pages[asked.length - 1];
    });
    const alerts = await gateway().activeAlerts(channelArnOf(1));
    expect(alerts.map(({ alarmId }) => alarmId)).toEqual(['a', 'b']);
    expect(asked).toEqual([
      ['SET', undefined],
      ['SET', 'two'],
      ['SET', 'three'],
    ]);
  });

  it('are no answer where the list does not end: what it leaves out would count as over', async () => {
    let page = 0;
    mock.on(ListAlertsCommand).callsFake(() => {
      page += 1;
      return { Alerts: [alert(String(page))], NextToken: String(page) };
    });
    await expect(gateway().activeAlerts(channelArnOf(1))).rejects.toThrow('does not end after 10 pages');
  });

  it.each([
    ['of the future', noon + 3_600_000],
    ['before there was time', -1],
  ])('that bear a time %s were set when they were asked for, at the latest', async (_when, setAt) => {
    mock.on(ListAlertsCommand).resolves({ Alerts: [alert('a', new Date(setAt))] });
    expect(await gateway().activeAlerts(channelArnOf(1))).toMatchObject([{ alarmId: 'a', setAt: noon }]);
  });
});
