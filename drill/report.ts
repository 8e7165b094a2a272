import type { Check } from './check.ts';
import type { Entry } from './timeline.ts';

/** What came of one scenario. */
export interface ScenarioReport {
  readonly scenario: string;
  readonly summary: string;
  readonly passed: boolean;
  readonly checks: readonly Check[];
  /** What kept it from being played to its end. */
  readonly error?: string;
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
