import { tableOf } from '../columns.ts';
import { printVerdict } from '../verdict.ts';
import { claimsOf } from './claims.ts';
import { watch, type Watched } from './watch.ts';

/**
 * How often each channel is looked at, and what that asks of MediaLive, from one channel to as many as the promise is for, at
 * calls of 20, 100 and 500 ms: the real reconciler and the real controller on virtual time.
 */
const deployments: readonly (readonly number[])[] = [
  ...[1, 100, 120, 240, 447, 600, 700, 1000].map((channels) => [channels]),
  [334, 333, 333],
];
const latenciesMs = [20, 100, 500];
/** Evidence of a standby counts for a quarter of an hour: longer than that. */
const minutes = 25;

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

const table = tableOf<Watched>([
  ['channels', 15, ({ channels }) => channels.join(' + ')],
  ['a call', 8, ({ latencyMs }) => `${latencyMs} ms`],
  ['longest gap', 13, ({ longestGapMs }) => seconds(longestGapMs)],
  ['of a question', 14, ({ longestQuestionGapMs }) => seconds(longestQuestionGapMs)],
  ['told', 8, ({ oldestTold }) => `${oldestTold.toFixed(0)} s`],
  ['no standby', 11, ({ withoutStandby }) => String(withoutStandby)],
  ['calls/s', 8, ({ callsPerSecond }) => callsPerSecond.toFixed(2)],
  ['at most', 8, ({ busiestPerSecond }) => busiestPerSecond.toFixed(1)],
]);

console.log(table.head);
const all: Watched[] = [];
for (const channels of deployments) {
  for (const latencyMs of latenciesMs) {
    const watched = await watch({ channels, latencyMs, minutes, withFlows: true });
    all.push(watched);
    console.log(table.row(watched));
  }
}
printVerdict(claimsOf(all));
