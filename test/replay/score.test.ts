import { describe, expect, it } from '@jest/globals';
import { scoreOf, type Terms } from './score.ts';
import type { Truth } from './truth.ts';
import type { Ordered, Witnessed } from './witness.ts';

const second = 1000;
const minute = 60 * second;

/** Site A is lost from the first minute on, on both pipelines; there is a way out. */
const lostA: Truth = {
  lost: [{ site: 'A', pipelines: ['0', '1'], from: minute, until: null }],
  handsOff: [],
  closed: [],
  escapes: [{ from: minute, by: minute + 45 * second }],
};
const nothing: Truth = { lost: [], handsOff: [], closed: [], escapes: [] };
const terms: Terms = { failbackTo: null, mustReturn: false, sites: ['A', 'B'], orders: [] };

const ordered = (at: number, to: string, foreign = false): Ordered => ({
  at,
  startAt: at + 15 * second,
  to,
  foreign,
});

/** What is seen of switches that all take effect. */
function seen(switches: readonly Ordered[], start: 'A' | 'B' = 'A'): Witnessed {
  const moves = switches.map(({ startAt: at, to }) => ({ at, sites: { '0': to, '1': to } }));
  return {
    switches,
    onAir: [{ at: 0, sites: { '0': start, '1': start } }, ...moves],
    calls: switches.map(({ at }) => at),
    destroyed: [],
    end: 20 * minute,
  };
}

const faultsOf = (truth: Truth, switches: readonly Ordered[], judgedBy = terms) =>
  scoreOf(truth, judgedBy, seen(switches)).falseSwitches.map(({ fault }) => fault);

describe('the judge of the corpus', () => {
  it('finds nothing wrong with a switch away from a lost site, and counts its calls', () => {
    const score = scoreOf(lostA, terms, seen([ordered(minute + 4 * second, 'B')]));
    expect(score).toEqual({
      falseSwitches: [],
      missed: [],
      callsToDecide: [1],
      destroyed: 0,
      stuck: null,
    });
  });

  it('calls an outage missed that nobody ends in time, and the channel stuck when nobody ever does', () => {
    expect(scoreOf(lostA, terms, seen([]))).toMatchObject({ missed: [minute], stuck: 'dark' });
    const late = scoreOf(lostA, terms, seen([ordered(2 * minute, 'B')]));
    expect(late).toMatchObject({ missed: [minute], stuck: null, callsToDecide: [] });
  });

  it('calls a second switch for one outage a repeat, under way or done', () => {
    const first = ordered(minute + second, 'B');
    expect(faultsOf(lostA, [first, ordered(minute + 2 * second, 'B')])).toEqual(['repeat']);
    expect(faultsOf(lostA, [first, ordered(2 * minute, 'B')])).toEqual(['repeat']);
  });

  it('calls a switch false when what was on air had a picture again before it took effect', () => {
    const dip: Truth = {
      ...nothing,
      lost: [{ site: 'A', pipelines: ['0', '1'], from: minute, until: minute + 10 * second }],
    };
    expect(faultsOf(dip, [ordered(minute + second, 'B')])).toEqual(['source was well']);
  });

  it('calls a switch false for the loss of one pipeline of two', () => {
    const one: Truth = { ...nothing, lost: [{ site: 'A', pipelines: ['0'], from: minute, until: null }] };
    expect(faultsOf(one, [ordered(minute + second, 'B')])).toEqual(['source was well']);
  });

  it('calls a switch false that leads from the dark into the dark', () => {
    const both: Truth = {
      ...nothing,
      lost: [...lostA.lost, { site: 'B', pipelines: ['0', '1'], from: 0, until: null }],
    };
    expect(faultsOf(both, [ordered(minute + second, 'B')])).toEqual(['target was lost']);
  });

  it('calls a switch forbidden that operators did not want', () => {
    const held: Truth = { ...lostA, handsOff: [{ from: 0, until: null }] };
    const closed: Truth = { ...lostA, closed: [{ site: 'B', from: 0, until: null }] };
    expect(faultsOf(held, [ordered(minute + second, 'B')])).toEqual(['forbidden']);
    expect(faultsOf(closed, [ordered(minute + second, 'B')])).toEqual(['forbidden']);
  });

  it('blames nobody for what an operator ordered or others did', () => {
    const byOrder = { ...terms, orders: [{ at: minute, to: 'B' }] };
    expect(faultsOf(nothing, [ordered(minute, 'B')], byOrder)).toEqual([]);
    expect(faultsOf(nothing, [ordered(minute, 'B', true)])).toEqual([]);
  });

  it('allows a failback only where the policy wants it and only from where automation itself had gone', () => {
    const returned: Truth = {
      ...nothing,
      lost: [{ site: 'A', pipelines: ['0', '1'], from: minute, until: 3 * minute }],
    };
    const wanted = { ...terms, failbackTo: 'A', mustReturn: true };
    const moved = ordered(minute + second, 'B');
    const back = ordered(5 * minute, 'A');
    expect(faultsOf(returned, [moved, back], wanted)).toEqual([]);
    expect(faultsOf(returned, [moved, back])).toEqual(['source was well']);
    expect(faultsOf(returned, [{ ...moved, foreign: true }, back], wanted)).toEqual(['source was well']);
    expect(scoreOf(returned, wanted, seen([moved]))).toMatchObject({ stuck: 'not failed back' });
  });

  it('allows a switch that unites pipelines, and calls a channel stuck whose pipelines stay apart', () => {
    const apart = { at: 2 * minute, sites: { '0': 'B', '1': 'A' } };
    const before = seen([]);
    expect(scoreOf(nothing, terms, { ...before, onAir: [...before.onAir, apart] }).stuck).toBe('diverged');
    const heal = ordered(3 * minute, 'A');
    const after = { at: heal.startAt, sites: { '0': 'A', '1': 'A' } };
    const healed = { ...seen([heal]), onAir: [...before.onAir, apart, after] };
    expect(scoreOf(nothing, terms, healed)).toMatchObject({ falseSwitches: [], stuck: null });
  });

  it('calls a switch false on a channel of which nothing runs', () => {
    const stopped = { at: minute, sites: { '0': null, '1': null } };
    const idle = { ...seen([ordered(2 * minute, 'B')]), onAir: [stopped] };
    expect(scoreOf(lostA, terms, idle).falseSwitches.map(({ fault }) => fault)).toEqual(['not running']);
  });
});
