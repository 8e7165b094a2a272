/**
 * Goal: no instant of the future that is stored, as an earlier release took it from a message, keeps a channel from its failover or
 * from its operator for longer than until the next look.
 */
import { beforeEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { ChannelState } from '../../../core/model/state.ts';
import type { PipelineHealth } from '../../../core/model/health.ts';
import type { Notification } from '../../../core/model/effect.ts';
import { readGroup } from '../../../aws/stored/group.ts';
import { readState } from '../../../aws/stored/state.ts';
import { account, definition } from '../../control/support/deployment.ts';
import {
  channelArn,
  deliver,
  loseA,
  onAir,
  pass,
  scheduled,
  settleOnA,
} from '../../control/support/rehearsal.ts';
import { world, type World } from '../../control/support/world.ts';

type Json = Readonly<Record<string, unknown>>;

/** A channel well on A, with every instant there is in its state. */
async function settled(): Promise<{ readonly w: World; readonly state: ChannelState }> {
  const w = await world();
  await settleOnA(w);
  const at = w.clock.now() - 30_000;
  const { state } = await w.channels.load(channelArn);
  if (state === null) throw new Error('Nothing was saved.');
  const notification: Notification = {
    event: 'standby-lost',
    channelArn,
    failoverGroup: 'news',
    at,
    original: 'A',
    current: 'A',
    reason: 'x',
    sites: {},
    correlationId: 'x',
  };
  const decision = { rule: 'evidence', outcome: 'noted', why: 'x', evidence: {} } as const;
  const health: PipelineHealth = {
    status: 'healthy',
    since: at,
    alarms: {
      over: { alertType: 'Stopped Receiving UDP Input', message: '', setAt: at, clearedAt: at, from: at },
    },
    flow: { connected: true, at, from: at },
    leftDownAt: null,
    goodSince: at,
    mending: false,
    heardAt: at,
    facts: {
      status: { status: 'ACTIVE', at, from: at },
      stoppedAt: at - 1000,
      content: { at, flags: {} },
      errors: { old: { message: '', at, from: at, over: true } },
      maintenanceOverAt: at,
      sending: { seen: true, now: true, at, from: at },
      sources: { one: { connected: true, at } },
    },
  };
  const both = { '0': health, '1': health };
  const seen = { since: at, runningAt: at, notBefore: at, arrivedAt: at, listedAt: at, listedBlankAt: at };
  const pipeline = { ...state.pipelines['0'], ...seen };
  return {
    w,
    state: {
      ...state,
      pipelines: { '0': pipeline, '1': pipeline },
      intended: { group: 'A', by: 'automation', at },
      health: { A: both, B: both },
      protection: { level: 'full', reason: 'x', since: at },
      prepared: { site: 'B', actionName: 'p', at, accepted: true },
      divergedSince: null,
      recentSwitches: [at],
      recentFailbacks: [at],
      shortLosses: [at],
      shortLossesToldAt: at,
      toldAt: at,
      postponedSince: at,
      inLineSince: at,
      failbackAfter: at,
      unwatched: { 'Video Not Detected/0': { count: 1, alarmId: 'x', loggedAt: at } },
      timers: { health: at + 60_000 },
      outbox: {
        'e#1': { id: 'e#1', type: 'notify', subject: 'x', notification },
        'e#2': { id: 'e#2', type: 'publish', detailType: 'x', detail: notification },
        'e#3': { id: 'e#3', type: 'write-log', at, decision },
        'e#4': { id: 'e#4', type: 'start-timer', timerId: 'health', dueAt: at + 60_000 },
      },
    },
  };
}

/** Numbers that are no counts. */
const isInstant = (value: unknown): boolean => typeof value === 'number' && value > 1e12;

function instantsIn(document: unknown, at: readonly string[] = []): readonly (readonly string[])[] {
  if (isInstant(document)) return [at];
  if (typeof document !== 'object' || document === null) return [];
  return Object.entries(document).flatMap(([key, value]) => instantsIn(value, [...at, key]));
}

function replaced(document: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(document)) {
    return document.map((item: unknown, i) => (String(i) === key ? replaced(item, rest, value) : item));
  }
  return { ...(document as Json), [key]: replaced((document as Json)[key], rest, value) };
}

/** Keeps a document as the item of the channel, read as a function would read it now. */
function keep(w: World, document: unknown, savedAt = w.clock.now()): readonly string[] {
  const item = { state: document, version: (document as ChannelState).version };
  const { state, misread } = readState(channelArn, item, w.clock.now());
  w.table.states.set(channelArn, { state, savedAt });
  return misread;
}

