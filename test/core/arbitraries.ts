import * as fc from 'fast-check';
import type { EffectResult } from '../../core/model/effect.ts';
import type { ActiveAlert, Answers, ChannelSnapshot } from '../../core/model/event.ts';
import { listed, snapshot } from './support/answers.ts';
import type { Channel } from './support/channel.ts';
import {
  alert,
  change,
  channelState,
  flow,
  noon,
  outcome,
  report,
  timer,
  type Happening,
} from './support/happenings.ts';
import { cancelPlan, holdFor, release, switchTo } from './support/orders.ts';
import { alertFacts, anyName, flowReports, flowSnapshots, healths, pipeline } from './arbitrary-words.ts';

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
      .tuple(
        fc.constantFrom('set' as const, 'set' as const, 'cleared' as const),
        pipeline,
        alarmIds,
        alertFacts,
      )
      .map(([state, on, id, said]) => (nowMs: number, lateMs: number): Happening => ({
        ...alert(state, on, told(nowMs, lateMs), id),
        ...said,
      })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(healths, anyName, pipeline)
      .map(([{ connected, ...said }, name, on]) => (nowMs: number, lateMs: number): Happening => ({
        ...flow(connected, name, on, told(nowMs, lateMs)),
        ...said,
      })),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(flowReports, anyName, pipeline).map(
      ([said, name, on]) =>
        (nowMs: number, lateMs: number) =>
          report(said, name, on, told(nowMs, lateMs)),
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
    flows: fc.option(
      fc.oneof(
        flowSnapshots,
        fc.constant(() => 'unavailable' as const),
      ),
    ),
  })
  .map(({ channel, alerts, flows }) => (nowMs: number) => ({
    ...(channel && { channel: channel(nowMs) }),
    ...(alerts && { alerts: alerts(nowMs) }),
    ...(flows && { flows: flows(noon + nowMs) }),
  }));

const questions = fc.record({ channel: fc.boolean(), alerts: fc.boolean() });

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
    arbitrary: fc
      .record({ ...moment, seen: answers, ask: fc.option(questions) })
      .map(({ afterMs, lateMs, seen, ask }) => ({
        afterMs,
        happen: (_channel: Channel, nowMs: number): Happening => ({
          type: 'observation',
          ...(ask && { ask }),
          answers: seen(nowMs - lateMs),
        }),
      })),
  },
  { weight: 2, arbitrary: outcomes },
);
