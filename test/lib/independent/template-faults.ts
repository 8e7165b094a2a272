import type { StackTemplate, TemplateResource } from './deployed-template.ts';
import { eachStack, replaced, set, type Fault } from './plant.ts';

const encoder = 'EncoderSettings';
const hls = `${encoder}.OutputGroups.1.OutputGroupSettings.HlsGroupSettings`;
const epoch = set(
  'AWS::MediaLive::Channel',
  `${encoder}.GlobalConfiguration.OutputLockingMode`,
  'EPOCH_LOCKING',
);

/** Faults in properties, names, order and numbers. */
export const templateFaults: readonly Fault[] = [
  // CloudFormation's specification.
  ['an unknown property', set('AWS::MediaLive::Channel', 'Colour', 'red'), /Properties\.Colour is unknown/],
  [
    'an unknown nested property',
    set('AWS::MediaConnect::Flow', 'Source.Protocl', 'rtp'),
    /Properties\.Source\.Protocl is unknown/,
  ],
  [
    'a missing property',
    set('AWS::MediaConnect::Flow', 'Source', undefined),
    /Properties\.Source is required/,
  ],
  [
    'a value that is none of those allowed',
    set('AWS::MediaConnect::Flow', 'Source.Protocol', 'rtpx'),
    /"rtpx" is not allowed/,
  ],
  [
    'a text for a number',
    set('AWS::MediaConnect::Flow', 'Source.IngestPort', 'seven', 'rtp-fec'),
    /expected a number, got "seven"/,
  ],
  ['a text for a list', set('AWS::MediaLive::Channel', 'InputAttachments', 'A'), /expected a list/],
  // The services' own models.
  [
    'a value that only MediaLive knows to be wrong',
    set('AWS::MediaLive::Channel', 'ChannelClass', 'STANDART'),
    /STANDART.*is not allowed|STANDART/,
  ],
  [
    'a number above the most',
    set(
      'AWS::MediaLive::Channel',
      `${encoder}.GlobalConfiguration.InputLossBehavior.BlackFrameMsec`,
      1_000_001,
    ),
    /BlackFrameMsec "1000001" must be from 0 to 1000000/,
  ],
  [
    'a number below the least',
    set('AWS::MediaLive::Channel', `${encoder}.VideoDescriptions.0.CodecSettings.H264Settings.Bitrate`, 999),
    /Bitrate "999" must be from 1000/,
  ],
  [
    'a text that is too long',
    set('AWS::MediaPackageV2::ChannelGroup', 'ChannelGroupName', 'x'.repeat(257)),
    /must be from 1 to 256 characters/,
  ],
  [
    'a text of the wrong form',
    set('AWS::MediaPackageV2::Channel', 'ChannelName', 'news one'),
    /"news one" does not match/,
  ],
  [
    'a segment that MediaPackage does not make',
    set('AWS::MediaPackageV2::OriginEndpoint', 'Segment.SegmentDurationSeconds', 31),
    /SegmentDurationSeconds "31" must be from 1 to 30/,
  ],
  // What AWS's own constructs refuse.
  ['too long a flow name', set('AWS::MediaConnect::Flow', 'Name', 'x'.repeat(65)), /is not 1 to 64 letters/],
  ['a flow name with a space', set('AWS::MediaConnect::Flow', 'Name', 'news one'), /is not 1 to 64 letters/],
  [
    'a port below 1024',
    set('AWS::MediaConnect::Flow', 'Source.IngestPort', 1023, 'rtp-fec'),
    /Ingest port 1023 is below 1024/,
  ],
  [
    'a port of Zixi for SRT',
    set('AWS::MediaConnect::Flow', 'Source.IngestPort', 2088, 'srt-listener'),
    /Port 2088 is reserved for Zixi/,
  ],
  [
    'a port of Zixi to call',
    set('AWS::MediaConnect::FlowSource', 'SourceListenerPort', 2077, 'srt-caller'),
    /Listener port 2077 is reserved for Zixi/,
  ],
  [
    'a port for a Zixi source',
    set('AWS::MediaConnect::Flow', 'Source.Protocol', 'zixi-push', 'rtp-fec'),
    /gives a Zixi source its port/,
  ],
  [
    'a primary that comes too late',
    set(
      'AWS::MediaConnect::Flow',
      'SourceFailoverConfig.SourcePriority.PrimarySource',
      'backup',
      'srt-caller',
    ),
    /is not the source that the flow is made with/,
  ],
  ['epoch locking by the system clock', epoch, /OutputTimingSource must be INPUT_CLOCK/],
  [
    'epoch locking with the programme time of the system',
    (deployment) =>
      set('AWS::MediaLive::Channel', `${hls}.ProgramDateTimeClock`, 'SYSTEM_CLOCK')(epoch(deployment)),
    /ProgramDateTimeClock must be INITIALIZE_FROM_OUTPUT_TIMECODE/,
  ],
  [
    'too long a name of an access control',
    set(
      'AWS::CloudFront::OriginAccessControl',
      'OriginAccessControlConfig.Name',
      `eu-west-1${'x'.repeat(56)}`,
    ),
    /is longer than 64 characters/,
  ],
  [
    'too long a comment',
    set('AWS::CloudFront::CachePolicy', 'CachePolicyConfig.Comment', 'x'.repeat(129)),
    /Comment is longer than 128/,
  ],
  [
    'thumbnails that the role may not write',
    set('AWS::MediaLive::Channel', `${encoder}.ThumbnailConfiguration`, undefined),
    /makes thumbnails/,
  ],
  [
    'no ad markers at an endpoint',
    set('AWS::MediaPackageV2::OriginEndpoint', 'Segment.Scte', undefined),
    /shows no ad markers/,
  ],
  [
    'an origin whose requests are not signed',
    set(
      'AWS::CloudFront::Distribution',
      'DistributionConfig.Origins.0.OriginAccessControlId',
      undefined,
      'S3OriginConfig',
    ),
    /without an access control/,
  ],
  [
    'an alarm on the metric of every deployment',
    set('AWS::CloudWatch::Alarm', 'Dimensions', undefined, 'ReconcilerRuns'),
    /is on a metric that every deployment of the region has/,
  ],
  // Names, order and quotas.
  [
    'a name that is the same in every region',
    set('AWS::CloudFront::OriginAccessControl', 'OriginAccessControlConfig.Name', 'sports-s3'),
    /"sports-s3" is the same in every region/,
  ],
  [
    'a policy name that is the same in every region',
    set('AWS::CloudFront::CachePolicy', 'CachePolicyConfig.Name', 'sports-playlists'),
    /"sports-playlists" is the same in every region/,
  ],
  [
    'an id that is the same in every deployment',
    set('AWS::MediaPackage::Channel', 'Id', 'news-main'),
    /news-main is the same in every deployment/,
  ],
  [
    'a policy that comes after its use',
    (deployment) =>
      replaced(deployment, 'AWS::MediaConnect::Flow', 'VpcInterfaces', (flow) => ({
        ...flow,
        dependsOn: [],
      })),
    /uses .*VpcInterfaceRole.* while it is made/,
  ],
  [
    'a stack that does not wait for what it names',
    eachStack((stack) => ({ ...stack, after: [] })),
    /does not wait for it/,
  ],
  [
    'more cache policies than an account has',
    eachStack((stack) =>
      stack.name.endsWith('-origins')
        ? { ...stack, resources: { ...stack.resources, ...manyPolicies(stack) } }
        : stack,
    ),
    /21 of AWS::CloudFront::CachePolicy: an account has 20/,
  ],
];

function manyPolicies({ resources }: StackTemplate): Record<string, TemplateResource> {
  const policy = Object.values(resources).find(({ type }) => type === 'AWS::CloudFront::CachePolicy');
  if (policy === undefined) throw new Error('The example has no cache policy.');
  return Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`Policy${index}`, policy]));
}
