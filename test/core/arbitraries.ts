import * as fc from 'fast-check';
import type { EffectResult } from '../../core/model/effect.ts';
import type { ActiveAlert, Answers, ChannelSnapshot } from '../../core/model/event.ts';
import type { FailoverGroup, InputGroup, Policy } from '../../core/model/group.ts';
import {
  alert,
  cancelPlan,
  change,
  channelState,
  flow,
  holdFor,
  listed,
  noon,
  outcome,
  release,
  site,
  snapshot,
  switchTo,
  timer,
  unwatchedSite,
  type Channel,
  type Happening,
} from './support.ts';

const names = ['A', 'B', 'C'] as const;
const pipeline = fc.constantFrom('0' as const, '1' as const);
const anyName = fc.constantFrom(...names, 'elsewhere');
const durationMs = fc.constantFrom(0, 500, 3_000, 10_000, 60_000, 900_000);

const windows = fc.record({ confirmMs: durationMs, clearMs: durationMs });

export const policies: fc.Arbitrary<Policy> = fc.record({
  failoverOn: fc.constantFrom('all-pipelines' as const, 'any-pipeline' as const),
  targetChoice: fc.constantFrom('prioritized' as const, 'flat' as const),
  alerts: windows.map((each) => ({ 'Stopped Receiving UDP Input': each })),
  flow: fc.record({
    confirmMs: durationMs,
    clearMs: durationMs,
    countsOnAir: fc.boolean(),
    maxAgeMs: durationMs,
  }),
  contentQuality: windows.map((each) => ({ video_missing: each })),
  secondLook: fc.boolean(),
  start: fc.constantFrom({ type: 'fixed' as const, leadMs: 15_500 }, { type: 'immediate' as const }),
  prepareStandby: fc.boolean(),
  verifyMs: fc.constantFrom(1_000, 10_000),
  divergenceMs: durationMs,
  failback: fc.record(
    {
      mode: fc.constantFrom('automatic' as const, 'manual' as const),
      stableMs: durationMs,
      hours: fc.record({ fromMinute: fc.nat(1439), toMinute: fc.nat(1439) }),
    },
    { requiredKeys: ['mode', 'stableMs'] },
  ),
  budget: fc.record({ switches: fc.nat(3), withinMs: fc.constantFrom(60_000, 3_600_000) }),
  lastResortMs: fc.option(fc.constantFrom(0, 60_000)),
  accumulated: fc.record({
    losses: fc.constantFrom(2, 5),
    withinMs: fc.constantFrom(60_000, 600_000),
    action: fc.constantFrom('notify' as const, 'failover' as const),
  }),
  standbyMemoryMs: durationMs,
});

const inputGroups: fc.Arbitrary<InputGroup[]> = fc
  .tuple(fc.integer({ min: 2, max: 3 }), fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }))
  .map(([count, flags]) =>
    names.slice(0, count).map((name, index) => ({
      ...(flags[index] ? site(name) : unwatchedSite(name)),
      available: flags[index + 3] ?? true,
    })),
  );

export const groups: fc.Arbitrary<FailoverGroup> = fc.record({
  name: fc.constant('news'),
  policy: policies,
  hold: fc.option(
    fc.record({
      by: fc.constant('lee'),
      reason: fc.constant('rehearsal'),
      at: fc.constant(noon),
      until: fc.constantFrom(null, noon + 30_000),
    }),
    { freq: 5 },
  ),
  inputGroups,
});

/** Something that happens to a channel, `afterMs` after what happened before it, told `lateMs` late. */
export interface Move {
  readonly afterMs: number;
  readonly happen: (channel: Channel, nowMs: number) => Happening;
}

const moment = {
  afterMs: fc.constantFrom(0, 100, 1_000, 4_000, 20_000, 300_000),
  lateMs: fc.constantFrom(0, 700, 5_000),
};

/** The second in which something happened that is told now. */
const told = (nowMs: number, lateMs: number) => Math.floor((nowMs - lateMs) / 1000) * 1000;

const alarmIds = fc.constantFrom('one', 'two');

