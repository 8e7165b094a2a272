import { markdownTable } from '../rehearsal/measured-report.ts';

/** A column: its title, its width in characters, and what stands in it. */
export type Column<Row> = readonly [title: string, width: number, cell: (row: Row) => string];

/** A table that is printed row by row, as each row takes its time. */
export interface Table<Row> {
  readonly head: string;
  row(row: Row): string;
  /** All of it, for a report. */
  markdown(rows: readonly Row[]): string;
}

export const tableOf = <Row>(all: readonly Column<Row>[]): Table<Row> => ({
  head: all.map(([title, width]) => title.padStart(width)).join(' '),
  row: (row) => all.map(([, width, cell]) => cell(row).padStart(width)).join(' '),
  markdown: (rows) =>
    markdownTable(
      all.map(([title]) => title),
      rows.map((row) => all.map(([, , cell]) => cell(row))),
    ),
});
