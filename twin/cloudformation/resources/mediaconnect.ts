import * as v from 'valibot';
import type { FlowOutputSpec, FlowSourceSpec, FlowSpec } from '../../estate.ts';
import { isRecord, type JsonObject } from '../../gateway/json-value.ts';
import type { Flow } from '../../mediaconnect/flow.ts';
import type { Flows } from '../../mediaconnect/flows.ts';
import type { Receiver } from '../../mediaconnect/receiver.ts';
import { cfnNumber, type ResourceContext, type ResourceProvider } from '../resource-provider.ts';
import { specifiedProvider } from '../specified-provider.ts';
import { stableHex } from '../stable-id.ts';

const object = v.custom<JsonObject>(isRecord, 'must be an object');

const failover = v.looseObject({
  State: v.optional(v.picklist(['ENABLED', 'DISABLED']), 'ENABLED'),
  FailoverMode: v.optional(v.picklist(['MERGE', 'FAILOVER']), 'MERGE'),
  RecoveryWindow: v.optional(cfnNumber),
  SourcePriority: v.optional(v.looseObject({ PrimarySource: v.string() })),
});

const flowProperties = v.looseObject({
  Name: v.string(),
  AvailabilityZone: v.optional(v.string()),
  Source: object,
  SourceFailoverConfig: v.optional(failover),
});

/** A flow in STANDBY with its first source: CloudFormation starts none (MC21/flows-start). */
const flowProvider = (flows: Flows): ResourceProvider =>
  specifiedProvider(
    'AWS::MediaConnect::Flow',
    flowProperties,
    async (properties, context) => {
      const { Name, AvailabilityZone, Source, SourceFailoverConfig, ...rest } = properties;
      const flow = await flows.add({
        arn: arnOf('flow', Name, context),
        name: Name,
        availabilityZone: AvailabilityZone ?? `${context.region}a`,
        sources: [sourceSpec(Source, Name, context)],
        ...failoverOf(SourceFailoverConfig),
        startAs: 'STANDBY',
        settings: apiNames(rest),
      });
      const [receiver] = flow.receivers;
      return {
        ref: flow.spec.arn,
        attributes: {
          FlowArn: flow.spec.arn,
          FlowAvailabilityZone: flow.spec.availabilityZone,
          EgressIp: receiver?.host ?? '',
          ...prefixed('Source.', sourceAttributes(receiver)),
        },
        remove: () => flows.remove(flow.spec.arn),
      };
    },
    undefined,
    (properties, before, context) => {
      const { Name, AvailabilityZone: _zone, Source, SourceFailoverConfig, ...rest } = properties;
      const flow = existing(flows, before.ref);
      const [first, ...others] = flow.spec.sources;
      const changed = { ...sourceSpec(Source, Name, context), ...(first && { arn: first.arn }) };
      flow.change({
        sources: [changed, ...others],
        ...failoverOf(SourceFailoverConfig),
        settings: apiNames(rest),
      });
      return before;
    },
  );

const sourceProperties = v.looseObject({ FlowArn: v.string() });

/** The second source of a flow with source failover. */
const sourceProvider = (flows: Flows): ResourceProvider =>
  specifiedProvider(
    'AWS::MediaConnect::FlowSource',
    sourceProperties,
    async (properties, context) => {
      const { FlowArn, ...source } = properties;
      const flow = existing(flows, FlowArn);
      const receiver = await flow.addSource(sourceSpec(source, 'source', context));
      return {
        ref: receiver.arn,
        attributes: sourceAttributes(receiver),
        remove: () => flow.removeSource(receiver.arn),
      };
    },
    undefined,
    ({ FlowArn, ...source }, before, context) => {
      const flow = existing(flows, FlowArn);
      const changed = { ...sourceSpec(source, 'source', context), arn: before.ref };
      const sources = flow.spec.sources.map((one) => (one.arn === before.ref ? changed : one));
      flow.change({ ...flow.spec, sources });
      return before;
    },
  );

const outputProperties = v.looseObject({ FlowArn: v.string(), Name: v.optional(v.string()) });

const outputProvider = (flows: Flows): ResourceProvider =>
  specifiedProvider('AWS::MediaConnect::FlowOutput', outputProperties, (properties, context) => {
    const { FlowArn, Name: name = context.physicalName(64), ...rest } = properties;
    const output: FlowOutputSpec = {
      arn: arnOf('output', name, context),
      name,
      settings: withTransport(rest, transportOfOutput),
    };
    const flow = existing(flows, FlowArn);
    portProblems(flow, rest);
    flow.addOutput(output);
    return {
      ref: output.arn,
      attributes: { OutputArn: output.arn },
      remove: () => {
        flow.removeOutput(output.arn);
      },
    };
  });

