import { describe, expect, it } from '@jest/globals';

import { createFlowEvents } from '../../../twin/mediaconnect/events.ts';
import type { SourceHealth } from '../../../twin/mediaconnect/health.ts';
import { sourceHealth } from '../../../twin/mediaconnect/health.ts';
import { createHealthWatch } from '../../../twin/mediaconnect/health-watch.ts';
import { noTr101Errors, type Tr101 } from '../../../twin/mediaconnect/tr101.ts';
import { recordedEvents } from './recorded-events.ts';

const connected: SourceHealth = { state: 'CONNECTED', isBitrateZero: false, tr101: noTr101Errors };
const empty: SourceHealth = { ...connected, isBitrateZero: true };
const disconnected: SourceHealth = { state: 'DISCONNECTED', isBitrateZero: true, tr101: noTr101Errors };
const errors: Tr101 = { ...noTr101Errors, continuity_count_error: true };

describe('the health of a source', () => {
  const observed = { sinceMs: 1_000, silenceMs: 500, tr101: errors };
  const heard = (lastPacketAt: number | undefined, nowMs: number, lastMediaAt = lastPacketAt) =>
    sourceHealth({ ...observed, lastPacketAt, lastMediaAt, nowMs });

  it('is unknown until it was heard or was silent for long enough', () => {
    expect(heard(undefined, 1_499)).toBeUndefined();
    expect(heard(undefined, 1_500)).toEqual(disconnected);
  });

  it('is not told by packets from before the flow was started', () => {
    expect(heard(999, 1_100)).toBeUndefined();
  });

  it('is CONNECTED with its errors until it has been silent for the threshold', () => {
    expect(heard(2_000, 2_499)).toEqual({ ...connected, tr101: errors });
    expect(heard(2_000, 2_500)).toEqual(disconnected);
  });

  it('is CONNECTED without bitrate when nothing has been in its packets for the threshold', () => {
    expect(heard(2_499, 2_499, 2_000)).toEqual({ ...connected, tr101: errors });
    expect(heard(2_500, 2_500, 2_000)).toEqual(empty);
    expect(heard(1_499, 1_499, 999)).toBeUndefined();
    expect(heard(1_500, 1_500, 999)).toEqual(empty);
  });
});

function setup(count = 1) {
  const { sink, emitted } = recordedEvents();
  const healths = new Map<string, SourceHealth | undefined>();
  const sources = Array.from({ length: count }, (_, index) => {
    const name = `source-${index}`;
    return { arn: `arn:${name}`, name, health: () => healths.get(name) };
  });
  let isFailedOver = false;
  const output = { isFailedOver: () => isFailedOver, tr101: () => noTr101Errors };
  const watch = createHealthWatch(sources, output, createFlowEvents('arn:flow', sink));
  const check = (states: Record<string, SourceHealth | undefined>, failedOver = false) => {
    for (const [name, health] of Object.entries(states)) healths.set(name, health);
    isFailedOver = failedOver;
    emitted.length = 0;
    watch.check(0);
    return emitted.map((event) => event['detail-type'].replace('MediaConnect ', ''));
  };
  return { check, emitted, watch };
}

describe('the watch over the health of a flow', () => {
  it('tells each change once', () => {
    const { check } = setup();
    expect(check({})).toEqual([]);
    expect(check({ 'source-0': connected })).toEqual(['Source Health', 'Flow Health']);
    expect(check({})).toEqual([]);
    expect(check({ 'source-0': disconnected })).toEqual(['Source Health', 'Alert', 'Flow Health']);
    expect(check({})).toEqual([]);
    expect(check({ 'source-0': connected })).toEqual(['Source Health', 'Alert', 'Flow Health']);
  });

  it('calls a source with errors unhealthy, but raises no alert for it', () => {
    const { check, emitted } = setup();
    check({ 'source-0': connected });
    expect(check({ 'source-0': { ...connected, tr101: errors } })).toEqual(['Source Health']);
    expect(emitted[0]?.detail).toEqual({
      unhealthy: true,
      current: { ...connected, tr101: errors },
      previous: connected,
    });
  });

  it('calls a flow whose sources are there and carry nothing unhealthy, without an alert', () => {
    const { check, emitted } = setup(2);
    check({ 'source-0': connected, 'source-1': connected });
    expect(check({ 'source-0': empty })).toEqual(['Source Health']);
    expect(check({ 'source-1': empty })).toEqual(['Source Health', 'Flow Health']);
    expect(emitted.map(({ detail }) => detail)).toMatchObject([
      { unhealthy: true, current: { state: 'CONNECTED', isBitrateZero: true }, previous: connected },
      { unhealthy: true, current: { source_state: 'CONNECTED', isBitrateZero: true } },
    ]);
  });

  it('tells at its end that what it knew is lost', () => {
    const { check, emitted, watch } = setup();
    watch.end();
    expect(emitted).toEqual([]);
    check({ 'source-0': connected });
    emitted.length = 0;
    watch.end();
    expect(emitted.map(({ detail }) => detail)).toMatchObject([
      { unhealthy: true, current: disconnected, previous: connected },
      { errored: true },
      { unhealthy: true, current: { source_state: 'DISCONNECTED', isBitrateZero: true } },
    ]);
  });

  it('calls a flow well as long as one of its sources is there', () => {
    const { check, emitted } = setup(2);
    check({ 'source-0': connected, 'source-1': connected });
    expect(check({ 'source-0': disconnected })).toEqual(['Source Health', 'Alert']);
    expect(check({}, true)).toEqual(['Flow Health']);
    expect(emitted[0]?.detail).toMatchObject({
      unhealthy: false,
      current: { failover_switch: true, source_state: 'CONNECTED' },
      previous: { failover_switch: false, source_state: 'CONNECTED' },
    });
    expect(check({ 'source-1': disconnected }, true)).toEqual(['Source Health', 'Alert', 'Flow Health']);
    expect(emitted[2]?.detail).toMatchObject({ unhealthy: true, current: { source_state: 'DISCONNECTED' } });
  });

  it('says nothing of the flow while a source may yet be there', () => {
    const { check } = setup(2);
    expect(check({ 'source-0': disconnected })).toEqual(['Source Health', 'Alert']);
    expect(check({ 'source-1': connected })).toEqual(['Source Health', 'Flow Health']);
  });

  it('has the shapes that MediaConnect sends', () => {
    const { check, emitted } = setup();
    check({ 'source-0': disconnected });
    expect(emitted).toEqual([
      {
        source: 'aws.mediaconnect',
        'detail-type': 'MediaConnect Source Health',
        resources: ['arn:flow', 'arn:source-0'],
        detail: {
          unhealthy: true,
          current: disconnected,
          previous: { state: '', isBitrateZero: false, tr101: noTr101Errors },
        },
      },
      {
        source: 'aws.mediaconnect',
        'detail-type': 'MediaConnect Alert',
        resources: ['arn:flow'],
        detail: {
          errored: true,
          'error-code': 'SourceStreamError',
          'error-id': expect.stringMatching(/^[a-z]{3}$/),
          'error-message': 'Source source-0 Stream Error: Timeout. Please investigate the flow source.',
        },
      },
      {
        source: 'aws.mediaconnect',
        'detail-type': 'MediaConnect Flow Health',
        resources: ['arn:flow'],
        detail: {
          unhealthy: true,
          current: {
            failover_switch: false,
            isBitrateZero: true,
            source_state: 'DISCONNECTED',
            tr101: noTr101Errors,
          },
          previous: {
            failover_switch: false,
            isBitrateZero: false,
            source_state: '',
            tr101: noTr101Errors,
          },
        },
      },
    ]);
  });
});
