// The decisions in a small world that carries them out: what must come about, and what must never.
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Rule } from '../../core/model/decision.ts';
import { pipelineIds, type Policy } from '../../core/model/group.ts';
import { ClosedLoop, noFaults, type Faults, type Fate } from './closed-loop.ts';
import { groupOf, threeSites, unwatchedSite } from './support/groups.ts';

const seed = 20_261_121;
const hourMs = 3_600_000;

const delayMs = fc.integer({ min: 0, max: 5_000 });
const fates: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(delayMs) },
  fc.tuple(delayMs, delayMs),
  fc.constant([]),
);
const faults: fc.Arbitrary<Faults> = fc.record({
  fates: fc.array(fates, { minLength: 1, maxLength: 12 }),
  answers: fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }),
});
const policies: fc.Arbitrary<Partial<Policy>> = fc.record({
  failoverOn: fc.constantFrom('all-pipelines' as const, 'any-pipeline' as const),
  secondLook: fc.boolean(),
  start: fc.constantFrom({ type: 'immediate' as const }, { type: 'fixed' as const, leadMs: 15_500 }),
});

function lose(loop: ClosedLoop, atMs: number, name: string): void {
  for (const pipeline of pipelineIds) loop.feed(atMs, name, pipeline, false);
}

describe('a site is lost for good and the other is well', () => {
  it('without faults the channel is on the other after window, lead and detection', () => {
    const loop = new ClosedLoop(groupOf(), noFaults);
    lose(loop, 100_000, 'A');
    loop.run(hourMs);
    expect(loop.onAir).toEqual(['B', 'B']);
    expect(loop.switches).toHaveLength(1);
    expect((loop.switches[0]?.atMs ?? 0) - 100_000).toBeLessThanOrEqual(1_000 + 3_000 + 15_500 + 500);
    expect(loop.channel.state).toMatchObject({
      switch: null,
      incident: null,
      hold: null,
      intended: { group: 'B' },
    });
  });

  it('whatever becomes of events, timers and answers, it is left within three rounds of the reconciler, once', () => {
    fc.assert(
      fc.property(faults, policies, fc.integer({ min: 61_000, max: 121_000 }), (each, policy, lostAtMs) => {
        // Where MediaLive never answers and all events are lost nothing can be known.
        fc.pre(each.answers.includes(true));
        const loop = new ClosedLoop(groupOf(policy), each);
        lose(loop, lostAtMs, 'A');
        loop.run(lostAtMs + each.answers.length * 180_000);
        expect(loop.onAir).toEqual(['B', 'B']);
        expect(loop.switches.filter(({ site: to }) => to !== 'B')).toEqual([]);
      }),
      { seed, numRuns: 150 },
    );
  });
});

describe('both sites are lost', () => {
  it('one after the other: there is no ping-pong, whatever becomes of events', () => {
    fc.assert(
      fc.property(faults, policies, fc.integer({ min: 0, max: 90_000 }), (each, policy, gapMs) => {
        const loop = new ClosedLoop(groupOf(policy), each);
        lose(loop, 70_000, 'A');
        lose(loop, 70_000 + gapMs, 'B');
        loop.run(hourMs / 2);
        const { switches } = groupOf().policy.budget;
        expect(loop.channel.state.generation).toBeLessThanOrEqual(switches);
      }),
      { seed, numRuns: 100 },
    );
  });

  it('and nothing goes missing: the channel moves at most once, from the one to the other', () => {
    fc.assert(
      fc.property(policies, fc.integer({ min: 0, max: 90_000 }), (policy, gapMs) => {
        const loop = new ClosedLoop(groupOf(policy), noFaults);
        lose(loop, 70_000, 'A');
        lose(loop, 70_000 + gapMs, 'B');
        loop.run(hourMs);
        expect(loop.switches.length).toBeLessThanOrEqual(1);
      }),
      { seed, numRuns: 50 },
    );
  });

  it('where nothing watches a standby, it is tried again when its loss is old news, and the budget ends that', () => {
    const loop = new ClosedLoop(groupOf({}, [unwatchedSite('A'), unwatchedSite('B')]), noFaults);
    lose(loop, 70_000, 'A');
    lose(loop, 70_000, 'B');
    loop.run(hourMs);
    expect(loop.switches.map(({ site: to }) => to)).toEqual(['B', 'A', 'B']);
  });

  it('the channel goes to the first that comes back', () => {
    const loop = new ClosedLoop(threeSites(), noFaults);
    for (const name of ['A', 'B', 'C']) lose(loop, 70_000, name);
    for (const pipeline of pipelineIds) loop.feed(300_000, 'C', pipeline, true);
    loop.run(400_000);
    expect(loop.onAir).toEqual(['C', 'C']);
  });
});

/** First tries that a rule has ordered. */
function ordered({ channel }: ClosedLoop, rule: Rule): number {
  const all = channel.steps.flatMap(({ decisions }) => decisions);
  return all.filter((decision) => decision.rule === rule && decision.evidence['attempt'] === 1).length;
}

describe('feeds that come and go', () => {
  it('never cost more switches than the budget allows', () => {
    const flaps = fc.array(
      fc.tuple(
        fc.constantFrom('A', 'B'),
        fc.constantFrom('0' as const, '1' as const),
        fc.integer({ min: 60_000, max: hourMs }),
        fc.boolean(),
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(flaps, faults, (feeds, each) => {
        const failback = { mode: 'automatic', stableMs: 10_000 } as const;
        const loop = new ClosedLoop(groupOf({ failback, lastResortMs: null }), each);
        for (const [name, pipeline, atMs, well] of feeds) loop.feed(atMs, name, pipeline, well);
        loop.run(hourMs);
        const { switches } = groupOf().policy.budget;
        expect(ordered(loop, 'failover') + ordered(loop, 'divergence')).toBeLessThanOrEqual(switches);
        expect(ordered(loop, 'failback')).toBeLessThanOrEqual(switches);
      }),
      { seed, numRuns: 60 },
    );
  });

  it('one pipeline at a time never cost a switch', () => {
    const loop = new ClosedLoop(groupOf(), noFaults);
    for (let minute = 2; minute < 50; minute += 2) {
      const pipeline = minute % 4 === 0 ? '0' : '1';
      loop.feed(minute * 60_000, 'A', pipeline, false);
      loop.feed(minute * 60_000 + 50_000, 'A', pipeline, true);
    }
    loop.run(hourMs);
    expect(loop.switches).toEqual([]);
  });
});
