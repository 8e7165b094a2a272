import {
  isJsonList,
  isJsonObject,
  jsonText,
  type JsonObject,
  type JsonValue,
} from '../gateway/json-value.ts';

/** What a service refuses although CloudFormation's specification and the service's own model allow it. */
interface ServiceRule {
  readonly types: readonly string[];
  /** Code of AWS's own that states the rule. */
  readonly source: string;
  /** In words, each with the value; empty: nothing is wrong. */
  readonly check: (properties: JsonObject) => readonly (string | false)[];
}

const mediaConnect = 'aws/aws-cdk, packages/@aws-cdk/aws-mediaconnect-alpha/lib';
const mediaLive = 'aws/aws-cdk, packages/@aws-cdk/aws-medialive-alpha/lib';
const cloudFront = 'botocore 1.43.11, data/cloudfront/2020-05-31/service-2.json';

/** Ports that MediaConnect keeps for Zixi. */
const reserved = [2077, 2088];
const isReserved = (port: JsonValue | undefined) => reserved.includes(Number(port));

/** A flow's own source is inside it, a second source is a resource of its own. */
function sourceProblems(source: JsonObject): readonly (string | false)[] {
  const { Protocol: protocol, IngestPort: port, SourceListenerPort: listener } = source;
  const isCaller = protocol === 'srt-caller';
  return [
    protocol === 'zixi-push' &&
      port !== undefined &&
      `MediaConnect gives a Zixi source its port; got ${jsonText(port)}.`,
    protocol !== 'zixi-push' &&
      port !== undefined &&
      Number(port) < 1024 &&
      `Ingest port ${jsonText(port)} is below 1024.`,
    protocol === 'srt-listener' && isReserved(port) && `Port ${jsonText(port)} is reserved for Zixi.`,
    isCaller && Number(listener) < 1024 && `Listener port ${jsonText(listener)} is below 1024.`,
    isCaller && isReserved(listener) && `Listener port ${jsonText(listener)} is reserved for Zixi.`,
  ];
}

const rules: readonly ServiceRule[] = [
  {
    types: ['AWS::MediaConnect::Flow'],
    source: `${mediaConnect}/flow.ts`,
    check: ({ Name: name }) => [
      typeof name === 'string' &&
        !/^[\w-]{1,64}$/.test(name) &&
        `Flow name "${name}" is not 1 to 64 letters, digits, hyphens and underscores.`,
    ],
  },
  {
    types: ['AWS::MediaConnect::Flow'],
    source: `${mediaConnect}/flow-source-configuration.ts`,
    check: ({ Source: source }) => (isJsonObject(source) ? sourceProblems(source) : []),
  },
  {
    types: ['AWS::MediaConnect::FlowSource'],
    source: `${mediaConnect}/flow-source-configuration.ts`,
    check: sourceProblems,
  },
  {
    types: ['AWS::MediaConnect::Flow'],
    // Not stated by anyone: CreateFlow names the primary, and the second source is made after it. Refused here to be safe.
    source: 'botocore 1.43.11, data/mediaconnect/2018-11-14/service-2.json, CreateFlowRequest',
    check: ({ Source: source, SourceFailoverConfig: failover }) => {
      const primary = textAt(failover, 'SourcePriority', 'PrimarySource');
      return [
        primary !== undefined &&
          primary !== textAt(source, 'Name') &&
          `Primary source "${primary}" is not the source that the flow is made with.`,
      ];
    },
  },
  {
    types: ['AWS::MediaConnect::FlowOutput'],
    source: `${mediaConnect}/flow-output.ts`,
    check: ({ Protocol: protocol, Port: port }) => [
      protocol === 'srt-listener' &&
        (Number(port) < 1024 || isReserved(port)) &&
        `An SRT listener takes 1024 to 65535 without 2077 and 2088; got ${jsonText(port)}.`,
    ],
  },
  {
    types: ['AWS::MediaLive::Channel'],
    source: `${mediaLive}/channel.ts`,
    check: (properties) => {
      const encoder = properties['EncoderSettings'];
      if (textAt(encoder, 'GlobalConfiguration', 'OutputLockingMode') !== 'EPOCH_LOCKING') return [];
      const clocks = objectsAt(encoder, 'OutputGroups').map((group) =>
        textAt(group, 'OutputGroupSettings', 'HlsGroupSettings', 'ProgramDateTimeClock'),
      );
      return [
        textAt(encoder, 'GlobalConfiguration', 'OutputTimingSource') === 'SYSTEM_CLOCK' &&
          'OutputTimingSource must be INPUT_CLOCK with epoch locking.',
        clocks.includes('SYSTEM_CLOCK') &&
          'ProgramDateTimeClock must be INITIALIZE_FROM_OUTPUT_TIMECODE with epoch locking.',
      ];
    },
  },
  {
    types: ['AWS::CloudFront::OriginAccessControl'],
    source: `${cloudFront}, OriginAccessControlConfig$Name`,
    check: ({ OriginAccessControlConfig: config }) => [
      (textAt(config, 'Name')?.length ?? 0) > 64 &&
        `Name "${String(textAt(config, 'Name'))}" is longer than 64 characters.`,
    ],
  },
  {
    types: ['AWS::CloudFront::CachePolicy'],
    source: `${cloudFront}, CachePolicyConfig$Comment`,
    check: ({ CachePolicyConfig: config }) => [
      (textAt(config, 'Comment')?.length ?? 0) > 128 && 'Comment is longer than 128 characters.',
    ],
  },
];

/** What the service would refuse in the properties of a resource, each with the source of the rule. */
export function serviceFindings(type: string, properties: JsonObject): readonly string[] {
  return rules
    .filter(({ types }) => types.includes(type))
    .flatMap(({ check, source }) =>
      check(properties).flatMap((problem) => (problem === false ? [] : [`${problem} (${source})`])),
    );
}

function textAt(value: JsonValue | undefined, ...path: readonly string[]): string | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return typeof value === 'string' ? value : undefined;
  return isJsonObject(value) ? textAt(value[key], ...rest) : undefined;
}

function objectsAt(value: JsonValue | undefined, key: string): readonly JsonObject[] {
  const list = isJsonObject(value) ? value[key] : undefined;
  return isJsonList(list) ? list.filter((item) => isJsonObject(item)) : [];
}
