import type { ChannelSpec, Estate, FlowSpec, InputSpec } from '../../../twin/estate.ts';
import { destination, destinations, encoder, flowArn, hlsGroup, packaged, redundant } from './sound-facts.ts';

/** Channels in the twin with one thing wrong in each, beside one in which nothing is. */

const flow = (name: string, zone: 'a' | 'b', change: Partial<FlowSpec> = {}): FlowSpec => ({
  arn: flowArn(name),
  name,
  availabilityZone: `eu-west-1${zone}`,
  sources: ['main', 'backup'].map((source) => ({
    arn: `arn:aws:mediaconnect:eu-west-1:000000000000:source:1-${name}-${source}:${source}`,
    name: source,
  })),
  failover: { mode: 'FAILOVER', primarySource: 'main' },
  startAs: 'ACTIVE',
  settings: { maintenance: { maintenanceDay: zone === 'a' ? 'Tuesday' : 'Thursday' } },
  ...change,
});
const oneSource = (name: string, zone: 'a' | 'b'): FlowSpec => {
  const { failover: _, ...rest } = flow(name, zone);
  return { ...rest, sources: rest.sources.slice(0, 1) };
};

const flows: readonly FlowSpec[] = [
  ...['a', 'b'].flatMap((site) => [flow(`${site}0`, 'a'), flow(`${site}1`, 'b')]),
  oneSource('c0', 'a'),
  flow('stopped1', 'b', { startAs: 'STANDBY' }),
  flow('tuesday1', 'b', { settings: { maintenance: { maintenanceDay: 'Tuesday' } } }),
  flow('elsewhere1', 'a', { settings: { maintenance: { maintenanceDay: 'Thursday' } } }),
];

const input = (id: string, ...names: readonly string[]): InputSpec => ({
  id,
  name: id,
  type: 'MEDIACONNECT',
  flowArns: names.map(flowArn),
});
const inputs: readonly InputSpec[] = [
  input('a', 'a0', 'a1'),
  input('b', 'b0', 'b1'),
  input('one-flow', 'b0'),
  input('one-zone', 'b0', 'elsewhere1'),
  input('crossed', 'b1', 'b0'),
  input('shared', 'b0', 'a1'),
  input('one-source', 'c0', 'b1'),
  input('stopped', 'b0', 'stopped1'),
  input('one-day', 'b0', 'tuesday1'),
  input('gone', 'b0', 'deleted1'),
  { id: 'push', name: 'push', type: 'RTP_PUSH', flowArns: [] },
];

const settings = { Destinations: destinations, EncoderSettings: encoder };
const encoding = (change: object) => ({
  settings: { ...settings, EncoderSettings: { ...encoder, ...change } },
});
const standby = (inputId: string): Partial<ChannelSpec> => ({
  attachments: [
    { name: 'site-a', inputId: 'a' },
    { name: 'site-b', inputId },
  ],
});
const webTo = (first: string, second: string) => ({
  settings: {
    ...settings,
    Destinations: [destinations[0], destination('web', `s3ssl://${first}`, `s3ssl://${second}`)],
  },
});

/** By the rule that has to find it: what is done to a sound channel. */
const planted: readonly (readonly [rule: string, what: string, change: Partial<ChannelSpec>])[] = [
  ['channel-class', 'a single pipeline', { channelClass: 'SINGLE_PIPELINE' }],
  ['two-attachments', 'one attachment', { attachments: [{ name: 'site-a', inputId: 'a' }] }],
  [
    'attachment-names',
    'an attachment without a name',
    {
      attachments: [
        { name: 'site-a', inputId: 'a' },
        { name: '', inputId: 'b' },
      ],
    },
  ],
  [
    'automatic-input-failover',
    'a pair of automatic input failover',
    {
      attachments: [
        {
          name: 'site-a',
          inputId: 'a',
          settings: {
            AutomaticInputFailoverSettings: {
              SecondaryInputId: 'b',
              InputPreference: 'PRIMARY_INPUT_PREFERRED',
            },
          },
        },
        { name: 'site-b', inputId: 'b' },
      ],
    },
  ],
  ['two-feeds', 'one flow behind an input', standby('one-flow')],
  ['flow-exists', 'a flow that is gone', standby('gone')],
  ['flow-zones', 'two flows in one zone', standby('one-zone')],
  ['same-zones', 'zones the other way round', standby('crossed')],
  ['own-flows', 'a flow of two inputs', standby('shared')],
  ['flow-running', 'a flow of the standby at rest', { ...standby('stopped'), startAs: 'RUNNING' }],
  ['source-failover', 'a flow with one source', standby('one-source')],
  ['flow-maintenance', 'maintenance of both flows on one day', standby('one-day')],
  ['standby-evidence', 'a standby without MediaConnect', standby('push')],
  [
    'repeat-frame',
    'the last picture for ever',
    encoding({ GlobalConfiguration: { InputLossBehavior: { RepeatFrameMsec: 1_000_000 } } }),
  ],
  [
    'pipeline-locking',
    'pipelines that are not locked',
    encoding({ GlobalConfiguration: { OutputLockingMode: 'DISABLED' } }),
  ],
  [
    'input-loss-action',
    'filler frames to MediaPackage',
    encoding({ OutputGroups: [hlsGroup('package', { ...packaged, InputLossAction: 'EMIT_OUTPUT' })] }),
  ],
  [
    'redundant-manifests',
    'S3 without redundant manifests',
    encoding({ OutputGroups: [hlsGroup('web', { RedundantManifest: 'DISABLED' })] }),
  ],
  ['manifest-destinations', 'two folders', webTo('bucket/one/pipeline-0', 'bucket/two/pipeline-1')],
  ['two-destinations', 'one base name for both', webTo('bucket/live/index', 'bucket/live/index')],
  [
    'segment-names',
    'segments that are only numbered',
    encoding({ OutputGroups: [hlsGroup('web', redundant, { SegmentModifier: '' })] }),
  ],
  ['foreign-switches', 'a switch of somebody else', {}],
];

const firstId = 2001;
export const soundChannelId = '1001';

/** A channel for each, in order: its id, and what its rule is to find. */
export const misconfigured = planted.map(([rule, what], index) => ({
  id: String(firstId + index),
  rule,
  what,
}));

const channel = (id: string, change: Partial<ChannelSpec> = {}): ChannelSpec => ({
  id,
  name: `channel-${id}`,
  channelClass: 'STANDARD',
  inputPrepare: true,
  startAs: 'IDLE',
  settings,
  attachments: change.attachments ?? standby('b').attachments ?? [],
  ...change,
});

export const plantedEstate: Estate = {
  account: '000000000000',
  region: 'eu-west-1',
  flows,
  inputs,
  channels: [
    channel(soundChannelId),
    ...planted.map(([, , change], index) => channel(String(firstId + index), change)),
  ],
};
