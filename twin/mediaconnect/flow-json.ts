/** Flows as the MediaConnect API shows them (BM:mediaconnect.Flow, ListedFlow). */
import type { FlowOutputSpec, FlowSourceSpec } from '../estate.ts';
import { isRecord } from '../gateway/json-value.ts';
import { sourceErrorMessage } from './events.ts';
import type { Flow } from './flow.ts';
import type { FlowKnobs } from './knobs.ts';
import { recoveryWindowDefaultMs } from './merge.ts';
import type { Receiver } from './receiver.ts';

/** The body of a DescribeFlow reply, at `nowMs`. */
export function describedFlow(flow: Flow, knobs: FlowKnobs, nowMs: number): Record<string, unknown> {
  const { spec } = flow;
  const sources = flow.receivers.map((receiver, index) => ({
    ...sourceJson(receiver, spec.sources[index]),
    ...(flow.status() === 'ACTIVE' && peerOf(receiver, knobs, nowMs)),
  }));
  return {
    flow: {
      ...spec.settings,
      availabilityZone: spec.availabilityZone,
      egressIp: flow.receivers[0]?.host,
      entitlements: [],
      flowArn: spec.arn,
      name: spec.name,
      outputs: flow.outputs.map(outputJson),
      source: sources[0],
      ...(spec.failover && { sourceFailoverConfig: failoverJson(spec.failover) }),
      sources,
      status: flow.status(),
    },
    messages: {
      errors: flow.receivers
        .filter(({ arn }) => knobs.errorsListed && flow.healthOf(arn)?.state === 'DISCONNECTED')
        .map(({ name }) => sourceErrorMessage(name)),
    },
  };
}

/** "The device that is currently sending content to this source" (BM:mediaconnect.Source). */
function peerOf({ facts }: Receiver, { peerGoneMs }: FlowKnobs, nowMs: number): Record<string, unknown> {
  const { lastPacketAt, peer } = facts();
  const isThere = peerGoneMs === 'never' || nowMs - (lastPacketAt ?? -Infinity) < peerGoneMs;
  return peer !== undefined && isThere ? { peerIpAddress: peer } : {};
}

/** One entry of a ListFlows reply. */
export function listedFlow(flow: Flow): Record<string, unknown> {
  return {
    availabilityZone: flow.spec.availabilityZone,
    description: '',
    flowArn: flow.spec.arn,
    name: flow.spec.name,
    sourceType: 'OWNED',
    status: flow.status(),
  };
}

function sourceJson(receiver: Receiver, source: FlowSourceSpec | undefined): Record<string, unknown> {
  const { protocol = 'rtp', settings = { whitelistCidr: `${receiver.host}/32` } } = source ?? {};
  const { transport } = settings;
  return {
    ...settings,
    ingestIp: receiver.host,
    ingestPort: receiver.port,
    name: receiver.name,
    sourceArn: receiver.arn,
    transport: { ...(isRecord(transport) && transport), protocol },
  };
}

function outputJson({ arn, name, settings }: FlowOutputSpec): Record<string, unknown> {
  return { outputStatus: 'ENABLED', ...settings, name, outputArn: arn };
}

function failoverJson(failover: NonNullable<Flow['spec']['failover']>): Record<string, unknown> {
  const { mode, primarySource, recoveryWindowMs = recoveryWindowDefaultMs } = failover;
  return {
    state: 'ENABLED',
    failoverMode: mode,
    ...(mode === 'MERGE' && { recoveryWindow: recoveryWindowMs }),
    ...(primarySource !== undefined && { sourcePriority: { primarySource } }),
  };
}
