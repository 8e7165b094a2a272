import { describe, expect, it } from '@jest/globals';
import { channel, flows, here, pair, refusal, rtp, there, withFailover } from './sound-channel.ts';

/** Goal: every rule on flows and the two sources of one that a configuration can break is refused in the rule's own words. */
const source = { allow: here, port: 5000 };
const withConfidence = (...outputs: object[]) => {
  const confidence = outputs.map((output) => ({ name: 'x', port: 7000, ...output }));
  const pipelines = [{ sources: [source], confidence }, { sources: [source] }];
  return channel({ inputs: { A: { mediaconnect: { protocol: 'rtp', pipelines } }, B: rtp } });
};

const refusals: readonly [what: string, configuration: unknown, message: RegExp][] = [
  [
    'two sources and no mode',
    channel({ inputs: { A: flows('rtp', pair('rtp')), B: rtp } }),
    /two sources need sourceFailover.*RTP: source failover/,
  ],
  [
    'a mode and one source',
    withFailover('rtp', { mode: 'merge' }, [{ allow: here, port: 5000 }]),
    /sourceFailover combines two sources/,
  ],
  [
    'three sources',
    withFailover('rtp', { mode: 'merge' }, [...pair('rtp'), { name: 'x', allow: here, port: 6000 }]),
    /two sources at most/,
  ],
  [
    'a recovery window without merge',
    withFailover('rtp', { mode: 'failover', recoveryWindow: '200ms' }),
    /recoveryWindow.*buffer of merge mode/,
  ],
  [
    'a recovery window beyond measure',
    withFailover('rtp', { mode: 'merge', recoveryWindow: '20s' }),
    /recoveryWindow.*Allowed: 100ms to 15s.*within 500ms/,
  ],
  [
    'a primary in merge',
    withFailover('rtp', { mode: 'merge', primary: 's0' }),
    /merge has no primary source/,
  ],
  [
    'a primary that is no source',
    withFailover('rtp', { mode: 'failover', primary: 'x' }),
    /"x" is not a source of both flows/,
  ],
  [
    'two sources of one name',
    withFailover('rtp', { mode: 'merge' }, [
      { allow: here, port: 5000 },
      { allow: there, port: 6000 },
    ]),
    /both sources are called "main"/,
  ],
  [
    'two sources on one port',
    withFailover('rtp', { mode: 'merge' }, [
      { name: 'a', allow: here, port: 5000 },
      { name: 'b', allow: there, port: 5000 },
    ]),
    /each source needs its own port/,
  ],
  [
    'RIST on the port after',
    withFailover('rist', { mode: 'merge' }, [
      { name: 'a', allow: here, port: 5000 },
      { name: 'b', allow: there, port: 5001 },
    ]),
    /both sources use port 5001/,
  ],
  [
    'RTP-FEC on a FEC port of the other',
    withFailover('rtp-fec', { mode: 'merge' }, [
      { name: 'a', allow: here, port: 5000 },
      { name: 'b', allow: there, port: 5004 },
    ]),
    /both sources use port 5004/,
  ],
  [
    'two Zixi sources of one stream',
    withFailover('zixi-push', { mode: 'merge' }, [
      { name: 'a', allow: here, streamId: 'x' },
      { name: 'b', allow: there, streamId: 'x' },
    ]),
    /told apart by their stream ids/,
  ],
  [
    'maintenance of both zones on one day',
    channel({
      inputs: {
        A: {
          mediaconnect: {
            protocol: 'rtp',
            pipelines: [
              { sources: [{ allow: here, port: 5000 }] },
              { sources: [{ allow: here, port: 5000 }], maintenance: { day: 'tuesday', hour: '04:00' } },
            ],
          },
        },
        B: rtp,
      },
    }),
    /both flows have their maintenance window on tuesday/,
  ],
  [
    'maintenance at half past',
    channel({
      inputs: {
        A: {
          mediaconnect: {
            protocol: 'rtp',
            pipelines: [
              { sources: [{ allow: here, port: 5000 }], maintenance: { day: 'monday', hour: '02:30' } },
              { sources: [{ allow: here, port: 5000 }] },
            ],
          },
        },
        B: rtp,
      },
    }),
    /"02:30" is not a full hour/,
  ],
  [
    'one flow for two pipelines',
    channel({
      inputs: {
        A: { mediaconnect: { protocol: 'rtp', pipelines: [{ sources: [{ allow: here, port: 5000 }] }] } },
        B: rtp,
      },
    }),
    /give two flows, first the one of pipeline 0/,
  ],
  [
    'a black picture too short to tell',
    channel({ inputs: { A: flows('rtp', [source], { monitoring: { black: '5s' } }), B: rtp } }),
    /monitoring\.black.*Allowed: 10s to 60s/,
  ],
  ['a confidence feed to nowhere', withConfidence({ protocol: 'rtp' }), /rtp sends: give the destination/],
  [
    'a confidence feed for everyone',
    withConfidence({ protocol: 'srt-listener' }),
    /an SRT listener needs to know who may connect/,
  ],
  [
    'a confidence feed that listens and sends',
    withConfidence({ protocol: 'srt-listener', allow: [here], destination: '203.0.113.9' }),
    /an SRT listener is connected to and sends to nobody/,
  ],
  [
    'a confidence feed on a reserved port',
    withConfidence({ protocol: 'srt-listener', allow: [here], port: 2088 }),
    /2088: an SRT listener takes "ports 1024 to 65535/,
  ],
  [
    'a confidence feed that sends and lets someone in',
    withConfidence({ protocol: 'rtp', destination: '203.0.113.9', allow: [here] }),
    /nobody connects to it/,
  ],
  [
    'a stream id of a confidence feed over RTP',
    withConfidence({ protocol: 'rtp', destination: '203.0.113.9', streamId: 'x' }),
    /streamId is a setting of Zixi push and SRT caller/,
  ],
  [
    'two confidence feeds of one name',
    withConfidence(
      { protocol: 'rtp', destination: '203.0.113.9' },
      { protocol: 'rtp', destination: '203.0.113.8' },
    ),
    /confidence\[1\].*"x" is given twice/,
  ],
  [
    'two confidence feeds that listen on one port',
    withConfidence(
      { protocol: 'srt-listener', allow: [here] },
      { protocol: 'srt-listener', allow: [here], name: 'y' },
    ),
    /two outputs listen on port 7000/,
  ],
  [
    'so many confidence feeds that nothing is watched any more',
    withConfidence(
      ...Array.from({ length: 10 }, (_, index) => ({
        name: `x${index}`,
        protocol: 'rtp',
        destination: '203.0.113.9',
      })),
    ),
    /10 outputs: with more than 10, MediaLive's own among them/,
  ],
  [
    'more confidence feeds than a flow has outputs',
    withConfidence(
      ...Array.from({ length: 50 }, (_, index) => ({
        name: `x${index}`,
        protocol: 'rtp',
        destination: '203.0.113.9',
      })),
    ),
    /50 outputs: "50 outputs per flow"/,
  ],
];

describe('a contribution feed', () => {
  it.each(refusals)('is refused with %s', (_what, configuration, message) => {
    expect(refusal(configuration)).toMatch(message);
  });
});