/** One look, and then a loss of the site on air, with every call answered. */
async function lookAndLose(w: World): Promise<readonly string[]> {
  onAir(w, 'site-A');
  await deliver(w, { type: 'observation', id: 'next-look' });
  w.clock.advance(60_000);
  onAir(w, 'site-A');
  await loseA(w);
  await pass(w, 3500);
  await pass(w, 1000);
  return scheduled(w);
}

const year = 365 * 86_400_000;
const ahead = fc.oneof(
  fc.integer({ min: 11_000, max: 3_600_000 }),
  fc.constantFrom(2 * year, 100 * year),
  fc.integer({ min: 2 * year, max: 8000 * year }),
);
const places = instantsIn((await settled()).state);

describe('an instant of the future in a stored state', () => {
  it('is looked for wherever there is an instant', () => {
    const names = new Set(places.map((path) => path.filter((key) => /^[a-z]\w+$/i.test(key)).at(-1)));
    expect(names.size).toBeGreaterThan(20);
    expect(places.length).toBeGreaterThan(60);
  });

  it('keeps no channel from its failover after the next look, alone or with others', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...places), ahead), { minLength: 1, maxLength: 12 }),
        async (changes) => {
          const { w, state } = await settled();
          const document = changes.reduce<unknown>(
            (next, [path, ms]) => replaced(next, path, w.clock.now() + ms),
            state,
          );
          keep(w, document);
          expect(await lookAndLose(w)).toEqual(['site-B']);
        },
      ),
      { numRuns: 150 },
    );
  }, 120_000);

  it.each(places.map((path) => [path.join('.'), path] as const))(
    'at %s is read as not known, or lies ahead and does no harm',
    async (_name, path) => {
      const { w, state } = await settled();
      const misread = keep(w, replaced(state, path, 4.2e12));
      expect(misread.join()).toContain(path[0]);
      expect(await lookAndLose(w)).toEqual(['site-B']);
    },
  );

  it('is no instant of the future while it is within what clocks may differ by', async () => {
    const { w, state } = await settled();
    for (const path of places) {
      const misread = keep(w, replaced(state, path, w.clock.now() + 10_000));
      expect([path, misread]).toEqual([path, []]);
    }
  });
});

describe('a switch in flight', () => {
  let w: World;
  let state: ChannelState;

  beforeEach(async () => {
    ({ w, state } = await settled());
  });

  const switchOf = (changes: Json) => ({
    kind: 'failover',
    generation: 1,
    attempt: 1,
    actionName: 'failover-1-B',
    from: 'A',
    to: 'B',
    reason: 'x',
    by: 'automation',
    requestedAt: w.clock.now(),
    startAt: w.clock.now() + 15_500,
    accepted: true,
    ...changes,
  });

  it.each([{ startAt: 4.2e12 }, { requestedAt: 4.2e12 }, { startAt: 4.2e12, accepted: false }])(
    'with %j is in flight no more',
    async (changes) => {
      keep(w, { ...state, switch: switchOf(changes) });
      expect(await lookAndLose(w)).toEqual(['site-B']);
    },
  );

  it('is none where the order of it cannot be read any more', async () => {
    const order = {
      id: 'e#9',
      type: 'schedule-switch',
      actionName: 'failover-1-B',
      attachment: 'site-B',
      start: { type: 'fixed', leadMs: 15_500 },
      expiresAt: 4.2e12,
    };
    const outbox = { ...state.outbox, 'e#9': order };
    keep(w, { ...state, switch: switchOf({ accepted: false }), outbox });
    expect(await lookAndLose(w)).toEqual(['site-B']);
  });
});

describe('a hold with an end that cannot be', () => {
  it('stands until it is released, on a channel and on a group', async () => {
    const { w, state } = await settled();
    const hold = { kind: 'operator', by: 'ann', reason: 'x', at: 4.2e12, until: 4.2e12 };
    keep(w, { ...state, hold });
    expect(w.channels.stateOf(channelArn).hold).toEqual({ ...hold, at: 0, until: null });
    const item = { definition, operator: { unavailable: [], hold }, version: 1, owner: account };
    const { group, misread } = readGroup('news', item, w.clock.now());
    expect(group.operator.hold).toMatchObject({ at: 0, until: null });
    expect(misread).toEqual(['group.operator.hold.at', 'group.operator.hold.until']);
  });
});
