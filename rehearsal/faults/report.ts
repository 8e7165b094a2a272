import type { Check } from '../check.ts';

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

/** The middle one, or the higher of the two in the middle. */
export function median(samples: readonly number[]): number {
  return samples.toSorted((one, other) => one - other)[Math.floor(samples.length / 2)] ?? NaN;
}

/** The table of a run, in Markdown that also reads well as it is. */
export function tableOf(reports: readonly FaultReport[]): string {
  const rows = reports.map((report) => [
    report.fault,
    report.summary,
    String(report.hits),
    outcomeOf(report),
    report.onBMs === undefined ? 'never' : `${(report.onBMs / 1000).toFixed(1)} s`,
    report.ratio === undefined ? '' : report.ratio.toFixed(2),
  ]);
  const heads = ['fault', 'what happens', 'hits', 'outcome', 'both pipelines on B', 'ratio'];
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(heads), rule, ...rows.map(line)].join('\n');
}

function outcomeOf({ passed, checks, error }: FaultReport): string {
  if (error !== undefined) return `NOT PLAYED: ${error}`;
  if (passed) return 'one switch, on B, nothing owed, nothing lost';
  const failed = checks.filter((check) => !check.passed);
  return `FAILED: ${failed.map(({ what, measured, wanted }) => `${what}: ${measured}, wanted ${wanted}`).join('; ')}`;
}
