import { styleText } from 'node:util';
import type { Check } from './check.ts';
import type { Entry, Timeline, Tone } from './timeline.ts';

/** No line of the drill is longer: as wide as the terminal, within what can be read; 110 where it goes to a file. */
export const columns = Math.min(Math.max(process.stdout.columns || 110, 60), 200);
const timeColumns = 10;
const whoColumns = 13;

/** How lines are coloured: for a terminal, or not at all. */
export type Paint = (tone: Tone | 'bold', text: string) => string;

const styles = {
  bad: 'red',
  good: 'green',
  act: ['bold', 'cyan'],
  hold: 'yellow',
  plain: 'reset',
  quiet: 'gray',
  bold: 'bold',
} as const;

const paintForTerminal: Paint = (tone, text) => {
  const style = styles[tone];
  return styleText(typeof style === 'string' ? style : [...style], text, { validateStream: false });
};

/** The way of this terminal: NO_COLOR (no-color.org) is asked here, since styleText of Node.js 20 forgets it where there are two styles. */
export function paintOf({ isTTY }: { readonly isTTY?: boolean }, noColor: string | undefined): Paint {
  return isTTY === true && (noColor ?? '') === '' ? paintForTerminal : paintNothing;
}

export const paintNothing: Paint = (_tone, text) => text;

/** `    +4.08 s  control      confirmed, SWITCH: …`, wrapped under itself. */
export function renderEntry(entry: Entry, timeline: Timeline, paint: Paint): string {
  const time = timeline.zeroAt === undefined ? '' : signed(timeline.since(entry.at));
  const indent = timeColumns + whoColumns + 3;
  const [first = '', ...more] = wrap(entry.what, columns - indent);
  const head = `${paint('quiet', time.padStart(timeColumns))}  ${entry.who.padEnd(whoColumns)} `;
  return [
    `${head}${paint(entry.tone, first)}`,
    ...more.map((line) => `${' '.repeat(indent)}${paint(entry.tone, line)}`),
  ].join('\n');
}

const signed = (ms: number): string => `${ms < 0 ? '-' : '+'}${(Math.abs(ms) / 1000).toFixed(2)} s`;

/** Of a mark, with the two spaces before it. */
const markColumns = 6;
const measuredMax = 24;

/** What was demanded against the result. */
export function renderVerdict(checks: readonly Check[], paint: Paint, width = columns): string {
  const whatColumns = Math.max(...checks.map(({ what }) => what.length), 'demanded'.length);
  // What is longer has lines of its own, so that the others stay beside each other.
  const short = checks.map(({ measured }) => measured.length).filter((length) => length <= measuredMax);
  const measuredColumns = Math.max(...short, 'measured'.length);
  const row = (mark: string, what: string, measured: string, wanted: string): string => {
    const rest = `  ${what.padEnd(whatColumns)}  ${measured.padStart(measuredColumns)}  ${wanted}`.trimEnd();
    if (markColumns + rest.length <= width && measured.length <= measuredColumns) return `  ${mark}${rest}`;
    return [`  ${mark}  ${what}`, ...wrap(`        ${measured}, wanted ${wanted}`, width)].join('\n');
  };
  return [
    paint('quiet', row('    ', 'demanded', 'measured', 'budget')),
    ...checks.map(({ what, measured, wanted, passed }) =>
      passed
        ? row(paint('good', 'PASS'), what, measured, wanted)
        : paint('bad', row('FAIL', what, measured, wanted)),
    ),
  ].join('\n');
}

/** Breaks at spaces, and keeps the indentation; a word longer than a line is cut. */
export function wrap(text: string, width: number): readonly string[] {
  const indent = /^ */.exec(text)?.[0] ?? '';
  const room = width - indent.length;
  const lines: string[] = [];
  let line = '';
  for (const word of text.slice(indent.length).replaceAll('\n', ' ').split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (joined.length <= room) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (line.length > room) {
      lines.push(line.slice(0, room));
      line = line.slice(room);
    }
  }
  return [...lines, line].map((each) => `${indent}${each}`);
}
