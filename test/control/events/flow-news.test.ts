import { describe, expect, it } from '@jest/globals';
import { parseMessage } from '../../../control/events/parse-message.ts';
import { noon } from '../support/manual-clock.ts';
import { account, flowArnOf } from '../support/deployment.ts';
import { awsEvent, flowEvent } from '../support/events.ts';

const flowArn = flowArnOf('B', 1);
const sourceArn = flowArn.replace(':flow:', ':source:');

const parse = (event: object) =>
  parseMessage({ messageId: 'm1', body: JSON.stringify(event) }, account, noon);

/** What an event of the flow says, understood. */
const newsOf = (detailType: string, detail: Readonly<Record<string, unknown>>, resources = [flowArn]) => {
  const message = parse(awsEvent('aws.mediaconnect', detailType, detail, { id: 'e1', resources }));
  return message.type === 'flow' ? message.news : message;
};
const health = (detail: Readonly<Record<string, unknown>>) => newsOf('MediaConnect Flow Health', detail);
const quality = (detail: Readonly<Record<string, unknown>>) =>
  newsOf('MediaConnect Flow Content Quality', detail);

describe('a health event of MediaConnect', () => {
  it.each([
    ['CONNECTED', true],
    ['RECEIVING', true],
    ['connected', true],
    ['DISCONNECTED', false],
  ])('with state %s says connected: %j', (state, connected) => {
    expect(parse(flowEvent(state))).toMatchObject({
      type: 'flow',
      flowArn,
      news: { type: 'flow-health', at: noon, scope: 'flow', connected },
    });
    expect(parse(flowEvent(state, 'Source'))).toMatchObject({ news: { scope: 'source', connected } });
  });

  it.each(['state', 'source_state'])('is understood with %s, of flow and source', (key) => {
    const detail = { unhealthy: true, current: { [key]: 'DISCONNECTED' } };
    expect(health(detail)).toMatchObject({ connected: false });
    expect(newsOf('MediaConnect Source Health', detail)).toMatchObject({ connected: false });
  });

  it('is understood where the other of the two is there and empty', () => {
    expect(health({ current: { state: '', source_state: 'CONNECTED' } })).toMatchObject({ connected: true });
  });

  it.each(['CONNECTED', 'RECEIVING'])('with state %s and no bitrate says that nothing arrives', (state) => {
    expect(health({ current: { state, isBitrateZero: true } })).toMatchObject({
      connected: false,
      bitrateZero: true,
    });
  });

  it('does not say why nothing arrives where nothing is connected', () => {
    const news = health({ unhealthy: true, current: { isBitrateZero: true, state: 'DISCONNECTED' } });
    expect(news).toMatchObject({ connected: false });
    expect(news).not.toHaveProperty('bitrateZero');
  });

  it.each([
    [{ state: 'CONNECTED' }, true],
    [{ source_state: 'RECEIVING' }, true],
    [{ state: 'DISCONNECTED' }, false],
    [{ state: 'CONNECTED', isBitrateZero: true }, false],
    [{ state: '' }, null],
    [{ source_state: '', isBitrateZero: true }, null],
    [undefined, undefined],
    [{}, undefined],
    [{ state: 'IDLE' }, undefined],
    ['nonsense', undefined],
  ])('with previous %j says of the time before: %j', (previous, before) => {
    const news = health({ current: { state: 'DISCONNECTED' }, previous });
    expect(news).toMatchObject({ connected: false });
    expect('previous' in news ? news.previous : undefined).toBe(before);
  });

  it.each([
    [{ unhealthy: true, current: { state: 'CONNECTED' } }, true],
    [{ unhealthy: false, current: { state: 'CONNECTED', tr101: { pcr_error: true } } }, undefined],
    [{ current: { state: 'CONNECTED', tr101: { pcr_error: true } } }, true],
    [{ current: { state: 'CONNECTED', tr101: { pcr_error: false } } }, undefined],
    [{ unhealthy: true, current: { state: 'DISCONNECTED' } }, undefined],
    [{ unhealthy: true, current: { state: 'CONNECTED', isBitrateZero: true } }, undefined],
  ])('that is %j says of errors in the transport stream: %j', (detail, errors) => {
    const news = health(detail);
    expect('transportErrors' in news ? news.transportErrors : undefined).toBe(errors);
  });

  it('names the source it speaks of', () => {
    const detail = { current: { state: 'CONNECTED' } };
    const news = newsOf('MediaConnect Source Health', detail, [flowArn, sourceArn]);
    expect(news).toMatchObject({ scope: 'source', source: sourceArn });
    expect(newsOf('MediaConnect Source Health', detail)).not.toHaveProperty('source');
  });

  it('is no verdict in a state that says neither, however unhealthy', () => {
    expect(parse(flowEvent('IDLE'))).toMatchObject({ type: 'ignored', reason: 'no-verdict' });
    expect(parse(flowEvent(''))).toMatchObject({ type: 'ignored', reason: 'no-verdict' });
  });

  it('is ignored when it names no flow', () => {
    const event = { ...flowEvent('CONNECTED'), resources: ['arn:aws:s3:::x'] };
    expect(parse(event)).toMatchObject({ type: 'ignored', reason: 'unknown-shape' });
  });
});

