import { describe, expect, it } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { minimal, minimalText } from '../../config/minimal.ts';
import { templatesOf } from '../synthesize.ts';

const [template] = templatesOf(minimalText);
if (template === undefined) throw new Error('No stack was built.');

describe('the alarms of the control plane', () => {
  it('are one for each way in which it may fail', () => {
    const alarms = Object.keys(template.findResources('AWS::CloudWatch::Alarm'))
      .map((id) => id.replace(/^Alarms(\w+?)[0-9A-F]{8}$/, '$1'))
      .sort();
    expect(alarms).toEqual([
      'ChannelStopped',
      'ControllerErrors',
      'ControllerThrottles',
      'DeadLetters',
      'FailoverPrevented',
      'LooksOverdue',
      'OffAirone',
      'ReconcilerErrors',
      'ReconcilerSilent',
      'StandbyUnhealthyone',
      'SwitchFailed',
    ]);
  });

  it('stay red as long as it is true, and do not call a single event over', () => {
    const alarm = (name: string) =>
      Object.entries(template.findResources('AWS::CloudWatch::Alarm')).find(([id]) => id.includes(name))?.[1];
    const properties = (name: string) => alarm(name)?.['Properties'] as Record<string, unknown>;
    expect(properties('OffAir')).toMatchObject({ TreatMissingData: 'ignore', Statistic: 'Maximum' });
    expect(properties('OffAir')['Dimensions']).toEqual([
      { Name: 'Channel', Value: expect.any(String) },
      { Name: 'Deployment', Value: 'failover' },
    ]);
    expect(properties('ReconcilerSilent')).toMatchObject({ TreatMissingData: 'breaching' });
    for (const name of ['FailoverPrevented', 'SwitchFailed']) {
      expect(properties(name)).not.toHaveProperty('OKActions');
    }
    expect(properties('ChannelStopped')).not.toHaveProperty('AlarmActions');
  });

  it('ring when a channel has not been looked at for more than the two minutes that are promised', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'OldestLookSeconds',
      Statistic: 'Maximum',
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: 120,
      EvaluationPeriods: 3,
      TreatMissingData: 'notBreaching',
    });
  });

  it('are one for all channels where there are many, which no other channel turns green', () => {
    const many = Array.from({ length: 200 }, (_, index) => ({
      ...minimal.channels[0],
      name: `channel-${index}`,
      existing: { arn: `arn:aws:medialive:eu-west-1:000000000000:channel:${1_000_000 + index}` },
    }));
    const [large] = templatesOf(JSON.stringify({ ...minimal, channels: many }));
    const alarms = large?.findResources('AWS::CloudWatch::Alarm', { Properties: { MetricName: 'OffAir' } });
    expect(Object.values(alarms ?? {})).toEqual([
      expect.objectContaining({
        Properties: expect.objectContaining({ EvaluationPeriods: 2, DatapointsToAlarm: 1 }),
      }),
    ]);
  });

  it('are on gauges that the functions name the channel in, and on each of those', () => {
    const alarmed = Object.values(template.findResources('AWS::CloudWatch::Alarm'))
      .map((alarm) => alarm['Properties'] as { MetricName: string; Dimensions?: { Name: string }[] })
      .filter(({ Dimensions = [] }) => Dimensions.some(({ Name }) => Name === 'Channel'))
      .map(({ MetricName }) => MetricName);
    const environment = { Variables: Match.objectLike({ ALARMED_BY_CHANNEL: alarmed.join(',') }) };
    expect(alarmed).toEqual(['OffAir', 'StandbyUnhealthy']);
    template.resourcePropertiesCountIs('AWS::Lambda::Function', { Environment: environment }, 2);
  });
});
