/** Goal: a machine that was late is told apart from code that is wrong. */
import { describe, expect, it } from '@jest/globals';
import { Lateness, lateWords } from '../../rehearsal/lateness.ts';
import { exitCodeOf, type ScenarioReport } from '../../rehearsal/report.ts';

describe('how late the machine was', () => {
  it('is the most that anything took beyond what was wanted, and nothing where that is little', () => {
    const lateness = new Lateness();
    lateness.note(Date.now() - 1_100, 1_000);
    expect(lateness.ms).toBeUndefined();
    lateness.note(Date.now() - 3_000, 1_000);
    lateness.note(Date.now() - 1_500, 1_000);
    expect(lateness.ms).toBeGreaterThanOrEqual(2_000);
    expect(lateness.ms).toBeLessThan(2_500);
  });

  it('is told with what to do', () => {
    expect(lateWords(1_234)).toBe('this machine was late by 1.23 s, try again alone');
  });
});

describe('the exit code of a drill', () => {
  const report = (passed: boolean, lateMs?: number): ScenarioReport => ({
    scenario: 'flap',
    summary: '',
    passed,
    checks: [],
    durationMs: 0,
    timeline: [],
    ...(lateMs === undefined ? {} : { lateMs }),
  });

  it.each([
    { what: 'all as demanded', scenarios: [report(true)], code: 0 },
    { what: 'not all, where the machine was late', scenarios: [report(true), report(false, 500)], code: 3 },
    {
      what: 'not all, and the machine was late elsewhere',
      scenarios: [report(false), report(false, 500)],
      code: 1,
    },
  ])('is $code for: $what', ({ scenarios, code }) => {
    expect(exitCodeOf({ passed: scenarios.every(({ passed }) => passed), scenarios })).toBe(code);
  });
});
