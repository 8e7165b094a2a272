import type { Check } from '../check.ts';
import { markdownTable } from '../measured-report.ts';

/** The result of one fault. */
export interface FaultReport {
  readonly fault: string;
  readonly summary: string;
  /** Calls, batches or messages that it hit. */
  readonly hits: number;
  readonly checks: readonly Check[];
  readonly passed: boolean;
  /** From the last packet to both pipelines on B, of the slowest channel; left out: never. */
  readonly onBMs?: number;
  /** That, against the channels without a fault in the same act. */
  readonly ratio?: number;
  /** Of a brownout: from the last packet of the channel that loses its site in the middle to its end. */
  readonly overMs?: number;
  /** Of a brownout: in the busiest minute in which nothing happened to the first channel, the other one, the third. */
  readonly decisions?: readonly number[];
  /** What kept it from being played to its end. */
  readonly error?: string;
}

/** The answer of a whole run, as written by `--json`. */
export interface ChaosReport {
  readonly startedAt: string;
  readonly durationMs: number;
  readonly passed: boolean;
  readonly faults: readonly FaultReport[];
}

/** The table of a run. */
export function tableOf(reports: readonly FaultReport[]): string {
  const heads = ['fault', 'what happens', 'hits', 'outcome', 'both pipelines on B', 'ratio'];
  const rows = reports.map((report) => [
    report.fault,
    report.summary,
    String(report.hits),
    outcomeOf(report),
    onBOf(report),
    report.ratio === undefined ? '' : report.ratio.toFixed(2),
  ]);
  if (!reports.some(({ decisions }) => decisions !== undefined)) return markdownTable(heads, rows);
  const ofDecisions = reports.map(({ decisions = [] }) => decisions.join(' / '));
  return markdownTable(
    [...heads.slice(0, -1), 'decisions in the busiest minute: first / other / third'],
    rows.map((row, index) => [...row.slice(0, -1), ofDecisions[index] ?? '']),
  );
}

/** Of a brownout that had to end first, from when it was over. */
function onBOf({ onBMs, overMs = Infinity }: FaultReport): string {
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  if (onBMs === undefined) return 'never';
  return onBMs < overMs ? seconds(onBMs) : `${seconds(onBMs - overMs)} after its end`;
}

function outcomeOf({ passed, checks, error }: FaultReport): string {
  if (error !== undefined) return `NOT PLAYED: ${error}`;
  if (passed) return 'one switch, on B, nothing owed, nothing lost';
  const failed = checks.filter((check) => !check.passed);
  return `FAILED: ${failed.map(({ what, measured, wanted }) => `${what}: ${measured}, wanted ${wanted}`).join('; ')}`;
}
