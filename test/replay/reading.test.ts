// The shapes in which people have events: what AWS's tools export, and what editors and shells make of it.
import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadTrace, parseTrace, TraceError } from '../../replay/trace.ts';

const channelArn = 'arn:aws:medialive:eu-west-1:111122223333:channel:1000001';

function alert(id: string, detail: Record<string, unknown> = {}) {
  return {
    ...{ version: '0', id, source: 'aws.medialive', account: '111122223333', region: 'eu-west-1' },
    ...{ 'detail-type': 'MediaLive Channel Alert', time: '2026-11-21T20:00:00Z', resources: [channelArn] },
    detail: {
      ...{ channel_arn: channelArn, alarm_state: 'SET', alarm_id: `alarm-${id}`, pipeline: '0' },
      ...{ alert_type: 'Stopped Receiving UDP Input', message: 'Stopped {receiving} "data" on [site-a]' },
      ...detail,
    },
  };
}

const [one, two] = [alert('one'), alert('two')];
const json = JSON.stringify;
const sns = (event: unknown) => ({ Type: 'Notification', MessageId: 'm', Message: json(event) });
const logged = (message: unknown) => ({ timestamp: 1, logStreamName: 's', eventId: '1', message });
const row = (event: unknown) => [
  { field: '@timestamp', value: '2026-11-21 20:00:00.000' },
  { field: '@message', value: json(event) },
  { field: '@ptr', value: 'x' },
];

const shapes: readonly (readonly [string, string])[] = [
  ['one a line', `${json(one)}\n${json(two)}\n`],
  ['with empty lines between them', `\n${json(one)}\n\n  \n${json(two)}`],
  ['with a byte order mark and the line ends of Windows', `\uFEFF${json(one)}\r\n${json(two)}\r\n`],
  ['laid out over lines', `${json(one, null, 2)}\n${json(two, null, '\t')}\n`],
  ['laid out without indentation', json([one, two], null, 1).replaceAll(/^ +/gm, '')],
  ['in a list', json([one, two])],
  ['in a list that is laid out', json([one, two], null, 4)],
  ['in lists beneath each other', `${json([one])}\n${json([two])}`],
  ['in a row without anything between them (Firehose)', `${json(one)}${json(two)}`],
  ['with commas after the lines', `${json(one)},\n${json(two)},\n`],
  [
    'in a log that filter-log-events gives',
    json({ events: [logged(json(one)), logged(json(two))] }, null, 4),
  ],
  ['in lines of a log', `${json(logged(json(one)))}\n${json(logged(json(two)))}`],
  [
    'as logs tail shows them',
    `2026-11-21T20:00:00.100000+00:00 stream/1 ${json(one)}\n2026-11-21T20:00:00 ${json(two)}`,
  ],
  ['as results of a query of Logs Insights', json({ results: [row(one), row(two)], status: 'Complete' })],
  [
    'as rows that Logs Insights exports',
    json([{ '@timestamp': 't', '@message': one }, { '@message': json(two) }], null, 2),
  ],
  ['in SNS envelopes', `${json(sns(one))}\n${json(sns(two), null, 2)}`],
  ['in records of Lambda', json({ Records: [{ Sns: sns(one) }, { messageId: 'm', body: json(two) }] })],
  ['in messages of SQS', json({ Messages: [{ MessageId: 'm', Body: json(one) }, { Body: json(sns(two)) }] })],
  [
    'in a log of SQS bodies of SNS envelopes',
    json({ events: [one, two].map((event) => logged(json({ body: json(sns(event)) }))) }),
  ],
  ['as texts of JSON', `${json(json(one))}\n${json(json(two))}`],
  ['in several shapes at once', `${json(one, null, 2)}\n${json({ events: [logged(json(sns(two)))] })}`],
];

/** The ids of what was read, in that order. */
const idsOf = (text: string) =>
  parseTrace(text, 't').lines.map(({ kind, line }) => (kind === 'event' ? line.id : line['detail-type']));

describe('a trace', () => {
  it.each(shapes)('is read %s', (_shape, text) => {
    expect(idsOf(text)).toEqual(['one', 'two']);
    expect(parseTrace(text, 't').unread).toEqual([]);
  });

  it('keeps what is noted beside an event, however it is laid out', () => {
    const late = { ...one, deliveredAt: '2026-11-21T20:00:05.500Z' };
    const [entry] = parseTrace(json(late, null, 2), 't').lines;
    expect(entry?.line).toMatchObject({ deliveredAt: Date.parse('2026-11-21T20:00:05.500Z') });
  });

  it('is read as UTF-16, as some shells write it', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'trace-')), 'trace.jsonl');
    writeFileSync(file, Buffer.from(`\uFEFF${json(one)}\r\n`, 'utf16le'));
    expect(loadTrace(file).lines).toHaveLength(1);
  });
});

