import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { loadConfiguration } from '../../config/load-configuration.ts';
import { isRecord, propertyOf, templatesOf } from '../lib/synthesize.ts';
import { channel, here, refusal, rtp } from './sound-channel.ts';

/** Goal: what people write for RTMP and NDI is built, or refused in words that say what to do. */
const fileRefusal = (name: string): string => {
  try {
    loadConfiguration(join(import.meta.dirname, 'cases', name));
    return '';
  } catch (error) {
    return String(error);
  }
};
const fedBy = (rtmp: object, alerts?: object) => ({
  ...channel({ inputs: { A: { rtmp }, B: rtp } }),
  groups: { news: { inputGroups: ['A', 'B'], ...(alerts === undefined ? {} : { alerts }) } },
});

describe('a configuration from the field', () => {
  it.each([
    ['RTMP into MediaConnect', 'build-rtmp.yaml', /"rtmp" cannot feed a flow here.*Write rtmp: \{ allow:/],
    ['NDI', 'build-ndi-speed-hq.yaml', /"ndi-speed-hq" cannot feed a flow here.*Have the site send SRT/],
    ['flows of an RTMP input', 'build-rtmp-input.yaml', /straight into MediaLive, so it has no flows/],
    ['a source that everyone may send to', 'build-rtmp.yaml', /"0\.0\.0\.0\/0" would let everyone send/],
  ])('with %s is told what to do', (_what, file, message) => {
    expect(fileRefusal(file)).toMatch(message);
  });
});

describe('an RTMP push input', () => {
  it.each([
    ['nobody who may send', {}, /rtmp\.allow.*is missing.*Give the addresses that may send/],
    ['one stream', { allow: [here], streams: ['live/a'] }, /two stream names/],
    ['one stream for both', { allow: [here], streams: ['live/a', 'live/a'] }, /"live\/a": give each/],
    ['no instance', { allow: [here], streams: ['a', 'b'] }, /"a" is not the name of an RTMP stream/],
  ])('with %s is refused', (_what, rtmp, message) => {
    expect(refusal(fedBy(rtmp))).toMatch(message);
  });

  it('is refused where the policy counts nothing by which its loss shows', () => {
    const told = refusal(fedBy({ allow: [here] }, { 'Stopped Receiving UDP Input': {} }));
    expect(told).toMatch(/nothing would tell.*"RTMP Stream Not Found".*counts Stopped Receiving UDP Input/);
    expect(told).toContain('RTMP Server Disconnected: {}');
  });

  it.each([[undefined], [{ 'Video Not Detected': {} }], [{ 'RTMP Stream Not Found': {} }]])(
    'is accepted where the alerts are %j',
    (alerts) => {
      expect(refusal(fedBy({ allow: [here] }, alerts))).toBe('');
    },
  );

  it('asks for an address and a stream name of its own for each pipeline', () => {
    const file = join(import.meta.dirname, '../../examples/one-channel-rtmp.yaml');
    const inputs = templatesOf(readFileSync(file, 'utf8')).flatMap((template) =>
      Object.values(template.findResources('AWS::MediaLive::Input')),
    );
    expect(inputs.filter(isRecord).map((input) => propertyOf(input, 'Type'))).toEqual([
      'RTMP_PUSH',
      'RTMP_PUSH',
    ]);
    expect(inputs.map((input) => propertyOf(input, 'Destinations'))).toEqual([
      [{ StreamName: 'live/site-a-0' }, { StreamName: 'live/site-a-1' }],
      [{ StreamName: 'regional-one-B/pipeline-0' }, { StreamName: 'regional-one-B/pipeline-1' }],
    ]);
  });
});
