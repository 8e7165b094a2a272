import { percentile } from '../statistics.ts';
import type { Played } from './tournament.ts';

/** The sums of one contender over the corpus. */
export interface Standing {
  readonly name: string;
  readonly traces: number;
  /** Traces without a fault of any kind. */
  readonly right: number;
  readonly falseSwitches: number;
  /** Of the false switches, those that only repeat another one. */
  readonly repeats: number;
  readonly missed: number;
  /** NaN: no outage was answered. */
  readonly decisionP50Ms: number;
  readonly decisionMaxMs: number;
  readonly callsToDecide: number;
  readonly calls: number;
  readonly destroyed: number;
  readonly stuck: number;
}

export function standingOf(name: string, played: readonly Played[]): Standing {
  const scores = played.map(({ score }) => score);
  const sum = (of: (score: (typeof scores)[number]) => number) =>
    scores.reduce((total, score) => total + of(score), 0);
  const decisions = scores.flatMap(({ decisionMs }) => decisionMs);
  return {
    name,
    traces: played.length,
    right: played.filter((one) => faultsIn(one).length === 0).length,
    falseSwitches: sum(({ falseSwitches }) => falseSwitches.length),
    repeats: sum(({ falseSwitches }) => falseSwitches.filter(({ fault }) => fault === 'repeat').length),
    missed: sum(({ missed }) => missed.length),
    decisionP50Ms: percentile(decisions, 0.5),
    decisionMaxMs: decisions.length === 0 ? NaN : Math.max(...decisions),
    callsToDecide: percentile(
      scores.flatMap(({ callsToDecide }) => callsToDecide),
      0.5,
    ),
    calls: sum(({ calls }) => calls),
    destroyed: sum(({ destroyed }) => destroyed),
    stuck: scores.filter(({ stuck }) => stuck !== null).length,
  };
}

/** What went wrong in a trace, a phrase each. */
export function faultsIn({ score }: Played): readonly string[] {
  const counted = new Map<string, number>();
  for (const { to, fault } of score.falseSwitches) {
    const phrase = `switch to ${to}: ${fault}`;
    counted.set(phrase, (counted.get(phrase) ?? 0) + 1);
  }
  return [
    ...[...counted].map(([phrase, times]) => (times === 1 ? phrase : `${times} x ${phrase}`)),
    ...(score.missed.length > 0 ? [`${score.missed.length} missed`] : []),
    ...(score.destroyed > 0 ? [`${score.destroyed} actions of others destroyed`] : []),
    ...(score.stuck === null ? [] : [`stuck: ${score.stuck}`]),
  ];
}

type Column = readonly [heading: string, cell: (standing: Standing) => string];

const seconds = (ms: number) => (Number.isNaN(ms) ? '-' : (ms / 1000).toFixed(1));
const count = (value: number) => (Number.isNaN(value) ? '-' : String(value));

const columns: readonly Column[] = [
  ['', ({ name }) => name],
  ['right', ({ right, traces }) => `${right}/${traces}`],
  ['false', ({ falseSwitches }) => String(falseSwitches)],
  ['(repeats)', ({ repeats }) => `(${repeats})`],
  ['missed', ({ missed }) => String(missed)],
  ['decided p50 s', ({ decisionP50Ms }) => seconds(decisionP50Ms)],
  ['worst s', ({ decisionMaxMs }) => seconds(decisionMaxMs)],
  ['calls/decision', ({ callsToDecide }) => count(callsToDecide)],
  ['calls', ({ calls }) => String(calls)],
  ['destroyed', ({ destroyed }) => String(destroyed)],
  ['stuck', ({ stuck }) => String(stuck)],
];

/** The table of all contenders. */
export function renderStandings(standings: readonly Standing[]): string {
  const rows = [
    columns.map(([heading]) => heading),
    ...standings.map((s) => columns.map(([, cell]) => cell(s))),
  ];
  const widths = columns.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) =>
        index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0),
      )
      .join('  ');
  return rows.map(line).join('\n');
}

/** What the columns mean. */
export const legend = `right     traces without any fault
false     switches without cause: what was on air was well, or the target was not, or operators had forbidden it, or it was
          a repeat of a switch that was under way or done
missed    outages with a way out in which viewers still had no picture after the time allowed (45 s where the news came at once)
decided   from the loss to the switch that MediaLive accepted, confirmation included, where that ended the outage
calls     to MediaLive's API; ours looks at every channel once a minute, whatever happens
destroyed schedule actions of others that are gone
stuck     at the end: no picture though another site has one, pipelines on different sites, or a failback that never came`;

/** Each contender against the first: how many times as much of what is bad, as late, as many calls. */
export function renderRatios([first, ...others]: readonly Standing[]): string {
  if (first === undefined) return '';
  const share = ({ right, traces }: Standing) => `${Math.round((100 * right) / traces)} %`;
  const times = (value: number, base: number) =>
    Number.isNaN(value) || base === 0 ? '-' : `${(value / base).toFixed(2)} x`;
  const faults = ({ falseSwitches, missed, destroyed, stuck }: Standing) =>
    falseSwitches + missed + destroyed + stuck;
  return others
    .map(
      (other) =>
        `${other.name}: ${share(other)} of the traces right against ${share(first)}, ${faults(other)} faults against ${faults(first)}, ` +
        `decides in ${times(other.decisionP50Ms, first.decisionP50Ms)} the time with ${times(other.callsToDecide, first.callsToDecide)} the calls`,
    )
    .join('\n');
}
