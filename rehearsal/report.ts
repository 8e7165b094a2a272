import type { Check } from './check.ts';
import type { Entry } from './timeline.ts';

/** The result of one scenario. */
export interface ScenarioReport {
  readonly scenario: string;
  readonly summary: string;
  readonly passed: boolean;
  readonly checks: readonly Check[];
  /** What kept it from being played to its end. */
  readonly error?: string;
  /** It failed, and the machine was late by so much: what failed may be the machine's doing. */
  readonly lateMs?: number;
  readonly durationMs: number;
  /** Epoch ms of the fault. */
  readonly zeroAt?: number;
  /** In the order of time; `ms` counts from the fault. */
  readonly timeline: readonly (Entry & { readonly ms: number })[];
}

/** The answer of a whole drill, as written by `--json`. */
export interface DrillReport {
  readonly startedAt: string;
  readonly passed: boolean;
  readonly scenarios: readonly ScenarioReport[];
}

/** 0: all as demanded; 1: not; 3: not, and wherever not, the machine was late. */
export function exitCodeOf({ passed, scenarios }: Pick<DrillReport, 'passed' | 'scenarios'>): number {
  if (passed) return 0;
  return scenarios.every((scenario) => scenario.passed || scenario.lateMs !== undefined) ? 3 : 1;
}