/** Two outputs of a flow cannot listen on one port. */
function portProblems(flow: Flow, { Protocol, Port }: Readonly<Record<string, unknown>>): void {
  if (Protocol !== 'srt-listener') return;
  const taken = flow.outputs.some(({ settings = {} }) => {
    const { transport, port } = settings;
    return port === Port && isRecord(transport) && transport['protocol'] === 'srt-listener';
  });
  if (taken) throw new Error(`Port ${String(Port)} of the flow ${flow.spec.name} is used by another output.`);
}

/** AWS::MediaConnect::Flow, its second source, and its outputs. */
export const mediaConnectProviders = (flows: Flows): readonly ResourceProvider[] => [
  flowProvider(flows),
  sourceProvider(flows),
  outputProvider(flows),
];

function existing(flows: Flows, flowArn: string): Flow {
  const flow = flows.find(flowArn);
  if (flow !== undefined) return flow;
  const known = flows.all.map(({ spec }) => spec.arn).join(', ') || 'none';
  throw new Error(`There is no flow ${flowArn}. There are: ${known}.`);
}

/** Resources of MediaConnect have an id of two parts and end in their name. */
function arnOf(kind: 'flow' | 'source' | 'output', name: string, context: ResourceContext): string {
  const hex = stableHex(context);
  const id = `1-${hex.slice(0, 16)}-${hex.slice(16, 28)}`;
  return `arn:aws:mediaconnect:${context.region}:${context.account}:${kind}:${id}:${name}`;
}

function failoverOf(config: v.InferOutput<typeof failover> | undefined): Pick<FlowSpec, 'failover'> {
  if (config === undefined || config.State === 'DISABLED') return {};
  const { FailoverMode: mode, RecoveryWindow: recoveryWindowMs, SourcePriority } = config;
  return {
    failover: {
      mode,
      ...(SourcePriority === undefined ? {} : { primarySource: SourcePriority.PrimarySource }),
      ...(recoveryWindowMs === undefined ? {} : { recoveryWindowMs }),
    },
  };
}

const usedOfSource = v.looseObject({ Name: v.optional(v.string()), Protocol: v.optional(v.string()) });

/** The port that a template wants is on AWS's machines; on this one it is any that is free. */
function sourceSpec(
  source: Readonly<Record<string, unknown>>,
  defaultName: string,
  context: ResourceContext,
): FlowSourceSpec {
  const { Name: name = defaultName, Protocol: protocol, IngestPort, ...rest } = v.parse(usedOfSource, source);
  return {
    arn: arnOf('source', name, context),
    name,
    ...(protocol === undefined ? {} : { protocol }),
    settings: withTransport(rest, transportOfSource),
  };
}

/** Members that the API has in `transport`, and CloudFormation beside the others. */
const transportOfSource = [
  'MaxBitrate',
  'MaxLatency',
  'MinLatency',
  'SenderControlPort',
  'SenderIpAddress',
  'SourceListenerAddress',
  'SourceListenerPort',
  'StreamId',
];
const transportOfOutput = [
  'CidrAllowList',
  'MaxLatency',
  'MinLatency',
  'Protocol',
  'RemoteId',
  'SmoothingLatency',
  'StreamId',
];

function withTransport(
  properties: Readonly<Record<string, unknown>>,
  members: readonly string[],
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(properties);
  const transport = entries.filter(([name]) => members.includes(name));
  const others = entries.filter(([name]) => !members.includes(name));
  return {
    ...apiNames(Object.fromEntries(others)),
    transport: apiNames(Object.fromEntries(transport)),
  };
}

function sourceAttributes(receiver: Receiver | undefined): Readonly<Record<string, string>> {
  if (receiver === undefined) return {};
  const { arn, host, port } = receiver;
  return { SourceArn: arn, IngestIp: host, SourceIngestPort: String(port) };
}

const prefixed = (
  prefix: string,
  attributes: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`${prefix}${name}`, value]));

/** CloudFormation's names begin with a capital, those of the API do not (`MaintenanceDay`, `maintenanceDay`). */
function apiNames(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      `${name.charAt(0).toLowerCase()}${name.slice(1)}`,
      apiValue(value),
    ]),
  );
}

function apiValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(apiValue);
  return isRecord(value) ? apiNames(value) : value;
}
