import type { Claim } from '../verdict.ts';
import type { Watched } from './watch.ts';

/** What is promised of looks, whatever a call takes (docs/operations.md). */
export function claimsOf(all: readonly Watched[]): readonly Claim[] {
  return [
    {
      what: 'longest that a channel is not looked at',
      measured: Math.max(...all.map(({ longestGapMs }) => longestGapMs / 1000)),
      unit: 's',
      bound: 120,
    },
    {
      what: 'calls to MediaLive, of all deployments of an account',
      measured: Math.max(...all.map(({ callsPerSecond }) => callsPerSecond)),
      unit: '/s',
      bound: 10,
    },
    {
      what: 'channels whose standby is fit and does not count as such',
      measured: Math.max(
        ...all.filter(({ withFlows }) => withFlows).map(({ withoutStandby }) => withoutStandby),
        0,
      ),
      unit: '',
      bound: 0,
    },
  ];
}