/** What is around it, what stands at its place, the line it is reported with, and why. */
const junk: readonly (readonly [string, string, number, RegExp])[] = [
  [
    'an alert without a channel or an id',
    json(alert('x', { channel_arn: undefined, alarm_id: undefined })),
    2,
    /channel_arn.*alarm_id/,
  ],
  ['an alert of a third pipeline', json(alert('x', { pipeline: '2' })), 2, /pipeline/],
  ['an alert that is neither set nor cleared', json(alert('x', { alarm_state: 'MAYBE' })), 2, /alarm_state/],
  ['an event without a time', json({ ...one, time: undefined }), 2, /time/],
  ['an event of a channel of another account', json({ ...one, account: '999999999999' }), 2, /wrong-account/],
  ['an event without a detail', json({ ...one, detail: undefined }), 2, /detail/],
  ['words', 'Here it went dark.', 2, /not JSON/],
  ['a number', '17', 2, /not JSON/],
  ['a line that was cut off', json(one).slice(0, 180), 2, /not JSON/],
  ['a line that was cut off within a text', json(one).slice(0, 20), 2, /not JSON/],
  ['JSON with a comma too many', '{"a": 1,}', 2, /not JSON/],
  ['an object that is something else', '{"cat": "purrs"}', 2, /not an EventBridge event/],
  ['a log event that is no event', json(logged('START RequestId: 1')), 2, /not JSON/],
  [
    'an order that nobody can give',
    json({
      source: 'medialive-failover',
      'detail-type': 'Operator Order',
      time: one.time,
      detail: { command: 'dance' },
    }),
    2,
    /command/,
  ],
];

describe('what of a trace is not understood', () => {
  it.each(junk)('is reported with its line: %s', (_what, text, line, why) => {
    const { unread } = parseTrace(`${json(one)}\n${text}\n${json(two)}\n`, 't');
    expect(unread).toEqual([
      { line, why: expect.stringMatching(why) as unknown, text: expect.any(String) as unknown },
    ]);
    expect(text.startsWith(unread[0]?.text.slice(0, 10) ?? '-') || text.includes('START')).toBe(true);
  });

  it.each(junk)('does not take what is around it along: %s', (_what, text) => {
    expect(idsOf(`${json(one)}\n${text}\n${json(two)}\n`)).toEqual(['one', 'two']);
  });

  it('is one thing, where an object over many lines is broken', () => {
    const broken = json(one, null, 2).replace('"detail": {', '"detail": {,');
    const text = `[\n${json(one)},\n${broken},\n${json(two)}\n]`;
    expect(idsOf(text)).toEqual(['one', 'two']);
    expect(parseTrace(text, 't').unread).toMatchObject([{ line: 3 }]);
  });

  it('makes a trace of it none, where there is nothing else', () => {
    expect(() => parseTrace('', 't')).toThrow(
      new TraceError('t', 0, 'there is no event in it. Give one JSON object a line.'),
    );
    expect(() => parseTrace('\n\nhello\nworld', 't')).toThrow(
      /^t, line 3: not JSON: hello\nline 4: not JSON: world\nNone of its 2 lines/,
    );
  });

  it('is an event that is dated when it cannot have happened', () => {
    const old = { ...one, time: '1969-12-31T23:59:59Z' };
    const ahead = { ...one, time: '2026-11-21T21:00:00Z', deliveredAt: '2026-11-21T20:00:00Z' };
    const { unread } = parseTrace([two, old, ahead].map((event) => json(event)).join('\n'), 't');
    expect(unread.map(({ line, why }) => `${line}: ${why.slice(0, 30)}`)).toEqual([
      '2: dated 1969-12-31T23:59:59.000Z',
      '3: dated 2026-11-21T21:00:00.000Z',
    ]);
  });

  it('is not what other services say: it is counted', () => {
    const other = { ...one, source: 'aws.s3', 'detail-type': 'Object Created', detail: {} };
    const { unread, passedOver } = parseTrace(
      [one, other, other].map((event) => json(event)).join('\n'),
      't',
    );
    expect(unread).toEqual([]);
    expect(passedOver).toEqual([{ source: 'aws.s3', detailType: 'Object Created', count: 2 }]);
  });
});
