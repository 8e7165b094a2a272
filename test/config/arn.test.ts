import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { parseChannelArn, parseFlowArn } from '../../config/arn.ts';
import { existingChannel, existingInputs } from '../../config/existing-channel.ts';
import { work, workSource } from '../../control/lifecycle/work.ts';
import { parseMessage } from '../../control/events/parse-message.ts';
import { memberInputs } from '../../control/schemas/member.ts';
import { noon } from '../control/support/manual-clock.ts';
import { awsEvent } from '../control/support/events.ts';

const account = '000000000000';
const place = { partition: 'aws', region: 'eu-west-1', account };
const channel = (id: string, place = `aws:medialive:eu-west-1:${account}`) => `arn:${place}:channel:${id}`;
const flow = (id: string, place = `aws:mediaconnect:eu-west-1:${account}`) => `arn:${place}:flow:${id}`;

const channels: readonly [text: string, isOne: boolean][] = [
  [channel('1234567'), true],
  [channel('1', `aws-us-gov:medialive:us-gov-west-1:${account}`), true],
  [channel('1', `aws-cn:medialive:cn-north-1:${account}`), true],
  [channel('abc'), false],
  [channel('news-1'), false],
  [channel(''), false],
  [channel('1#STATE'), false],
  [channel('1\nx'), false],
  [channel('1', 'aws:medialive:eu-west-1:1111'), false],
  [channel('1').replace('channel', 'input'), false],
  [flow('1-a:news'), false],
  ['1234567', false],
  ['', false],
];

const flows: readonly [text: string, isOne: boolean][] = [
  [flow('1-AbC-abcdef123455:ExampleFlow'), true],
  [flow('1-a:news_main-2'), true],
  [flow(`1-a:${'n'.repeat(64)}`), true],
  [flow(`1-a:${'n'.repeat(65)}`), false],
  [flow('1-a:news (main)'), false],
  [flow('1-a:news main'), false],
  [flow('1-a:news.main'), false],
  [flow('1-a:news+1'), false],
  [flow("1-a:joe's"), false],
  [flow('1-a:nachrichten-süd'), false],
  [flow('1-a:news:main'), false],
  [flow('1-a:'), false],
  [flow('1-a'), false],
  [flow('1_a:news'), false],
  [flow('1-a:news\nx'), false],
  [flow('1-a:news').replace(':flow:', ':source:'), false],
  [channel('1'), false],
];

const lifecycleWork = { source: workSource, goal: 'run', stackId: 's', channels: [], flows: [] };
const oneFlow = (arn: string) => [{ arn, sources: 1 }];

/** Every edge at which an ARN of a channel comes in. */
const channelEdges: readonly [string, (arn: string) => boolean][] = [
  ['the configuration file', (arn) => v.is(existingChannel, { arn })],
  ['the lifecycle function', (arn) => v.is(work, { ...lifecycleWork, channels: [arn] })],
  [
    'our own messages',
    (channelArn) => {
      const body = JSON.stringify({ source: 'medialive-failover', kind: 'observation', channelArn });
      return parseMessage({ messageId: 'm', body }, account, noon).type === 'channel';
    },
  ],
];

/** Every edge at which an ARN of a flow comes in. */
const flowEdges: readonly [string, (arn: string) => boolean][] = [
  ['the configuration file', (arn) => v.is(existingInputs, { A: { attachment: 'a', flows: [arn] } })],
  [
    'the configuration file, with sources',
    (arn) => v.is(existingInputs, { A: { attachment: 'a', flows: oneFlow(arn) } }),
  ],
  [
    'the configure function',
    (arn) => v.is(memberInputs(place), { A: { Attachment: 'a', Flows: [arn] }, B: { Attachment: 'b' } }),
  ],
  [
    'the configure function, with sources',
    (arn) =>
      v.is(memberInputs(place), {
        A: { Attachment: 'a', Flows: [{ Flow: arn, Sources: '2' }] },
        B: { Attachment: 'b' },
      }),
  ],
  ['the lifecycle function', (arn) => v.is(work, { ...lifecycleWork, flows: [arn] })],
  [
    "MediaConnect's events",
    (arn) => {
      const detail = { current: { state: 'CONNECTED' }, previous: { state: '' } };
      const event = awsEvent('aws.mediaconnect', 'MediaConnect Flow Health', detail, { resources: [arn] });
      return parseMessage({ messageId: 'm', body: JSON.stringify(event) }, account, noon).type === 'flow';
    },
  ],
];

describe('the ARN of a channel', () => {
  it('tells partition, region, account and id', () => {
    const arn = channel('1234567');
    const parts = { partition: 'aws', region: 'eu-west-1', account, id: '1234567' };
    expect(parseChannelArn(arn)).toEqual({ arn, ...parts });
  });

  // Messages of other accounts are refused for that reason; every line here is of ours.
  describe.each(channelEdges)('at %s', (_edge, accepts) => {
    it.each(channels)('%j is one: %j', (text, isOne) => {
      expect(accepts(text)).toBe(isOne);
    });
  });
});

describe('the ARN of a flow', () => {
  it('tells its place, and its id with its name', () => {
    const arn = flow('1-AbC-abcdef123455:ExampleFlow');
    expect(parseFlowArn(arn)).toMatchObject({ account, id: '1-AbC-abcdef123455:ExampleFlow' });
  });

  describe.each(flowEdges)('at %s', (_edge, accepts) => {
    it.each(flows)('%j is one: %j', (text, isOne) => {
      expect(accepts(text)).toBe(isOne);
    });
  });
});
