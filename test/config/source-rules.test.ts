import { describe, expect, it } from '@jest/globals';
import { here, refusal, secret, withSource } from './sound-channel.ts';

/** Goal: every rule on a single source that a configuration can break is refused in the rule's own words. */
const refusals: readonly [what: string, configuration: unknown, message: RegExp][] = [
  [
    'a Zixi source on another port',
    withSource('zixi-push', { allow: here, port: 2089 }),
    /2089: "Zixi push uses port 2088"/,
  ],
  [
    'an SRT listener on a reserved port',
    withSource('srt-listener', { allow: here, port: 2077 }),
    /2077: an SRT listener takes "ports 1024 to 65535/,
  ],
  [
    'an SRT listener on a reserved port',
    withSource('srt-listener', { allow: here, port: 2077 }),
    /2077: an SRT listener takes "ports 1024 to 65535/,
  ],
  [
    'a Zixi source on a port over a VPC',
    withSource('zixi-push', { overVpc: true, port: 2090 }),
    /2090: over a VPC interface "MediaConnect assigns a Zixi port from 2090 to 2099"/,
  ],
  [
    'an SRT caller on a port',
    withSource('srt-caller', { listener: { address: '203.0.113.9', port: 7000 }, port: 7000 }),
    /an SRT caller has no port of its own/,
  ],
  ['a port beyond all ports', withSource('rtp', { allow: here, port: 65_536 }), /Allowed: 1024 to 65535/],
  [
    'RIST on the last port',
    withSource('rist', { allow: here, port: 65_535 }),
    /65535: RIST also takes the next port.*Choose 65534 or less/,
  ],
  [
    'RTP-FEC on a port too near the last',
    withSource('rtp-fec', { allow: here, port: 65_532 }),
    /65532: RTP-FEC also takes the ports 2 and 4 above.*Choose 65531 or less/,
  ],
  [
    'a latency of SRT beyond its range',
    withSource('srt-listener', { allow: here, port: 7000, minLatency: '11s' }),
    /minLatency.*Allowed: 10ms to 10s/,
  ],
  [
    'a latency of RIST beyond its range',
    withSource('rist', { allow: here, port: 5000, maxLatency: '16s' }),
    /maxLatency.*Allowed: 1ms to 15s/,
  ],
  ['RTP without a port', withSource('rtp', { allow: here }), /rtp needs the port/],
  [
    'a source that nobody may send to',
    withSource('rtp', { port: 5000 }),
    /needs either an allow list or a VPC interface, neither/,
  ],
  [
    'a source that everyone may send to',
    withSource('rtp', { allow: '0.0.0.0/0', port: 5000 }),
    /"0\.0\.0\.0\/0" would let everyone send/,
  ],
  [
    'a source allowed twice over',
    withSource('rtp', { allow: here, overVpc: true, port: 5000 }),
    /VPC interface, both given[^]*overVpc needs a VPC interface/,
  ],
  ['an SRT caller with nobody to call', withSource('srt-caller', {}), /an SRT caller needs the listener/],
  [
    'an SRT caller that lets someone in',
    withSource('srt-caller', { allow: here, listener: { address: 'example.com', port: 7000 } }),
    /an SRT caller opens the connection itself/,
  ],
  [
    'a listener for RTP',
    withSource('rtp', { allow: here, port: 5000, listener: { address: '203.0.113.9', port: 7000 } }),
    /rtp is sent to the flow and calls nobody/,
  ],
  [
    'a stream id for RTP',
    withSource('rtp', { allow: here, port: 5000, streamId: 'x' }),
    /streamId is a setting of Zixi push and SRT caller/,
  ],
  [
    'least latency for RIST',
    withSource('rist', { allow: here, port: 5000, minLatency: '1s' }),
    /minLatency is a setting of SRT/,
  ],
  [
    'most latency for SRT',
    withSource('srt-listener', { allow: here, port: 5000, maxLatency: '1s' }),
    /maxLatency is a setting of RIST and Zixi push/,
  ],
  [
    'a bit rate for SRT',
    withSource('srt-listener', { allow: here, port: 5000, maxBitrateMbps: 10 }),
    /maxBitrateMbps is a setting of RIST, RTP and RTP-FEC/,
  ],
  [
    'encrypted RTP',
    withSource('rtp', { allow: here, port: 5000, encryption: { secret } }),
    /RIST, RTP and RTP-FEC: no encryption/,
  ],
  [
    'an algorithm for an SRT password',
    withSource('srt-listener', { allow: here, port: 5000, encryption: { secret, algorithm: 'aes128' } }),
    /the algorithm must be blank/,
  ],
  [
    'a Zixi key without algorithm',
    withSource('zixi-push', { allow: here, encryption: { secret } }),
    /a Zixi static key needs its algorithm/,
  ],
  [
    'a key in the file',
    withSource('srt-listener', { allow: here, port: 5000, encryption: { secret: 'hunter2' } }),
    /keys do not belong into this file/,
  ],
];

describe('a source', () => {
  it.each(refusals)('is refused with %s', (_what, configuration, message) => {
    expect(refusal(configuration)).toMatch(message);
  });

  it.each([
    [
      'an encrypted SRT source',
      withSource('srt-listener', { allow: here, port: 7000, encryption: { secret } }),
    ],
    [
      'an encrypted Zixi source',
      withSource('zixi-push', { allow: here, encryption: { secret, algorithm: 'aes256' } }),
    ],
  ])('is accepted with %s', (_what, configuration) => {
    expect(refusal(configuration)).toBe('');
  });
});