describe('what else MediaConnect says of a flow', () => {
  it('is its status', () => {
    const news = newsOf('MediaConnect Flow Status Change', {
      currentStatus: 'starting',
      previousStatus: 'STANDBY',
    });
    const report = { kind: 'status', status: 'STARTING', previous: 'STANDBY' };
    expect(news).toEqual({ type: 'flow-report', at: noon, report });
  });

  it('is its maintenance', () => {
    expect(newsOf('MediaConnect Flow Maintenance', { currentStatus: 'INPROGRESS' })).toMatchObject({
      report: { kind: 'maintenance', status: 'INPROGRESS' },
    });
  });

  it('is an error, and the end of it', () => {
    const error = { 'error-code': 'SourceStreamError', 'error-id': 'Qta', 'error-message': 'Timeout.\n' };
    expect(newsOf('MediaConnect Alert', { ...error, errored: true })).toMatchObject({
      report: { kind: 'error', code: 'SourceStreamError', errored: true, message: 'Timeout. ' },
    });
    expect(newsOf('MediaConnect Alert', { ...error, errored: false })).toMatchObject({
      report: { errored: false },
    });
  });

  it('is the quality of its content: the flags of all its streams', () => {
    const streams = [{ video_missing: true, audio_missing: false }, { audio_missing: true }, {}];
    expect(quality({ impacted: true, streams })).toMatchObject({
      report: { kind: 'content', flags: ['audio_missing', 'video_missing'] },
    });
  });

  it.each([{ impacted: false }, { impacted: false, streams: [{ video_missing: false }] }])(
    'is content that is well again: %j',
    (detail) => {
      expect(quality(detail)).toMatchObject({ report: { kind: 'content', flags: [] } });
    },
  );

  it.each([{ impacted: true }, { impacted: true, streams: [{}] }, {}])(
    'does not pass for good content where it does not say so: %j',
    (detail) => {
      expect(quality(detail)).toMatchObject({ type: 'ignored', reason: 'no-verdict' });
    },
  );

  it('is bounded, whatever is sent', () => {
    const flags = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`flag_${index}`, true]));
    const news = quality({
      impacted: true,
      streams: [{ ...flags, constructor: true, ['x'.repeat(300)]: true }],
    });
    expect(news).toMatchObject({ report: { flags: expect.not.arrayContaining(['constructor']) as unknown } });
    expect('report' in news && 'flags' in news.report ? news.report.flags : []).toHaveLength(20);
    expect(quality({ impacted: true, streams: Array.from({ length: 300 }, () => ({})) })).toMatchObject({
      reason: 'unknown-shape',
    });
  });

  it.each([
    ['MediaConnect Flow Status Change', {}],
    ['MediaConnect Flow Status Change', { currentStatus: 7 }],
    ['MediaConnect Flow Status Change', { currentStatus: 'X'.repeat(65) }],
    ['MediaConnect Flow Maintenance', { currentStatus: '' }],
    ['MediaConnect Alert', { errored: true }],
    ['MediaConnect Alert', { errored: true, 'error-code': '__proto__' }],
    ['MediaConnect Flow Content Quality', { impacted: true, streams: 'all' }],
  ])('%s of the shape %j is ignored', (detailType, detail) => {
    expect(newsOf(detailType, detail)).toMatchObject({ type: 'ignored', reason: 'unknown-shape' });
  });
});
