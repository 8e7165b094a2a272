// What holds of every sequence of events, in any order, late, repeated or contradictory, under every policy.
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { isOpen } from '../../core/health.ts';
import { inquiryFor } from '../../core/inquiry.ts';
import type { ChannelEvent } from '../../core/model/event.ts';
import type { ChannelState } from '../../core/model/state.ts';
import { transition } from '../../core/transition.ts';
import { moves, type Move } from './arbitraries.ts';
import { groups } from './arbitrary-groups.ts';
import { Channel } from './support/channel.ts';
import { alert, noon, timer } from './support/happenings.ts';
import { statusOf, switchesOf } from './support/readings.ts';
import { onAirA } from './support/stories.ts';

const seed = 20_261_121;
const histories = fc.tuple(groups, fc.array(moves, { minLength: 1, maxLength: 30 }));

/** Plays a history; `Channel` checks every invariant after every step. */
function play(
  channel: Channel,
  history: readonly Move[],
  each: (event: ChannelEvent, before: ChannelState) => void,
): void {
  let nowMs = 0;
  history.forEach(({ afterMs, happen }, index) => {
    nowMs += afterMs;
    const before = channel.state;
    const happening = happen(channel, nowMs);
    const id = `move-${index}`;
    channel.at(nowMs, happening, id);
    each({ ...happening, id, now: noon + nowMs }, before);
  });
}

/** What is known, without what is owed and without the tally of alerts that nothing follows from. */
const factsOf = ({ outbox, unwatched, ...state }: ChannelState) => state;

describe('in every history', () => {
  it('every invariant holds after every step, and nothing throws', () => {
    fc.assert(
      fc.property(histories, ([group, history]) => {
        const channel = new Channel(group);
        play(channel, history, (event, before) => {
          inquiryFor(before, event, group);
        });
      }),
      { seed, numRuns: 600 },
    );
  });

  it('the same event in the same state gives the same answer, and what is stored survives the store', () => {
    fc.assert(
      fc.property(histories, ([group, history]) => {
        const channel = new Channel(group);
        play(channel, history, (event, before) => {
          const stored: ChannelState = structuredClone(before);
          expect(transition(stored, event, group)).toEqual(channel.steps.at(-1));
          expect(JSON.parse(JSON.stringify(channel.state))).toEqual(channel.state);
        });
      }),
      { seed, numRuns: 200 },
    );
  });

  it('a second delivery of an event orders no switch and changes no fact', () => {
    fc.assert(
      fc.property(histories, ([group, history]) => {
        const channel = new Channel(group);
        play(channel, history, (event) => {
          // Answers are asked for anew with each delivery; those generated here may contradict the event they come with.
          if (event.answers && event.type !== 'observation') return;
          const again = transition(channel.state, event, group);
          expect(again.effects.filter(({ type }) => type === 'schedule-switch')).toEqual([]);
          const { generation, pipelines, health } = channel.state;
          const facts = event.type === 'command' ? { generation, pipelines, health } : factsOf(channel.state);
          expect(again.state).toMatchObject(facts);
        });
      }),
      { seed, numRuns: 300 },
    );
  });
});

describe('the alerts of one alarm', () => {
  const told = fc.array(
    fc.tuple(fc.constantFrom('set' as const, 'cleared' as const), fc.integer({ min: 1, max: 6 })),
    {
      minLength: 1,
      maxLength: 6,
    },
  );
  const orders = told.chain((alerts) =>
    fc.tuple(fc.constant(alerts), fc.shuffledSubarray(alerts, { minLength: alerts.length })),
  );

  it('give one verdict in whichever order they arrive', () => {
    fc.assert(
      fc.property(orders, ([inOrder, shuffled]) => {
        const deliver = (alerts: typeof inOrder) => {
          const channel = onAirA();
          for (const [state, second] of alerts) {
            channel.at(7_000, alert(state, '0', second * 1000, 'the-alarm'));
          }
          channel.at(11_000, timer());
          const alarm = channel.state.health['A']?.['0'].alarms['the-alarm'];
          return [alarm && isOpen(alarm), statusOf(channel, 'A') === 'down'];
        };
        const latest = (wanted: string) =>
          Math.max(0, ...inOrder.flatMap(([state, second]) => (state === wanted ? [second] : [])));
        expect(deliver(shuffled)).toEqual(deliver(inOrder));
        expect(deliver(shuffled)[0]).toBe(latest('set') > latest('cleared'));
      }),
      { seed, numRuns: 300 },
    );
  });

  it('of both pipelines give one outcome in whichever order they are delivered', () => {
    const alerts = fc.array(
      fc.tuple(
        fc.constantFrom('set' as const, 'cleared' as const),
        fc.constantFrom('0' as const, '1' as const),
        fc.integer({ min: 1, max: 3 }),
      ),
      { minLength: 1, maxLength: 8 },
    );
    const pairs = alerts.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(pairs, ([inOrder, shuffled]) => {
        const deliver = (all: typeof inOrder) => {
          const channel = onAirA();
          all.forEach(([state, pipeline, second], index) =>
            channel.at(3_100 + index, alert(state, pipeline, second * 1000)),
          );
          channel.at(20_000, timer());
          return [switchesOf(channel), statusOf(channel, 'A', '0'), statusOf(channel, 'A', '1')];
        };
        expect(deliver(shuffled)).toEqual(deliver(inOrder));
      }),
      { seed, numRuns: 300 },
    );
  });
});
