import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

/** A table in Markdown that also reads well as it is. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) =>
    Math.max(head.length, 3, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(heads), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** What a command measured, for docs/reports. */
export interface MeasuredReport {
  readonly title: string;
  /** What measures it again. */
  readonly command: string;
  /** The day of the run, like 2026-11-30. */
  readonly day: string;
  /** Left out: it does not matter. */
  readonly seconds?: number;
  readonly processors?: number;
  readonly table: string;
}

/** The text of a report. */
export function reportText({ title, command, day, seconds, processors, table }: MeasuredReport): string {
  const took = seconds === undefined ? '' : `, in ${seconds} s`;
  const on = processors === undefined ? '' : `, on ${processors} processors`;
  return `# ${title}\n\nLast measured on ${day}${took}${on}. To measure it again: \`${command}\`.\n\n${table}\n`;
}

const folder = join(import.meta.dirname, '..', 'docs', 'reports');

/** Writes docs/reports/NAME.md: what was just measured, on this machine. */
export function writeReport(name: string, report: Omit<MeasuredReport, 'day' | 'processors'>): void {
  const day = new Date().toISOString().slice(0, 10);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.md`), reportText({ ...report, day, processors: cpus().length }));
}
