import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readEstate } from '../../twin/estate-file.ts';
import { inputKinds, inputTypes } from '../../twin/medialive/input-kinds.ts';
import { scratchFolder } from '../scratch-folder.ts';

const folder = scratchFolder('twin-estate');

const arn = (kind: string, name: string): string =>
  `arn:aws:mediaconnect:eu-west-1:000000000000:${kind}:1-abc-def:${name}`;
const flow = (name: string, zone: string, rest = {}) => ({
  arn: arn('flow', name),
  name,
  availabilityZone: `eu-west-1${zone}`,
  sources: [{ arn: arn('source', name), name: 'main' }],
  startAs: 'ACTIVE',
  ...rest,
});
const pair = {
  id: 'pair',
  name: 'site-a',
  type: 'MEDIACONNECT',
  flowArns: [arn('flow', 'a-0'), arn('flow', 'a-1')],
};
const channel = (...inputIds: string[]) => ({
  id: '1',
  name: 'news',
  channelClass: 'STANDARD',
  attachments: inputIds.map((inputId) => ({ name: inputId, inputId })),
  inputPrepare: false,
  startAs: 'RUNNING',
});

function read(parts: object) {
  const flows = [flow('a-0', 'a'), flow('a-1', 'b')];
  const place = { account: '000000000000', region: 'eu-west-1' };
  const file = join(folder, 'estate.json');
  writeFileSync(
    file,
    JSON.stringify({ ...place, flows, inputs: [pair], channels: [channel('pair')], ...parts }),
  );
  return readEstate(file);
}

const second = (rest: object) => ({
  inputs: [pair, { id: 'second', name: 'b', ...rest }],
  channels: [channel('pair', 'second')],
});

describe('an estate', () => {
  it.each(inputTypes.filter((type) => inputKinds[type].way !== 'flows'))(
    'may have inputs of type %s',
    (type) => {
      expect(read(second({ type })).inputs[1]).toEqual({ id: 'second', name: 'b', type, flowArns: [] });
    },
  );

  it.each([
    'rtp',
    'rtp-fec',
    'rist',
    'udp',
    'srt-listener',
    'srt-caller',
    'zixi-push',
    'zixi-pull',
    'cdi',
    'ndi-speed-hq',
  ])('may have flows whose source speaks %s', (protocol) => {
    const sources = [
      { arn: arn('source', 'a-0'), name: 'main', protocol, settings: { transport: { minLatency: 2000 } } },
    ];
    expect(read({ flows: [flow('a-0', 'a', { sources }), flow('a-1', 'b')] }).flows[0]).toMatchObject({
      sources,
    });
  });

  it('says where its files, streams and far ends are', () => {
    const sources = [{ url: 's3ssl://slates/a.mp4' }, { url: 's3ssl://slates/b.mp4', username: 'u' }];
    const streamNames = ['live/a', 'live/b'];
    const settings = { SrtSettings: { SrtCallerSources: [] } };
    expect(read(second({ type: 'MP4_FILE', sources })).inputs[1]).toMatchObject({ sources });
    expect(read(second({ type: 'RTMP_PUSH', streamNames })).inputs[1]).toMatchObject({ streamNames });
    expect(read(second({ type: 'SRT_CALLER', settings })).inputs[1]).toMatchObject({ settings });
  });

  it.each<[string, object, string]>([
    [
      'an unknown type',
      second({ type: 'HLS' }),
      'at inputs.1.type: There is no input type "HLS". There are: AWS_CDI,',
    ],
    ['a key that nobody knows', second({ type: 'RTP_PUSH', flow: [] }), 'at inputs.1.flow'],
    [
      'flows behind a push input',
      second({ type: 'UDP_PUSH', flowArns: [arn('flow', 'a-0')] }),
      'Input second: An input of type UDP_PUSH takes no flows; only MEDIACONNECT does.',
    ],
    [
      'an input of no flow',
      { inputs: [{ ...pair, flowArns: [] }] },
      'Input pair: The input has 0 flows; allowed are one, or two',
    ],
    [
      'an input of a flow that is not there',
      { flows: [] },
      `Input pair: There is no flow ${arn('flow', 'a-0')}.`,
    ],
    [
      'an unknown protocol',
      {
        flows: [
          flow('a-0', 'a', { sources: [{ arn: arn('source', 'x'), name: 'main', protocol: 'srt' }] }),
          flow('a-1', 'b'),
        ],
      },
      'Flow a-0: source main has the protocol "srt"; there are: cdi,',
    ],
    [
      'an ARN of another account',
      { flows: [flow('a-0', 'a', { arn: 'arn:aws:mediaconnect:eu-west-1:1:flow:x:a-0' }), flow('a-1', 'b')] },
      'Flow a-0: the ARN "arn:aws:mediaconnect:eu-west-1:1:flow:x:a-0" must start with',
    ],
    [
      'two flows in one zone',
      { flows: [flow('a-0', 'a'), flow('a-1', 'a')] },
      'Input pair: Both flows are in eu-west-1a',
    ],
    [
      'two channels of one id',
      { channels: [channel('pair'), channel('pair')] },
      'There are two channels "1"; allowed is one.',
    ],
    [
      'two channels on one input',
      { channels: [channel('pair'), { ...channel('pair'), id: '2' }] },
      'There are two attachments to one input "pair"',
    ],
    [
      'a channel without an input',
      { channels: [channel()] },
      'Channel 1: It has no input attachment; give it one or more.',
    ],
    [
      'a channel on an unknown input',
      { channels: [channel('none')] },
      'Channel 1: none: there is no input none.',
    ],
    [
      'three push inputs',
      {
        inputs: [pair, ...['x', 'y'].map((id) => ({ id, name: id, type: 'RTP_PUSH' }))],
        channels: [channel('pair', 'x', 'y')],
      },
      'Channel 1: The channel has 3 push inputs; allowed are 2.',
    ],
    [
      'one file for two pipelines',
      second({ type: 'TS_FILE', sources: [{ url: 's3://a' }] }),
      'Channel 1: The input second has one feed; a STANDARD channel needs two on every input.',
    ],
  ])('with %s is refused in words', (_what, parts, words) => {
    expect(() => read(parts)).toThrow(words);
  });

  it('is refused with everything that is wrong with it', () => {
    expect(() => read({ flows: [], channels: [channel('none')] })).toThrow(
      /no account could hold:\nInput pair: There is no flow .*\nInput pair: There is no flow .*\nChannel 1: none/,
    );
  });
});
