import { CloudWatchClient, GetMetricDataCommand, type MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { cloudWatchFlowMetrics } from '../../aws/adapters/cloudwatch-flow-metrics.ts';
import { ManualClock, noon } from '../control/support/manual-clock.ts';
import { flowArnOf } from '../control/support/deployment.ts';

/** Values by the age of their minute, in minutes: `{ 1: 0 }` is a 0 of a minute ago. */
type Points = Readonly<Record<number, number>>;

const cloudWatch = mockClient(CloudWatchClient);
const metrics = cloudWatchFlowMetrics(new CloudWatchClient({ region: 'eu-west-1' }), new ManualClock());
const flowArn = flowArnOf('A', 0);

const result = (Id: string, points: Points): MetricDataResult => ({
  Id,
  Timestamps: Object.keys(points).map((minutes) => new Date(noon - Number(minutes) * 60_000)),
  Values: Object.values(points),
});
const answer = (connected: Points, bitRate: Points) =>
  cloudWatch.on(GetMetricDataCommand).resolves({
    MetricDataResults: [result('connected_0', connected), result('bitrate_0', bitRate)],
  });
const inputs = () => cloudWatch.commandCalls(GetMetricDataCommand).map(({ args }) => args[0].input);

beforeEach(() => {
  cloudWatch.reset();
});

describe('whether media arrives, by CloudWatch', () => {
  it.each<readonly [string, Points, Points, boolean]>([
    ['a flow that is connected', { 1: 1 }, {}, true],
    ['a flow that is not connected', { 1: 0 }, {}, false],
    ['RTP, which has no connection, with a bit rate', {}, { 1: 8e6 }, true],
    ['RTP without one', {}, { 1: 0 }, false],
    ['a flow that is connected and has no bit rate', { 1: 1 }, { 1: 0 }, false],
    ['a flow that has just connected', { 1: 1, 2: 0 }, { 2: 0 }, true],
    ['a flow that has just been lost', { 2: 1 }, { 1: 0, 2: 8e6 }, false],
  ])('is read from the newest minute: %s', async (_what, connected, bitRate, expected) => {
    answer(connected, bitRate);
    expect(await metrics.carrying([flowArn])).toEqual(new Map([[flowArn, expected]]));
  });

  it('is not told of a flow without a datapoint, or with none of the last three minutes', async () => {
    answer({}, {});
    expect(await metrics.carrying([flowArn])).toEqual(new Map());
    answer({ 4: 1 }, { 5: 8e6 });
    expect(await metrics.carrying([flowArn])).toEqual(new Map());
  });

  it('is asked of the flow, for whole minutes of the last three', async () => {
    answer({ 1: 1 }, {});
    await metrics.carrying([flowArn]);
    const [input] = inputs();
    expect(input).toMatchObject({ StartTime: new Date(noon - 180_000), EndTime: new Date(noon) });
    const asked = ['Connected', 'BitRate'].map((MetricName) => ({
      MetricStat: {
        Metric: {
          Namespace: 'AWS/MediaConnect',
          MetricName,
          Dimensions: [{ Name: 'FlowARN', Value: flowArn }],
        },
        Period: 60,
      },
    }));
    expect(input?.MetricDataQueries).toMatchObject(asked);
  });

  it('is asked with no more than 500 queries a call, each with an id that CloudWatch takes', async () => {
    cloudWatch.on(GetMetricDataCommand).callsFake(({ MetricDataQueries }: { MetricDataQueries: [] }) => ({
      MetricDataResults: MetricDataQueries.map(({ Id }) => result(Id, { 1: 1 })),
    }));
    const flows = Array.from({ length: 601 }, (_, index) => flowArnOf(`A-${index}-`, 0));
    expect([...(await metrics.carrying(flows)).keys()]).toEqual(flows);
    const queries = inputs().map(({ MetricDataQueries = [] }) => MetricDataQueries);
    expect(queries.map(({ length }) => length)).toEqual([500, 500, 202]);
    for (const { Id } of queries.flat()) expect(Id).toMatch(/^[a-z][a-zA-Z0-9_]*$/);
  });

  it('is read to the last page, one metric on several too', async () => {
    cloudWatch
      .on(GetMetricDataCommand)
      .resolvesOnce({ MetricDataResults: [result('connected_0', { 2: 1 })], NextToken: 'more' })
      .resolvesOnce({ MetricDataResults: [result('connected_0', { 1: 0 })] });
    expect(await metrics.carrying([flowArn])).toEqual(new Map([[flowArn, false]]));
  });

  it('is not what a datapoint of the future says', async () => {
    cloudWatch
      .on(GetMetricDataCommand)
      .resolves({ MetricDataResults: [result('connected_0', { '-5': 0, 1: 1 })] });
    expect(await metrics.carrying([flowArn])).toEqual(new Map([[flowArn, true]]));
  });

  it('costs no call without a flow', async () => {
    expect(await metrics.carrying([])).toEqual(new Map());
    expect(inputs()).toEqual([]);
  });

  it('is not made up where CloudWatch does not answer', async () => {
    cloudWatch.on(GetMetricDataCommand).rejects(new Error('throttled'));
    await expect(metrics.carrying([flowArn])).rejects.toThrow('throttled');
  });
});
