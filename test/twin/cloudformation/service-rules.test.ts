import { describe, expect, it } from '@jest/globals';
import { rangeFindings } from '../../../twin/cloudformation/ranges.ts';
import { serviceFindings } from '../../../twin/cloudformation/service-rules.ts';
import type { JsonObject } from '../../../twin/gateway/json-value.ts';

/** Goal: what a service refuses although CloudFormation's specification allows it is refused in the twin, at its very edge. */
const flow = 'AWS::MediaConnect::Flow';
const withSource = (source: JsonObject): JsonObject => ({
  Name: 'news',
  Source: { Name: 'main', ...source },
});

describe('a service', () => {
  it.each<[string, string, JsonObject, RegExp]>([
    [
      'a port below those of MediaConnect',
      flow,
      withSource({ Protocol: 'rtp', IngestPort: 1023 }),
      /Ingest port 1023/,
    ],
    [
      'a port for a Zixi source',
      flow,
      withSource({ Protocol: 'zixi-push', IngestPort: 2088 }),
      /source its port; got 2088/,
    ],
    [
      'too long a name of a flow',
      flow,
      { ...withSource({}), Name: 'x'.repeat(65) },
      /is not 1 to 64 letters/,
    ],
    [
      'epoch locking by the system clock',
      'AWS::MediaLive::Channel',
      {
        EncoderSettings: {
          GlobalConfiguration: { OutputLockingMode: 'EPOCH_LOCKING', OutputTimingSource: 'SYSTEM_CLOCK' },
        },
      },
      /OutputTimingSource must be INPUT_CLOCK with epoch locking/,
    ],
  ])('refuses %s, and says who says so', (_what, type, properties, message) => {
    const [finding, ...others] = serviceFindings(type, properties);
    expect(finding).toMatch(message);
    expect(finding).toMatch(/aws\/aws-cdk/);
    expect(others).toEqual([]);
  });

  it.each<[string, JsonObject]>([
    ['the first port', withSource({ Protocol: 'rtp', IngestPort: 1024 })],
    ['no port for Zixi', withSource({ Protocol: 'zixi-push' })],
    ['the longest name', { ...withSource({}), Name: 'x'.repeat(64) }],
  ])('takes %s', (_what, properties) => {
    expect(serviceFindings(flow, properties)).toEqual([]);
  });

  it('has least and most of a number in its model', () => {
    const repeatFor = (RepeatFrameMsec: number): JsonObject => ({
      EncoderSettings: { GlobalConfiguration: { InputLossBehavior: { RepeatFrameMsec } } },
    });
    expect(rangeFindings('AWS::MediaLive::Channel', repeatFor(1_000_000))).toEqual([]);
    expect(rangeFindings('AWS::MediaLive::Channel', repeatFor(1_000_001))).toEqual([
      'Properties.EncoderSettings.GlobalConfiguration.InputLossBehavior.RepeatFrameMsec "1000001" must be from 0 to 1000000.',
    ]);
  });
});
