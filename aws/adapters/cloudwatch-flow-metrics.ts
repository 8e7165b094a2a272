import {
  CloudWatchClient,
  paginateGetMetricData,
  type MetricDataQuery,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import type { Millis } from '../../core/model/group.ts';
import { canHaveHappened } from '../../control/events/instant.ts';
import type { Clock } from '../../control/ports/clock.ts';
import type { FlowMetrics } from '../../control/ports/media-connect-gateway.ts';
import { callLimits } from './aws-call-limits.ts';

/**
 * At the level of a flow. `Connected` has no datapoint for RTP, `BitRate` has for every protocol. The name of the dimension,
 * `FlowARN`, is [UNVERIFIED]: `failover verify --account` asks for it.
 */
const namespace = 'AWS/MediaConnect';
const metricNames = ['Connected', 'BitRate'] as const;
const dimensionName = 'FlowARN';

/** The most that GetMetricData takes in one call (BM:cloudwatch.GetMetricData). */
const queriesPerCall = 500;
const flowsPerCall = queriesPerCall / metricNames.length;

const periodSeconds = 60;
/** Datapoints were seen to come late by minutes; what is older than this says nothing about now. */
const windowMs = 3 * 60_000;

/** With a client of its own: who imports this file loads it. */
export function openFlowMetrics(clock: Clock): FlowMetrics {
  return cloudWatchFlowMetrics(new CloudWatchClient(callLimits), clock);
}

/** CloudWatch through its API: one call for 250 flows. Each of their two metrics is paid for. */
export function cloudWatchFlowMetrics(client: CloudWatchClient, clock: Clock): FlowMetrics {
  return {
    carrying: async (flowArns) => {
      const now = clock.now();
      const calls = Array.from({ length: Math.ceil(flowArns.length / flowsPerCall) }, (_, call) =>
        ask(client, flowArns.slice(call * flowsPerCall, (call + 1) * flowsPerCall), now),
      );
      return new Map((await Promise.all(calls)).flat());
    },
  };
}

async function ask(client: CloudWatchClient, flowArns: readonly string[], now: Millis) {
  const input = {
    StartTime: new Date(now - windowMs),
    EndTime: new Date(now),
    ScanBy: 'TimestampDescending' as const,
    MetricDataQueries: flowArns.flatMap((flowArn, flow) =>
      metricNames.map((metric): MetricDataQuery => queryOf(idOf(metric, flow), metric, flowArn)),
    ),
  };
  const points = new Map<string, Datapoint[]>();
  // One metric may be told on several pages.
  for await (const { MetricDataResults = [] } of paginateGetMetricData({ client }, input)) {
    for (const result of MetricDataResults) {
      const id = result.Id ?? '';
      points.set(id, [...(points.get(id) ?? []), ...datapointsOf(result, now)]);
    }
  }
  return flowArns.flatMap((flowArn, flow): (readonly [string, boolean])[] => {
    const found = metricNames.flatMap((metric) => points.get(idOf(metric, flow)) ?? []);
    return found.length === 0 ? [] : [[flowArn, isCarrying(found)]];
  });
}

/** `Maximum`: of a flow with two sources one is enough, and whether each of them has a say in the metric is [UNVERIFIED]. */
function queryOf(id: string, metric: string, flowArn: string): MetricDataQuery {
  const dimensions = [{ Name: dimensionName, Value: flowArn }];
  return {
    Id: id,
    MetricStat: {
      Metric: { Namespace: namespace, MetricName: metric, Dimensions: dimensions },
      Period: periodSeconds,
      Stat: 'Maximum',
    },
  };
}

function idOf(metric: string, flow: number): string {
  return `${metric.toLowerCase()}_${flow}`;
}

interface Datapoint {
  readonly at: Millis;
  readonly value: number;
}

function datapointsOf({ Timestamps = [], Values = [] }: MetricDataResult, now: Millis): readonly Datapoint[] {
  return Timestamps.flatMap((timestamp, index) => {
    const at = timestamp.getTime();
    const value = Values[index];
    // CloudWatch widens the window to whole periods.
    return value === undefined || at < now - windowMs || !canHaveHappened(at, now) ? [] : [{ at, value }];
  });
}

/**
 * What the newest minute says that has a datapoint: connected, or, where that is not told, with a bit rate above 0. A flow
 * that is connected and has no bit rate in the same minute delivers nothing.
 */
function isCarrying(points: readonly Datapoint[]): boolean {
  const newest = Math.max(...points.map(({ at }) => at));
  return points.every(({ at, value }) => at < newest || value > 0);
}
