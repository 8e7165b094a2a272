import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { inquiryFor } from '../../../core/inquiry.ts';
import type { ChannelEvent } from '../../../core/model/event.ts';
import { transition } from '../../../core/transition.ts';
import { failoverGroupFor } from '../../../control/loop/load.ts';
import { readState, storedState } from '../../../aws/stored/state.ts';
import { noon } from '../../control/support/manual-clock.ts';
import { definition, memberOf, owner } from '../../control/support/deployment.ts';
import { channelArn } from '../../control/support/rehearsal.ts';

type Item = Readonly<Record<string, unknown>>;

const path = join(import.meta.dirname, '..', 'fixtures', 'release-0.1', 'failover-owed.json');
const item = (JSON.parse(readFileSync(path, 'utf8')) as { state: Item & { state: Item } }).state;
const operator = { unavailable: [], hold: null };
const group = failoverGroupFor({ name: 'news', definition, operator, owner, version: 1 }, memberOf(1));

/** When the events are decided on. */
const now = noon + 120_000;

const withPart = (changes: Item): Item => ({ ...item, state: { ...item.state, ...changes } });

const events: readonly ChannelEvent[] = [
  { type: 'observation', id: 'look', now: noon + 120_000 },
  { type: 'timer', id: 'timer', timerId: 'health', dueAt: noon + 90_000, now: noon + 120_000 },
  {
    type: 'input-change',
    id: 'change',
    at: noon + 90_000,
    now: noon + 120_000,
    pipeline: '0',
    attachment: 'site-B',
    actionName: null,
  },
  {
    type: 'alert',
    id: 'alert',
    at: noon + 100_000,
    now: noon + 120_000,
    pipeline: '1',
    alarmId: 'alarm-1',
    alertType: 'Stopped Receiving UDP Input',
    alarmState: 'set',
    message: '',
  },
];

/** The paths of all values in a document. */
function pathsIn(document: unknown, at: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return [at];
  return [at, ...Object.entries(document).flatMap(([key, value]) => pathsIn(value, [...at, key]))];
}

function replaced(document: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  return { ...(document as Item), [key]: replaced((document as Item)[key], rest, value) };
}

const optional = {
  protection: { level: 'full', reason: '', since: noon },
  prepared: { site: 'B', actionName: 'p', at: noon, accepted: true },
  shortLosses: [noon],
  unwatched: { 'x/0': { count: 1, loggedAt: noon } },
  failbackAfter: noon,
  failbackWaits: 'x',
  dropped: { alarms: 1 },
  shortLossesToldAt: noon,
  toldAt: noon,
  recentFailbacks: [noon],
  runs: true,
};
const full = withPart({
  ...optional,
  planned: item.state['switch'],
  switch: {
    ...(item.state['switch'] as Item),
    withdrawal: { by: 'operator', reason: '', at: noon, final: true },
    warned: true,
    lastResort: true,
  },
  hold: { kind: 'operator', by: 'ann', reason: '', at: noon, until: null },
  divergedSince: noon,
});

describe('a stored state', () => {
  it('can be decided on whatever stands in any part of it', () => {
    const place = fc.constantFrom(...pathsIn(full));
    const anything = fc.oneof(fc.jsonValue(), fc.constantFrom(-1, 1e300, 'zzz', '', [], {}, null, true));
    fc.assert(
      fc.property(place, anything, fc.constantFrom(...events), (at, value, event) => {
        const broken = replaced(full, at, value);
        const { state } = readState(
          channelArn,
          typeof broken === 'object' && broken !== null ? (broken as Item) : {},
          now,
        );
        inquiryFor(state, event, group);
        const { state: next } = transition(state, event, group);
        return JSON.stringify(storedState(next)).length > 0;
      }),
      { numRuns: 1000 },
    );
  });

  it('loses a part that cannot be read, by name, and nothing else', () => {
    const { state, misread } = readState(
      channelArn,
      withPart({ intended: 7, timers: { health: 'soon', resume: noon } }),
      now,
    );
    expect(misread).toEqual(['state.intended', 'state.timers.health']);
    expect(state).toEqual({
      ...readState(channelArn, item, now).state,
      intended: null,
      timers: { resume: noon },
    });
  });

  it('numbers its next switch after all that there can have been, where the number cannot be read', () => {
    const { state } = readState(channelArn, withPart({ generation: 'many' }), now);
    expect(state.generation).toBe(item['version']);
  });

  it('keeps an order to leave the channel alone, though its end cannot be read', () => {
    const { state } = readState(channelArn, withPart({ hold: { kind: 'operator', until: 'tomorrow' } }), now);
    expect(state.hold).toMatchObject({ kind: 'operator', until: null });
  });

  it('begins anew where there is none in the item, on top of its version', () => {
    const { state, misread } = readState(channelArn, { version: 7, state: 'gone' }, now);
    expect(state).toMatchObject({ channelArn, version: 7, generation: 7, intended: null });
    expect(misread).toEqual(['state']);
  });
});

describe('a state of the next release', () => {
  const later = {
    schemaVersion: 2,
    mood: { calm: true },
    switch: { ...(item.state['switch'] as Item), kind: 'rehearsal', colour: 'red' },
    outbox: { ...(item.state['outbox'] as Item), 'e#9': { id: 'e#9', type: 'call-ann', number: 1 } },
    pipelines: replaced(item.state['pipelines'], ['1', 'temperature'], 20),
  };
  const { state, misread } = readState(channelArn, withPart(later), now);

  it('is decided on, and nothing of it is lost', () => {
    expect(misread).toEqual([]);
    for (const event of events) {
      const { state: next } = transition(state, event, group);
      const saved = storedState(next);
      expect(saved).toMatchObject({
        schemaVersion: 2,
        mood: { calm: true },
        pipelines: { '1': { temperature: 20 } },
      });
      expect(saved.outbox).toHaveProperty(['e#9'], later.outbox['e#9']);
    }
  });

  it('has what only the next release can carry out out of the way until it is there', () => {
    expect(Object.keys(state.outbox)).not.toContain('e#9');
  });
});
