/** Goal: whatever the number of flows, each is described in its turn, and what is told fits a message. */
import { describe, expect, it } from '@jest/globals';
import {
  describesPerRun,
  describesPerSecond,
  flowsToDescribe,
  runsPerRotation,
} from '../../../control/reconcile/flow-quota.ts';
import { defaultPolicy } from '../../../core/model/group.ts';
import { withinMessage } from '../../../control/reconcile/message-size.ts';
import { runEveryMs } from '../../../control/reconcile/pace.ts';
import { turnOf } from '../../../control/reconcile/turn-of.ts';
import { noon } from '../support/manual-clock.ts';
import { flowArnOf } from '../support/deployment.ts';

describe('the flows that are described in a run', () => {
  const flowArns = Array.from({ length: 240 }, (_, index) => `${'abcd'[index % 4]}-${index}`);
  const isD = (flowArn: string) => flowArn.startsWith('d');

  it('are all while there are no more than the bound', () => {
    const few = flowArns.slice(0, describesPerRun);
    expect([...flowsToDescribe(few, () => false, noon)]).toEqual(few);
  });

  it('are no more than the bound, those in doubt first', () => {
    const chosen = flowsToDescribe(flowArns, isD, noon);
    expect(chosen.size).toBeLessThanOrEqual(describesPerRun);
    for (const flowArn of flowArns.filter(isD)) expect(chosen.has(flowArn)).toBe(true);
  });

  it('are not only those in doubt, however many those are', () => {
    const chosen = flowsToDescribe(flowArns, (flowArn) => !isD(flowArn), noon);
    expect([...chosen].filter(isD)).toHaveLength(30);
    expect([...chosen]).toHaveLength(120);
  });

  it.each([
    { flows: 400, doubtful: 0 },
    { flows: 400, doubtful: 200 },
    { flows: 2800, doubtful: 0 },
    { flows: 2800, doubtful: 900 },
  ])('are all within ten runs, $doubtful in doubt of $flows', ({ flows: count, doubtful }) => {
    const all = Array.from({ length: count }, (_, index) => `flow-${index}`);
    const inDoubt = new Set(all.filter((_, index) => index % Math.ceil(count / Math.max(doubtful, 1)) === 1));
    const runs = Array.from({ length: 10 }, (_, minute) =>
      flowsToDescribe(all, (flowArn) => inDoubt.has(flowArn), noon + minute * 60_000),
    );
    expect(new Set(runs.flatMap((chosen) => [...chosen])).size).toBe(count);
    // So many are made at the pace in the half minute that is left by looks and lists.
    for (const chosen of runs) expect(chosen.size).toBeLessThanOrEqual(30 * describesPerSecond);
  });

  it('come round well before evidence of a standby is too old', () => {
    expect(1.2 * runsPerRotation * runEveryMs).toBeLessThan(defaultPolicy.flow.maxAgeMs);
  });

  it.each([0, 60])('are all within a few minutes, with %s of them in doubt', (doubtful) => {
    const inDoubt = new Set(flowArns.slice(0, doubtful));
    const minutes = [0, 1, 2, 3].map((minute) =>
      flowsToDescribe(flowArns, (flowArn) => inDoubt.has(flowArn), noon + minute * 60_000),
    );
    expect(new Set(minutes.flatMap((chosen) => [...chosen])).size).toBe(240);
  });
});

describe('taking turns', () => {
  it('is not needed while all can have theirs', () => {
    expect(turnOf([1, 2, 3], 3, noon)).toEqual([1, 2, 3]);
  });

  it('leaves none out, whatever the numbers, and takes from the whole list', () => {
    for (const count of [101, 200, 240, 250, 1000]) {
      const all = Array.from({ length: count }, (_, index) => index);
      const turns = Math.ceil(count / 100);
      const runs = Array.from({ length: turns }, (_, minute) => turnOf(all, 100, noon + minute * 60_000));
      expect(runs.flat().toSorted((one, other) => one - other)).toEqual(all);
      for (const turn of runs) expect(turn.length).toBeLessThanOrEqual(100);
      for (const turn of runs) expect(turn.at(-1)).toBeGreaterThanOrEqual(count - turns);
    }
  });
});

describe('a message', () => {
  const flowsWith = (count: number) =>
    Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [
        flowArnOf(`A${index}`, 0),
        { at: noon, status: 'ERROR', errors: Array.from({ length: count }, () => 'x'.repeat(500)) },
      ]),
    );

  it('has one error of each flow where all of them would be too long for it', () => {
    const fitted = withinMessage({ flows: flowsWith(20) });
    expect(JSON.stringify(fitted).length).toBeLessThan(64 * 1024);
    const told = Object.values(fitted.flows === 'unavailable' ? {} : (fitted.flows ?? {}));
    expect(told).toHaveLength(40);
    for (const { errors = [] } of told) expect(errors).toHaveLength(1);
  });

  it('has what fits as it is', () => {
    expect(withinMessage({ flows: flowsWith(2) })).toEqual({ flows: flowsWith(2) });
  });
});
