/** Goal: each setting that makes failover work is in the templates of the example with everything in it. */
import { describe, expect, it } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { isRecord, normalised, propertyOf } from '../synthesize.ts';
import { named, templates } from './three-channels.ts';

const group = (name: string, settings: object) =>
  Match.objectLike({ Name: name, OutputGroupSettings: Match.objectLike(settings) });
const withGroup = (name: string, settings: object) => ({
  EncoderSettings: { OutputGroups: Match.arrayWith([group(name, settings)]) },
});

describe('the contribution of a channel', () => {
  const template = named('sports-one-contribution');

  it('has a flow for each pipeline and site, pipeline 0 in the first zone and pipeline 1 in the second', () => {
    const flows = Object.values(template.findResources('AWS::MediaConnect::Flow'));
    expect(flows.map((flow) => [propertyOf(flow, 'Name'), propertyOf(flow, 'AvailabilityZone')])).toEqual([
      ['sports-one-A-0', 'eu-west-1a'],
      ['sports-one-A-1', 'eu-west-1b'],
      ['sports-one-B-0', 'eu-west-1a'],
      ['sports-one-B-1', 'eu-west-1b'],
    ]);
  });

  it('merges the two sources of a flow', () => {
    template.resourcePropertiesCountIs(
      'AWS::MediaConnect::Flow',
      { SourceFailoverConfig: { State: 'ENABLED', FailoverMode: 'MERGE', RecoveryWindow: 300 } },
      2,
    );
    template.resourcePropertiesCountIs(
      'AWS::MediaConnect::FlowSource',
      {
        Name: 'carrier-y',
        Protocol: 'rtp-fec',
        WhitelistCidr: Match.stringLikeRegexp('/32$'),
        IngestPort: 5010,
      },
      2,
    );
    expect(Object.keys(template.findResources('AWS::MediaConnect::FlowSource'))).toHaveLength(2);
  });

  it('keeps the maintenance of the two zones apart', () => {
    const flows = Object.values(template.findResources('AWS::MediaConnect::Flow'));
    expect(flows.map((flow) => propertyOf(flow, 'Maintenance'))).toEqual(
      ['Tuesday', 'Thursday', 'Tuesday', 'Thursday'].map((MaintenanceDay) => ({
        MaintenanceDay,
        MaintenanceStartHour: '02:00',
      })),
    );
  });

  it('watches the content of every flow', () => {
    const flows = Object.values(template.findResources('AWS::MediaConnect::Flow'));
    for (const flow of flows) {
      expect(propertyOf(flow, 'SourceMonitoringConfig')).toMatchObject({
        ThumbnailState: 'ENABLED',
        ContentQualityAnalysisState: 'ENABLED',
      });
    }
    expect(flows).not.toHaveLength(0);
  });

  it('has MediaConnect keep its interface in a VPC, where a source comes that way', () => {
    const inVpc = named('sports-two-contribution');
    inVpc.resourcePropertiesCountIs(
      'AWS::MediaConnect::Flow',
      {
        VpcInterfaces: Match.anyValue(),
        Source: { VpcInterfaceName: 'contribution', WhitelistCidr: Match.absent() },
      },
      2,
    );
    expect(Object.keys(inVpc.findResources('AWS::IAM::Role'))).toHaveLength(2);
  });
});

