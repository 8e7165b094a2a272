import type { Flow, Protocol, Source } from '@aws-sdk/client-mediaconnect';
import type { DescribeChannelResponse, DescribeInputResponse, OutputGroup } from '@aws-sdk/client-medialive';
import type { ChannelFacts, ExpectedChannel } from '../../../cli/check/facts.ts';
import { parseConfiguration } from '../../../config/load-configuration.ts';

/** A channel that no rule has anything to say about, in parts, to spoil one thing of at a time. */

const place = 'eu-west-1:000000000000';
export const flowArn = (name: string): string => `arn:aws:mediaconnect:${place}:flow:1-${name}:${name}`;

export const source = (Name: string, Protocol: Protocol): Source => ({
  Name,
  SourceArn: `arn:aws:mediaconnect:${place}:source:1-${Name}:${Name}`,
  Transport: { Protocol },
});

export const flow = (name: string, zone: string, change: Partial<Flow> = {}): Flow => ({
  FlowArn: flowArn(name),
  Name: name,
  AvailabilityZone: zone,
  Status: 'ACTIVE',
  Entitlements: [],
  Outputs: [],
  Source: source('main', 'rtp'),
  Sources: [source('main', 'rtp'), source('backup', 'rtp')],
  SourceFailoverConfig: {
    State: 'ENABLED',
    FailoverMode: 'FAILOVER',
    SourcePriority: { PrimarySource: 'main' },
  },
  Maintenance: { MaintenanceDay: zone.endsWith('a') ? 'Tuesday' : 'Thursday' },
  ...change,
});

export const input = (site: string, change: Partial<DescribeInputResponse> = {}): DescribeInputResponse => ({
  Id: `input-${site}`,
  Type: 'MEDIACONNECT',
  InputClass: 'STANDARD',
  MediaConnectFlows: [{ FlowArn: flowArn(`${site}0`) }, { FlowArn: flowArn(`${site}1`) }],
  ...change,
});

export const hlsGroup = (name: string, settings: object, outputs: object = {}): OutputGroup => ({
  Name: name,
  OutputGroupSettings: {
    HlsGroupSettings: {
      Destination: { DestinationRefId: name },
      InputLossAction: 'PAUSE_OUTPUT',
      SegmentLength: 4,
      ...settings,
    },
  },
  Outputs: [
    {
      OutputSettings: {
        HlsOutputSettings: { HlsSettings: {}, NameModifier: '-720p', SegmentModifier: '$t$-', ...outputs },
      },
    },
  ],
});
export const packaged = { ProgramDateTime: 'INCLUDE' } as const;
export const redundant = { RedundantManifest: 'ENABLED' } as const;

export const destination = (id: string, first: string, second: string) => ({
  Id: id,
  Settings: [{ Url: first }, { Url: second }],
});
const ingest = (pipeline: number) =>
  `https://0a1b2c-${pipeline}.ingest.r4nd0m.mediapackagev2.eu-west-1.amazonaws.com/in/v1/g/${pipeline}/c/index`;
export const destinations = [
  destination('package', ingest(1), ingest(2)),
  destination('web', 's3ssl://bucket/live/pipeline-0', 's3ssl://bucket/live/pipeline-1'),
];

export const encoder = {
  AudioDescriptions: [],
  VideoDescriptions: [
    {
      Name: '720p',
      CodecSettings: {
        H264Settings: { FramerateControl: 'SPECIFIED', GopSize: 2, GopSizeUnits: 'SECONDS' },
      },
    },
  ],
  TimecodeConfig: { Source: 'EMBEDDED' },
  GlobalConfiguration: { InputLossBehavior: { RepeatFrameMsec: 500 }, OutputLockingMode: 'PIPELINE_LOCKING' },
  FeatureActivations: { InputPrepareScheduleActions: 'ENABLED' },
  OutputGroups: [hlsGroup('package', packaged), hlsGroup('web', redundant)],
} satisfies DescribeChannelResponse['EncoderSettings'];

export const attachments = ['a', 'b'].map((site) => ({
  InputAttachmentName: `site-${site}`,
  InputId: `input-${site}`,
}));

export const channel = (change: Partial<DescribeChannelResponse> = {}): DescribeChannelResponse => ({
  Arn: `arn:aws:medialive:${place}:channel:1001`,
  Id: '1001',
  Name: 'news-one',
  State: 'RUNNING',
  ChannelClass: 'STANDARD',
  InputAttachments: attachments,
  Destinations: destinations,
  EncoderSettings: encoder,
  ...change,
});

export const flows = [
  flow('a0', 'eu-west-1a'),
  flow('a1', 'eu-west-1b'),
  flow('b0', 'eu-west-1a'),
  flow('b1', 'eu-west-1b'),
];

export interface Parts extends Partial<Pick<ChannelFacts, 'channel' | 'schedule' | 'expected'>> {
  /** These take the place of those of the same id. */
  readonly inputs?: readonly DescribeInputResponse[];
  /** These take the place of those of the same name. */
  readonly flows?: readonly Flow[];
}

export const now = Date.parse('2026-11-21T15:00:00Z');

export function soundFacts(parts: Parts = {}): ChannelFacts {
  const inputs = [input('a'), input('b'), ...(parts.inputs ?? [])];
  const all = [...flows, ...(parts.flows ?? [])];
  return {
    now,
    channel: parts.channel ?? channel(),
    inputs: new Map(inputs.map((known) => [known.Id ?? '', known])),
    flows: new Map(all.map((known) => [known.FlowArn ?? '', known])),
    schedule: parts.schedule ?? [],
    expected: parts.expected ?? null,
  };
}

/** What a configuration would want of the sound channel. */
export const expected = (change: Partial<ExpectedChannel> = {}): ExpectedChannel => ({
  group: 'news',
  pipelines: 2,
  sites: ['A', 'B'].map((name) => expectedGroup(name)),
  policy: policyOf(''),
  ...change,
});

export function expectedGroup(name: string, change: object = {}): ExpectedChannel['sites'][number] {
  const site = name.toLowerCase();
  const flowsOf = [0, 1].map((pipeline) => ({ arn: flowArn(`${site}${pipeline}`), sources: 2 }));
  return { name, attachment: `site-${site}`, flows: flowsOf, ...change };
}

/** A policy as a configuration gives it: `keys` are those of the group. */
export function policyOf(keys: string): ExpectedChannel['policy'] {
  const { groups } = parseConfiguration(
    `name: test
groups: { news: { sites: [A, B], ${keys} } }
channels: [{ name: one, group: news, existing: { arn: 'arn:aws:medialive:${place}:channel:1001' }, inputs: { A: { attachment: a }, B: { attachment: b } } }]`,
    'test.yaml',
  );
  const { policy } = groups['news'] ?? {};
  if (policy === undefined) throw new Error('The configuration of this test has no group.');
  return policy;
}
