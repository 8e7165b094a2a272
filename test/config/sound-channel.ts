import { stringify } from 'yaml';
import { parseConfiguration } from '../../config/load-configuration.ts';
import { ConfigurationError } from '../../config/problem.ts';

/** A sound channel to be built, in parts, to change one thing of at a time. */

export const secret = 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:site-AbCdEf';
export const [here, there] = ['203.0.113.10/32', '203.0.113.11/32'];

export const flows = (protocol: string, sources: object[], more: object = {}) => ({
  mediaconnect: { protocol, pipelines: [{ sources }, { sources }], ...more },
});
export const rtp = flows('rtp', [{ allow: here, port: 5000 }]);
export const output = { name: 'main', type: 'mediapackage-v2' };
export const s3 = { name: 'web', type: 's3' };

/** Two sources that are sound for the protocol. */
export function pair(protocol: string): object[] {
  if (protocol === 'srt-caller') {
    return ['one', 'two'].map((name) => ({ name, listener: { address: '203.0.113.9', port: 7000 } }));
  }
  const zixi = protocol.startsWith('zixi');
  return [here, there].map((allow, index) => ({
    name: `s${index}`,
    allow,
    ...(zixi ? { streamId: `s${index}` } : { port: 5000 + 100 * index }),
  }));
}

export const withFailover = (protocol: string, sourceFailover: object, sources = pair(protocol)) =>
  channel({ inputs: { A: flows(protocol, sources, { sourceFailover }), B: rtp } });
export const withSource = (protocol: string, source: object) =>
  channel({ inputs: { A: flows(protocol, [source]), B: rtp } });
export const withOutput = (change: object, encoding: object = {}) =>
  channel({ outputs: [{ ...output, ...change }], encoding });
export const withS3 = (change: object, encoding: object = {}) =>
  channel({ outputs: [{ ...s3, ...change }], encoding });

export function channel(change: object) {
  return {
    name: 'live',
    region: 'eu-west-1',
    groups: { news: { sites: ['A', 'B'] } },
    channels: [
      {
        name: 'one',
        group: 'news',
        build: {
          availabilityZones: ['eu-west-1a', 'eu-west-1b'],
          inputs: { A: rtp, B: rtp },
          outputs: [output],
          ...change,
        },
      },
    ],
  };
}

/** What the configuration is told; empty: it is accepted. */
export function refusal(configuration: unknown): string {
  try {
    parseConfiguration(stringify(configuration), 'given.yaml');
    return '';
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
}