const facts: fc.Arbitrary<(nowMs: number, lateMs: number) => Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom('set' as const, 'set' as const, 'cleared' as const), pipeline, alarmIds)
      .map(
        ([state, on, id]) =>
          (nowMs: number, lateMs: number) =>
            alert(state, on, told(nowMs, lateMs), id),
      ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.boolean(), anyName, pipeline).map(
      ([connected, name, on]) =>
        (nowMs: number, lateMs: number) =>
          flow(connected, name, on, told(nowMs, lateMs)),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(pipeline, anyName).map(
      ([on, name]) =>
        (nowMs: number, lateMs: number) =>
          change(on, name, told(nowMs, lateMs)),
    ),
  },
  fc.tuple(fc.constantFrom('RUNNING', 'STOPPED', 'STARTING'), fc.option(pipeline)).map(
    ([state, on]) =>
      (nowMs: number, lateMs: number) =>
        channelState(state, told(nowMs, lateMs), on),
  ),
  { weight: 3, arbitrary: fc.constant(() => timer()) },
  fc.constantFrom(cancelPlan, release, holdFor(null)).map((command) => () => command),
  fc.constant((nowMs: number) => holdFor(nowMs + 10_000)),
  fc.tuple(anyName, fc.boolean(), fc.option(fc.constantFrom(20_000, 120_000))).map(
    ([to, force, aheadMs]) =>
      (nowMs: number) =>
        switchTo(to, { force, at: aheadMs === null ? null : noon + nowMs + aheadMs }),
  ),
);

const snapshots = fc
  .tuple(
    fc.constantFrom('RUNNING', 'RUNNING', 'IDLE', 'STARTING', 'RECOVERING'),
    fc.option(anyName),
    fc.option(anyName),
    fc.constantFrom(null, 'studio'),
  )
  .map(([state, first, second, actionName]) => (nowMs: number): ChannelSnapshot => {
    const sites = { ...(first === null ? {} : { '0': first }), ...(second === null ? {} : { '1': second }) };
    return snapshot(nowMs, sites, state, actionName);
  });

const lists = fc.array(fc.tuple(pipeline, alarmIds, fc.constantFrom(0, 2_000, 30_000)), { maxLength: 3 }).map(
  (alerts) =>
    (nowMs: number): readonly ActiveAlert[] =>
      alerts.map(([on, id, ageMs]) => listed(on, told(nowMs, ageMs), id)),
);

const answers: fc.Arbitrary<(nowMs: number) => Answers> = fc
  .record({
    channel: fc.option(
      fc.oneof(
        snapshots,
        fc.constant(() => 'unavailable' as const),
      ),
    ),
    alerts: fc.option(
      fc.oneof(
        lists,
        fc.constant(() => 'unavailable' as const),
      ),
    ),
  })
  .map(({ channel, alerts }) => (nowMs: number) => ({
    ...(channel && { channel: channel(nowMs) }),
    ...(alerts && { alerts: alerts(nowMs) }),
  }));

const kinds = fc.constantFrom(
  'done' as const,
  'scheduled' as const,
  'refused' as const,
  'expired' as const,
  'postponed' as const,
);

function resultOf(effectId: string, kind: EffectResult['result'], nowMs: number): EffectResult {
  switch (kind) {
    case 'scheduled':
      return { effectId, result: kind, startAt: noon + nowMs + 15_500 };
    case 'refused':
    case 'postponed':
      return { effectId, result: kind, message: 'MediaLive said so' };
    case 'done':
    case 'expired':
      return { effectId, result: kind };
  }
}

/** What is owed is carried out, one way or another: each kind goes to the effect at its place in the outbox. */
const outcomes: fc.Arbitrary<Move> = fc
  .record({ afterMs: moment.afterMs, results: fc.array(kinds, { minLength: 1, maxLength: 8 }) })
  .map(({ afterMs, results }) => ({
    afterMs,
    happen: ({ state }, nowMs) => {
      const owed = Object.values(state.outbox);
      const each = owed.slice(-results.length).map(({ id, type }, index) => {
        const kind = results[index] ?? 'done';
        const possible = type === 'schedule-switch' || (kind !== 'scheduled' && kind !== 'expired');
        return resultOf(
          id,
          possible ? (type === 'schedule-switch' && kind === 'done' ? 'scheduled' : kind) : 'done',
          nowMs,
        );
      });
      return outcome(...each);
    },
  }));

export const moves: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record({ ...moment, fact: facts, asked: fc.option(answers, { freq: 3 }) })
      .map(({ afterMs, lateMs, fact, asked }) => ({
        afterMs,
        happen: (_channel: Channel, nowMs: number) => ({
          ...fact(nowMs, lateMs),
          ...(asked && { answers: asked(nowMs) }),
        }),
      })),
  },
  {
    weight: 1,
    arbitrary: fc.record({ ...moment, seen: answers }).map(({ afterMs, lateMs, seen }) => ({
      afterMs,
      happen: (_channel: Channel, nowMs: number): Happening => ({
        type: 'observation',
        answers: seen(nowMs - lateMs),
      }),
    })),
  },
  { weight: 2, arbitrary: outcomes },
);
