// Each event is read as what it was written from: its file agrees with itself, and with the list of what is read.
import { describe, expect, it } from '@jest/globals';
import {
  flowDetailTypes,
  saidOfFlow,
  type FlowSaid,
} from '../../../control/events/media-connect/read-event.ts';
import {
  channelDetailTypes,
  saidOfChannel,
  type ChannelNews,
} from '../../../control/events/media-live/read-event.ts';
import { parseMessage } from '../../../control/events/parse-message.ts';
import { awsEvent, type Said } from '../../../control/events/sample.ts';
import { account, channelArnOf, flowArnOf } from '../support/deployment.ts';

const at = Date.parse('2026-11-21T12:00:00Z');
const flow = flowArnOf('A', 0);
const source = flow.replace(':flow:', ':source:');
const [well, dead] = [{ connected: true }, { connected: false }];

const ofChannels: readonly ChannelNews[] = [
  { type: 'alert', pipeline: '0', alarmId: 'a1', alertType: 'Any', alarmState: 'set', message: 'why' },
  { type: 'alert', pipeline: '1', alarmId: 'a1', alertType: 'Any', alarmState: 'cleared', message: '' },
  { type: 'input-change', pipeline: '0', attachment: 'site-a', actionName: 'failover-1-A' },
  { type: 'input-change', pipeline: '1', attachment: 'site-b', actionName: null },
  { type: 'channel-state', state: 'RUNNING', pipeline: '1' },
  { type: 'channel-state', state: 'STOPPED', pipeline: null },
];

const reports: readonly Exclude<FlowSaid, { kind: 'health' }>[] = [
  { kind: 'status', status: 'ACTIVE', previous: 'STARTING' },
  { kind: 'status', status: 'ERROR' },
  { kind: 'maintenance', status: 'INPROGRESS' },
  { kind: 'content', flags: [] },
  { kind: 'content', flags: ['audio_missing', 'video_missing'] },
  { kind: 'error', code: 'E1', errored: true, message: 'It broke.' },
];

const health: readonly (readonly [FlowSaid, object])[] = [
  [
    { kind: 'health', source: null, current: well, previous: null },
    { connected: true, previous: null },
  ],
  [
    { kind: 'health', source: null, current: dead, previous: well },
    { connected: false, previous: true },
  ],
  [
    { kind: 'health', source, current: { ...well, bitrateZero: true } },
    { scope: 'source', source, connected: false, bitrateZero: true },
  ],
  [
    { kind: 'health', source: null, current: { ...well, transportErrors: true }, previous: dead },
    { connected: true, previous: false, transportErrors: true },
  ],
];

const written = [
  ...ofChannels.map((news) => saidOfChannel(channelArnOf(1), news)),
  ...[...reports, ...health.map(([news]) => news)].map((news) => saidOfFlow(flow, news)),
];
const readBack = (said: Said) =>
  parseMessage({ messageId: 'm', body: JSON.stringify(awsEvent('e1', at, said)) }, account, at);

describe('an event of AWS', () => {
  it.each(ofChannels)('is read as it was written: $type', (news) => {
    const event = { ...news, id: 'e1', at };
    const read = readBack(saidOfChannel(channelArnOf(1), news));
    expect(read).toEqual({ type: 'channel', channelArn: channelArnOf(1), event });
  });

  it.each(reports)('is read as it was written: $kind', (report) => {
    const news = { type: 'flow-report', at, report };
    expect(readBack(saidOfFlow(flow, report))).toEqual({ type: 'flow', flowArn: flow, id: 'e1', news });
  });

  it.each(health)('says how a flow or a source is: %j', (said, expected) => {
    const news = { type: 'flow-health', at, scope: 'flow', ...expected };
    expect(readBack(saidOfFlow(flow, said))).toEqual({ type: 'flow', flowArn: flow, id: 'e1', news });
  });

  it('can be written of every type that is read', () => {
    const types = new Set(written.map((said) => said['detail-type']));
    expect([...types].toSorted()).toEqual([...channelDetailTypes(), ...flowDetailTypes()].toSorted());
  });
});