describe('a channel', () => {
  const template = named('sports-one-channel');

  it('has two locked pipelines, prepares inputs, and repeats the last picture only briefly', () => {
    template.hasResourceProperties('AWS::MediaLive::Channel', {
      ChannelClass: 'STANDARD',
      EncoderSettings: {
        FeatureActivations: { InputPrepareScheduleActions: 'ENABLED' },
        TimecodeConfig: { Source: 'EMBEDDED' },
        GlobalConfiguration: {
          OutputLockingMode: 'PIPELINE_LOCKING',
          OutputLockingSettings: { PipelineLockingSettings: { PipelineLockingMethod: 'SOURCE_TIMECODE' } },
          OutputTimingSource: 'SYSTEM_CLOCK',
          InputLossBehavior: { RepeatFrameMsec: 500 },
        },
      },
    });
    expect(Object.keys(template.findResources('AWS::MediaLive::Channel'))).toHaveLength(1);
  });

  it('has an attachment for each site in order of priority, each with two flows', () => {
    const [channel] = Object.values(template.findResources('AWS::MediaLive::Channel'));
    const attachments = propertyOf(channel, 'InputAttachments');
    expect(
      Array.isArray(attachments) &&
        attachments.map((each: unknown) => isRecord(each) && each['InputAttachmentName']),
    ).toEqual(['A', 'B']);
    template.allResourcesProperties('AWS::MediaLive::Input', {
      Type: 'MEDIACONNECT',
      MediaConnectFlows: [Match.anyValue(), Match.anyValue()],
    });
  });

  it('takes RTP from the named senders, at an address for each pipeline', () => {
    const direct = named('news-two-channel');
    direct.allResourcesProperties('AWS::MediaLive::Input', { Type: 'RTP_PUSH', Destinations: [{}, {}] });
    direct.hasResourceProperties('AWS::MediaLive::InputSecurityGroup', {
      WhitelistRules: [{ Cidr: '203.0.113.40/32' }],
    });
    expect(direct.findResources('AWS::MediaConnect::Flow')).toEqual({});
  });

  it('falls silent on the HLS way to MediaPackage v2 when a pipeline has no input', () => {
    const hls = named('news-two-channel');
    const settings = {
      HlsGroupSettings: Match.objectLike({
        InputLossAction: 'PAUSE_OUTPUT',
        RedundantManifest: 'DISABLED',
        ProgramDateTime: 'INCLUDE',
        HlsCdnSettings: { HlsBasicPutSettings: Match.anyValue() },
      }),
    };
    hls.hasResourceProperties('AWS::MediaLive::Channel', withGroup('main', settings));
    expect(hls).toBeDefined();
  });

  it('lists both pipelines in the manifests on S3, under different names in one folder, and may delete them', () => {
    const settings = {
      HlsGroupSettings: Match.objectLike({
        InputLossAction: 'PAUSE_OUTPUT',
        RedundantManifest: 'ENABLED',
        IndexNSegments: 6,
        KeepSegments: 13,
      }),
    };
    template.hasResourceProperties('AWS::MediaLive::Channel', withGroup('archive', settings));
    const [channel] = Object.values(template.findResources('AWS::MediaLive::Channel'));
    const text = JSON.stringify(propertyOf(channel, 'Destinations'));
    expect(text).toContain('/live/sports-one/pipeline-0"');
    expect(text).toContain('/live/sports-one/pipeline-1"');
    expect(JSON.stringify(template.findResources('AWS::IAM::Policy'))).toContain('s3:DeleteObject');
  });

  it('feeds both ingest endpoints of MediaPackage v2, which chooses by quality', () => {
    const ingest = (pipeline: number) => ({
      Url: { 'Fn::Select': [pipeline, { 'Fn::GetAtt': [Match.anyValue(), 'IngestEndpointUrls'] }] },
    });
    template.hasResourceProperties('AWS::MediaLive::Channel', {
      Destinations: Match.arrayWith([{ Id: 'main', Settings: [ingest(0), ingest(1)] }]),
      ...withGroup('main', { CmafIngestGroupSettings: Match.anyValue() }),
    });
    template.allResourcesProperties('AWS::MediaPackageV2::Channel', {
      InputType: 'CMAF',
      InputSwitchConfiguration: { MQCSInputSwitching: true },
      OutputHeaderConfiguration: { PublishMQCS: true },
    });
    expect(Object.keys(template.findResources('AWS::MediaPackageV2::Channel'))).toHaveLength(2);
  });

  it('serves both pipelines through one destination of a MediaPackage group', () => {
    const v1 = named('sports-two-channel');
    v1.hasResourceProperties('AWS::MediaLive::Channel', {
      Destinations: [{ Id: 'main', MediaPackageSettings: [{ ChannelId: Match.anyValue() }] }],
      ...withGroup('main', { MediaPackageGroupSettings: Match.anyValue() }),
    });
    v1.hasResourceProperties('AWS::MediaPackage::OriginEndpoint', { Authorization: Match.anyValue() });
    expect(v1).toBeDefined();
  });
});

describe('the failover group of a channel that is built', () => {
  it('is given the flows, the attachments and the channel without an ARN typed by hand', () => {
    const members = Object.values(named('control-plane').findResources('Custom::FailoverChannels')).flatMap(
      (resource) => propertyOf(resource, 'Channels'),
    );
    expect(members).toHaveLength(3);
    const one = JSON.stringify(members.find((member) => isRecord(member) && member['Name'] === 'sports-one'));
    expect(one).toContain('sports-sports-one-contribution:');
    expect(one).toContain('"Sources":"2"');
  });
});

describe('the alarms', () => {
  it('ring for what each channel that is built could not be started or stopped over', () => {
    const alarms = Object.entries(named('control-plane').findResources('AWS::CloudWatch::Alarm'));
    const queues = alarms
      .filter(([id]) => id.startsWith('AlarmsWorkflowDeadLetters'))
      .map(([, alarm]) => JSON.stringify(propertyOf(alarm, 'Dimensions')));
    expect(queues).toEqual(
      ['sports-one', 'sports-two', 'news-two'].map((name) =>
        expect.stringContaining(`sports-${name}-channel:ExportsOutputFnGetAttLifecycleFunctionDeadLetters`),
      ),
    );
  });
});

describe('the templates', () => {
  it.each([...templates.keys()])('of %s change only where they are changed', (name) => {
    expect(normalised(named(name.replace('sports-', '')))).toMatchSnapshot();
  });
});
